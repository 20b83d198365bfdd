import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../../src-common/domain/device/device'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { BAR } from '../../src-common/domain/time/ticks'
import { demoPatterns } from '../../src-common/virtual/demo-patterns'
import { lengthWords, missingOf, tracksInWords, usedPatterns } from './pattern-words'

const project: Project = {
  ...emptyProject('', defaultProfile('digitakt')),
  patterns: [4, 1, 4, 0].map((pattern, index) => ({ tick: index * 4 * BAR, pattern, assumed: false })),
}
const dusk = demoPatterns()['0']
if (dusk === undefined) throw new Error('The demo has no first pattern.')

describe('the patterns that are used', () => {
  it('are named once each, in order of their slots', () => {
    expect(usedPatterns(project)).toEqual([0, 1, 4])
  })

  it('are those whose span a take reaches into', () => {
    expect(usedPatterns(project, 4 * BAR, 8 * BAR)).toEqual([1])
    expect(usedPatterns(project, 3 * BAR, 5 * BAR)).toEqual([1, 4])
  })

  it('are missing as long as they are not in the bank', () => {
    expect(missingOf(project, [0, 1])).toEqual([0, 1])
  })
})

describe('a pattern in words', () => {
  it('says its length, when it changes, and its swing', () => {
    expect(lengthWords(dusk)).toBe('16 steps, each track its own · change after 16 · swing 56 %')
    expect(lengthWords({ ...dusk, masterLength: 'inf', changeLength: 8, swing: 50, scaleMode: 'pattern' })).toBe(
      'INF steps · change after 8 · no swing',
    )
  })

  it('tells of each track that has trigs', () => {
    expect(tracksInWords('digitakt', dusk).slice(0, 2)).toEqual([
      'Track 1: 4 trigs, 16 steps',
      'Track 2: 3 trigs, 16 steps',
    ])
    expect(tracksInWords('digitakt', dusk)[8]).toContain('Track A')
  })
})

import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { defaultProfile } from '../device/device'
import { NEW_PATTERN, NEW_TRACK, type Pattern } from '../device/pattern'
import { BAR, PPQ, STEP } from '../time/ticks'
import type { BankPattern } from './bank'
import { boundaryNear, offBoundary, ticksOfPattern } from './pattern-boundaries'
import { emptyProject, type Project } from './project'

const read = (index: number, scale: Partial<Pattern>): BankPattern => ({
  dump: {
    device: 'digitakt',
    kind: 'patternKit',
    index,
    structVersion: 9,
    verified: true,
    inferred: [],
    notices: [],
    pattern: { ...NEW_PATTERN, tracks: [NEW_TRACK], ...scale },
  },
  file: '',
  readAt: '',
  source: 'box',
})

/** A song of changes at ticks; A01 is two bars by M.LEN, A02 four with CH.LEN of one, A03 never ends, A04 was learned. */
const song = (...changes: readonly (readonly [tick: number, pattern: number])[]): Project => ({
  ...emptyProject('Test', { ...defaultProfile('digitakt'), patternLengths: { '3': 12 * STEP } }),
  patterns: changes.map(([tick, pattern]) => ({ tick, pattern, assumed: false })),
  bank: {
    '0': read(0, { masterLength: 32 }),
    '1': read(1, { masterLength: 64, changeLength: 16 }),
    '2': read(2, { masterLength: 'inf' }),
    '5': read(5, { masterLength: 'inf', changeLength: 32 }),
  },
})

describe('where the box can change pattern', () => {
  it('a pattern lets the next one in when it has come round, counted from where it began', () => {
    expect(boundaryNear(song([BAR, 0]), 4.4 * BAR)).toEqual({
      tick: 5 * BAR,
      reason: 'A01 plays 32 steps (2 bars): it can change at bars 6, 8, 10 …',
    })
    expect(boundaryNear(song([0, 0]), 3.9 * BAR).tick).toBe(4 * BAR)
  })

  // The manual's text on CH.LEN, quoted in elektronauts.com/t/177002.
  it('CH.LEN overrides M.LEN where it is smaller, and also where M.LEN is INF', () => {
    const near = boundaryNear(song([0, 1]), 2.8 * BAR)
    expect(near).toEqual({
      tick: 3 * BAR,
      reason: 'CH.LEN of A02 is 16 steps (1 bar): it can change at bars 4, 5, 6 …',
    })
    expect(boundaryNear(song([0, 5]), 2.8 * BAR).tick).toBe(2 * BAR)
  })

  it('with M.LEN INF and CH.LEN OFF the box never changes by itself, and every change is marked', () => {
    const { tick, reason } = boundaryNear(song([0, 2]), 2.8 * BAR)
    expect([tick, reason]).toEqual([
      3 * BAR,
      'A03 never ends (M.LEN INF, CH.LEN OFF): the box changes out of it by hand only',
    ])
    expect(offBoundary(song([0, 2], [4 * BAR, 0]), 1)).toMatch(/^The box cannot change here/)
  })

  it('what the box has shown of a length counts where the pattern was not read; odd lengths are told by beat and step', () => {
    expect(boundaryNear(song([0, 3]), BAR)).toEqual({
      tick: 3 * PPQ,
      reason: 'A04 lasts 12 steps: it can change at 1.4.1, 2.3.1, 3.2.1 …',
    })
  })

  it('bar lines stand in for what is not known', () => {
    expect(boundaryNear(song([0, 100]), 2.4 * BAR)).toEqual({
      tick: 2 * BAR,
      reason: 'How long G05 is, is not known: bar lines (fetch it)',
    })
    expect(boundaryNear(song(), 2.6 * BAR)).toEqual({
      tick: 3 * BAR,
      reason: 'What plays before is not known: bar lines',
    })
    expect(ticksOfPattern(song(), 100)).toBeNull()
  })

  it('a change that is moved does not count itself', () => {
    expect(boundaryNear(song([0, 0], [3 * BAR, 1]), 4.8 * BAR, 3 * BAR).tick).toBe(4 * BAR)
  })

  it('a change that lies where the box can change is not marked, any other is, where lengths are known', () => {
    const changes = song([0, 0], [4 * BAR, 1], [5 * BAR, 0], [6 * BAR, 100], [6 * BAR + STEP, 0])
    expect(changes.patterns.map((_, index) => offBoundary(changes, index) !== null)).toEqual([
      false,
      false,
      false,
      true,
      false,
    ])
    expect(offBoundary(changes, 3)).toBe(
      'The box cannot change here. A01 plays 32 steps (2 bars): it can change at bars 8, 10, 12 …',
    )
  })

  it('a boundary is never marked when a change is put there', () => {
    const place = fc.nat(40).map((beat) => beat * PPQ)
    fc.assert(
      fc.property(fc.uniqueArray(place, { maxLength: 4 }), fc.nat(6), fc.nat(40 * PPQ), (ticks, first, wanted) => {
        const known = [0, 1, 3, 5]
        const before = song(
          ...[...ticks].sort((a, b) => a - b).map((tick, index) => [tick, known[(first + index) % 4] ?? 0] as const),
        )
        const { tick } = boundaryNear(before, wanted)
        const rest = before.patterns.filter((each) => each.tick !== tick)
        const patterns = [...rest, { tick, pattern: 9, assumed: false }].sort((a, b) => a.tick - b.tick)
        const after = { ...before, patterns }
        const index = patterns.findIndex((each) => each.tick === tick)
        const replaced = rest.length < before.patterns.length
        expect(replaced || offBoundary(after, index) === null).toBe(true)
      }),
    )
  })
})

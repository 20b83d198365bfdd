import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { defaultProfile } from '../device/device'
import { emptyProject, type Project } from '../model/project'
import { BAR, PULSE } from '../time/ticks'
import { landings, playingAt } from './landings'
import { startPlace } from './start-place'
import { troublesFrom } from './troubles'

const LEAD = 24 * PULSE
/** A01 lasts two bars, A02 one, A03 half a beat; how long A04 is, is not known. */
const device = {
  ...defaultProfile('digitakt'),
  patternLead: LEAD,
  patternLengths: { '0': 2 * BAR, '1': BAR, '2': 480 },
}
const song = (...changes: readonly (readonly [bar: number, pattern: number])[]): Project => ({
  ...emptyProject('Test', device),
  patterns: changes.map(([bar, pattern]) => ({ tick: bar * BAR, pattern, assumed: false })),
  end: 32 * BAR,
})
const landed = (project: Project, from = 0) =>
  landings(project, playingAt(project, from), from).map(({ lands, sent, trouble }) => [
    lands === null ? null : lands / BAR,
    sent === null ? null : sent / PULSE,
    trouble?.what ?? null,
  ])

describe('pattern changes', () => {
  it('are asked for their lead ahead of where the pattern comes round', () => {
    expect(landed(song([0, 0], [4, 1], [5, 0]))).toEqual([[4, 4 * 96 - 24, null], [5, 5 * 96 - 24, null]]) // prettier-ignore
  })

  it('inside a round land at its end, and are marked, with what to do', () => {
    const project = song([0, 0], [3, 1], [6, 0])
    expect(landed(project)).toEqual([
      [
        4,
        4 * 96 - 24,
        'A02 comes at 5.1.1, not at 4.1.1. A01 lasts 32 steps (2 bars): it can change at bars 3, 5, 7 …',
      ],
      [6, 6 * 96 - 24, null],
    ])
    expect(troublesFrom(project, 0)[0]).toMatchObject({
      tick: 3 * BAR,
      remedy: expect.stringContaining('CH.LEN') as string,
    })
  })

  it('are asked for inside the last round, however short it is, and never on its edge', () => {
    const [first] = landings(song([0, 2], [1, 0]), { pattern: 2, tick: 0 }, 0)
    expect(first).toMatchObject({ lands: BAR, sent: BAR - 480 + PULSE })
    expect(first?.trouble?.what).toContain('11 pulses ahead, not 24 pulses')
    const none = { ...song([0, 0], [2, 1]), device: { ...device, patternLead: 0 } }
    expect(landings(none, playingAt(none, 0), 0)[0]?.sent).toBe(2 * BAR - PULSE)
  })

  it('that come before an earlier one could land take its place', () => {
    expect(landed(song([0, 0], [2.25, 1], [2.5, 0], [6, 1])).map(([lands, sent]) => [lands, sent !== null])).toEqual([
      [null, false],
      [4, true],
      [6, true],
    ])
  })

  it('land where they are wanted where nobody knows better, which is said', () => {
    const project = song([0, 3], [3, 0])
    expect(landings(project, playingAt(project, 0), 0)[0]).toMatchObject({
      lands: 3 * BAR,
      certain: false,
      trouble: null,
    })
    expect(troublesFrom(project, 0)[0]?.what).toContain('How long A04 is, is not known')
  })

  it('of whatever song land in order, each sent after the one before landed, in the round that it ends', () => {
    const change = fc.tuple(
      fc.nat(64 * 4).map((beat) => beat / 4),
      fc.nat(2),
    )
    fc.assert(
      fc.property(
        fc.uniqueArray(change, { selector: ([bar]) => bar, maxLength: 12 }),
        fc.nat(64 * 96),
        (changes, from) => {
          const project = song(...changes.sort((a, b) => a[0] - b[0]))
          const begin = playingAt(project, from * PULSE)
          let last = begin?.tick ?? -Infinity
          for (const { wanted, lands, sent } of landings(project, begin, from * PULSE)) {
            if (lands === null || sent === null) continue
            expect(lands).toBeGreaterThanOrEqual(wanted)
            expect(sent).toBeGreaterThan(Math.max(last, from * PULSE))
            expect(sent).toBeLessThan(lands)
            last = lands
          }
        },
      ),
    )
  })
})

describe('a song begun inside a pattern', () => {
  const project = song([0, 0], [8, 1])
  it('begins where the pattern could, nearest by', () => {
    expect(startPlace(project, 3 * BAR, 'boundary')).toEqual({ song: 2 * BAR, heard: 2 * BAR })
    expect(startPlace(project, 3.5 * BAR, 'boundary')).toEqual({ song: 4 * BAR, heard: 4 * BAR })
    expect(startPlace(project, 7.5 * BAR, 'boundary')).toEqual({ song: 8 * BAR, heard: 8 * BAR })
    expect(startPlace(project, 4 * BAR, 'boundary')).toEqual({ song: 4 * BAR, heard: 4 * BAR })
  })
  it('or is muted from there up to where it was wanted', () => {
    expect(startPlace(project, 3.5 * BAR, 'preroll')).toEqual({ song: 2 * BAR, heard: 3.5 * BAR })
  })
  it('begins where it was wanted where the length is not known, or the box can be told', () => {
    expect(startPlace(song([0, 3]), 3.5 * BAR, 'boundary')).toEqual({ song: 3.5 * BAR, heard: 3.5 * BAR })
    const anywhere = { ...project, device: { ...device, leadStart: 'position' as const } }
    expect(startPlace(anywhere, 3.5 * BAR, 'preroll')).toEqual({ song: 3.5 * BAR, heard: 3.5 * BAR })
  })
})

it('a loop whose ends are not where its patterns come round is told', () => {
  const looped = (from: number, to: number): readonly string[] =>
    troublesFrom({ ...song([0, 0], [8, 1]), loop: { from: from * BAR, to: to * BAR } }, 0).map(({ what }) => what)
  expect(looped(2, 6)).toEqual([])
  expect(looped(1, 3)).toEqual([])
  expect(looped(2, 5)[0]).toContain('ends inside A01')
  expect(looped(3, 9)[0]).toContain('begins inside A01')
})

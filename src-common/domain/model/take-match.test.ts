import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BAR } from '../time/ticks'
import { contains, union, type Intervals } from './intervals'
import { emptyProject, type Project } from './project'
import type { Take } from './take'
import { barsInUse } from './take-match'

const empty = emptyProject('Test')
const NONE = { mutes: false, notes: false, controllers: false, patterns: false }
const FROM = BAR / 2

const TAKE: Take = {
  summary: {
    id: 't',
    name: 'Take 1',
    startedAt: '',
    from: FROM,
    to: 4 * BAR,
    recovered: false,
    clock: { source: 'box', pulses: 1, bpm: 120, jitter: 0 },
  },
  toggles: [],
  lanes: [{ track: 0, kind: 'global', muted: [{ from: BAR + 960, to: 3 * BAR }], known: true }],
  notes: [{ track: 0, tick: 2 * BAR, length: 240, pitch: 60, velocity: 100, closed: false }],
  patterns: [{ tick: BAR, pattern: 3, assumed: false }],
  controllers: [{ track: 0, lanes: [{ target: 'cc:74', points: [{ tick: BAR, value: 9 }] }] }],
  tempo: [],
  unassigned: 0,
}

const withTrack = (change: Partial<Project['tracks'][number]>): Project => ({
  ...empty,
  tracks: empty.tracks.map((track, number) => (number === 0 ? { ...track, ...change } : track)),
})

describe('the bars that are as in a take', () => {
  it('are those whose mutes are the same, both kinds of them', () => {
    const only = { ...NONE, mutes: true }
    expect(barsInUse(empty, TAKE, [0], only)).toEqual([
      { from: FROM, to: BAR },
      { from: 3 * BAR, to: 4 * BAR },
    ])
    const comped = withTrack({ mutes: { global: [{ from: BAR + 960, to: 2 * BAR }], pattern: [] } })
    expect(barsInUse(comped, TAKE, [0], only)).toEqual([
      { from: FROM, to: 2 * BAR },
      { from: 3 * BAR, to: 4 * BAR },
    ])
    const split: Take = { ...TAKE, lanes: [...TAKE.lanes, { track: 0, kind: 'pattern', muted: [], known: false }] }
    const both = withTrack({ mutes: { global: TAKE.lanes[0]?.muted ?? [], pattern: [{ from: 0, to: BAR }] } })
    expect(barsInUse(both, split, [0], only)).toEqual([{ from: BAR, to: 4 * BAR }])
  })

  it('are those in which the same notes begin', () => {
    const only = { ...NONE, notes: true }
    const others = [
      { from: FROM, to: 2 * BAR },
      { from: 3 * BAR, to: 4 * BAR },
    ]
    expect(barsInUse(empty, TAKE, [0], only)).toEqual(others)
    const note = { id: 7, tick: 2 * BAR, length: 240, pitch: 60, velocity: 100 }
    expect(barsInUse(withTrack({ notes: [note] }), TAKE, [0], only)).toEqual([TAKE.summary].map(spanOf))
    expect(barsInUse(withTrack({ notes: [{ ...note, velocity: 1 }] }), TAKE, [0], only)).toEqual(others)
  })

  it('are those in which the same pattern and the same controller values hold', () => {
    expect(barsInUse(empty, TAKE, [0], { ...NONE, patterns: true })).toEqual([{ from: FROM, to: BAR }])
    const held = { ...empty, patterns: [{ tick: 0, pattern: 3, assumed: true }] }
    expect(barsInUse(held, TAKE, [0], { ...NONE, patterns: true })).toEqual([TAKE.summary].map(spanOf))
    const only = { ...NONE, controllers: true }
    expect(barsInUse(empty, TAKE, [0], only)).toEqual([{ from: FROM, to: BAR }])
    const turned = withTrack({ controllers: [{ target: 'cc:74', points: [{ tick: 2 * BAR, value: 9 }] }] })
    expect(barsInUse(turned, TAKE, [0], only)).toEqual([
      { from: FROM, to: BAR },
      { from: 2 * BAR, to: 4 * BAR },
    ])
  })

  it('are of all tracks and parts that are meant together', () => {
    const all = { mutes: true, notes: true, controllers: true, patterns: true }
    expect(barsInUse(empty, TAKE, [0, 1], all)).toEqual([{ from: FROM, to: BAR }])
    expect(barsInUse(empty, TAKE, [1], { ...all, patterns: false })).toEqual([TAKE.summary].map(spanOf))
    expect(barsInUse(empty, TAKE, [], NONE)).toEqual([])
  })

  it('differ only where a mute does', () => {
    const lane = fc
      .array(fc.tuple(fc.nat(4 * BAR), fc.nat(4 * BAR)), { maxLength: 5 })
      .map((spans) => spans.reduce<Intervals>((all, [from, to]) => union(all, [{ from, to }]), []))
    fc.assert(
      fc.property(lane, lane, fc.integer({ min: FROM, max: 4 * BAR - 1 }), (played, there, tick) => {
        const take: Take = { ...TAKE, lanes: [{ track: 0, kind: 'global', muted: played, known: true }] }
        const used = barsInUse(withTrack({ mutes: { global: there, pattern: [] } }), take, [0], {
          ...NONE,
          mutes: true,
        })
        if (contains(used, tick)) expect(contains(played, tick)).toBe(contains(there, tick))
      }),
    )
  })
})

const spanOf = ({ from, to }: Take['summary']): { from: number; to: number } => ({ from, to })

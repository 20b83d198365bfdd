// Takes drawn at random, for properties that must hold for all of them.
import fc from 'fast-check'
import { MUTE_KINDS } from '../device/device'
import { controlPoints } from '../model/controllers'
import { clip, intervals } from '../model/intervals'
import type { Take } from '../model/take'
import { BAR, STEP } from '../time/ticks'

const TRACKS = 4
const track = fc.nat(TRACKS - 1)
const tick = fc.nat(8 * 16).map((step) => step * STEP)

/** Of bars 2 to 2 + `bars`, on the first four tracks. */
export const anyTake = (bars = 4): fc.Arbitrary<Take> => {
  const summary = {
    id: 't',
    name: 'Take 1',
    startedAt: '',
    from: BAR,
    to: (bars + 1) * BAR,
    recovered: false,
    clock: { source: 'box' as const, pulses: 1, bpm: 120, jitter: 0 },
  }
  const inside = fc.integer({ min: BAR, max: summary.to - 1 })
  const toggle = fc.record({
    track,
    kind: fc.constantFrom(...MUTE_KINDS),
    muted: fc.boolean(),
    pressed: inside,
    tick: inside,
  })
  const lane = fc
    .array(fc.tuple(tick, tick), { maxLength: 4 })
    .map((spans) => clip(intervals(spans.map(([from, to]) => ({ from, to }))), summary))
  const note = fc.record({
    track,
    tick: inside,
    length: fc.integer({ min: 1, max: 2 * BAR }),
    pitch: fc.integer({ min: 60, max: 62 }),
    velocity: fc.constantFrom(90, 100),
    closed: fc.constant(false),
  })
  const target = fc.constantFrom('cc:74' as const, 'bend' as const)
  const points = fc.array(fc.record({ tick: inside, value: fc.nat(3) }), { maxLength: 4 })
  return fc
    .record({
      toggles: fc.array(toggle, { maxLength: 6 }),
      lanes: fc.array(lane, { minLength: TRACKS * 2, maxLength: TRACKS * 2 }),
      notes: fc.uniqueArray(note, { maxLength: 12, selector: (each) => [each.track, each.tick, each.pitch].join(' ') }),
      patterns: fc.uniqueArray(fc.record({ tick: inside, pattern: fc.nat(2), assumed: fc.constant(false) }), {
        maxLength: 3,
        selector: (each) => each.tick,
      }),
      controllers: fc.array(fc.tuple(target, points), { minLength: TRACKS, maxLength: TRACKS }),
    })
    .map(({ toggles, lanes, notes, patterns, controllers }) => ({
      summary,
      toggles,
      lanes: lanes.map((muted, index) => ({
        track: index >> 1,
        kind: index % 2 === 0 ? 'global' : 'pattern',
        muted,
        known: true,
      })),
      notes: notes.sort((a, b) => a.tick - b.tick),
      patterns: patterns.sort((a, b) => a.tick - b.tick),
      controllers: controllers.map(([each, drawn], number) => ({
        track: number,
        lanes: drawn.length === 0 ? [] : [{ target: each, points: controlPoints(each, drawn) }],
      })),
      tempo: [],
      unassigned: 0,
    }))
}

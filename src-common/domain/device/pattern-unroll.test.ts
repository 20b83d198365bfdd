import { describe, expect, it } from 'vitest'
import { STEP } from '../time/ticks'
import {
  NEW_PATTERN,
  ticksUntilChange,
  NEW_TRACK,
  plainTrig,
  TRACK_DEFAULTS,
  type Condition,
  type Pattern,
  type PatternTrack,
  type Trig,
} from './pattern'
import { unroll, USUAL_POLICY, type UnrollPolicy } from './pattern-unroll'

const trig = (step: number, change: Partial<Trig> = {}): Trig => ({ ...plainTrig(step, TRACK_DEFAULTS), ...change })
const track = (trigs: readonly Trig[], change: Partial<PatternTrack> = {}): PatternTrack => ({
  ...NEW_TRACK,
  trigs,
  ...change,
})
const pattern = (tracks: readonly PatternTrack[], change: Partial<Pattern> = {}): Pattern => ({
  ...NEW_PATTERN,
  tracks,
  ...change,
})
const BAR = 16 * STEP

/** The steps, counted through from the start, at which a track's notes begin. */
const steps = (
  whole: Pattern,
  bars: number,
  policy: Partial<UnrollPolicy> = {},
  { track: number = 0, followed = false } = {},
): readonly number[] =>
  (unroll(whole, bars * BAR, { ...USUAL_POLICY, ...policy }, followed)[number] ?? []).map(({ tick }) => tick / STEP)

const withCondition = (condition: Condition, step = 0): Pattern => pattern([track([trig(step, { condition })])])

describe('time', () => {
  it('repeats a track by its own length, and cuts it where the master length expires', () => {
    expect(steps(pattern([track([trig(0)], { length: 6 })]), 2)).toEqual([0, 6, 12, 16, 22, 28])
  })

  it('lets a track run on for ever where the master length is INF', () => {
    expect(steps(pattern([track([trig(0)], { length: 6 })], { masterLength: 'inf' }), 2)).toEqual([
      0, 6, 12, 18, 24, 30,
    ])
  })

  it.each([
    [2, [0, 2]],
    [1.5, [0, 2.667]],
    [0.75, [0, 5.333]],
    [0.125, [0, 32]],
  ])('puts the fifth step of a track at %s times the speed where it belongs', (speed, at) => {
    const whole = pattern([track([trig(0), trig(4)], { speed })], { masterLength: 128 })
    const found = steps(whole, 8).slice(0, 2)
    expect(found.map((step) => Math.round(step * 1000) / 1000)).toEqual(at)
  })

  it('slows a whole pattern down where its length is one for all: 16 steps at half the speed are two bars', () => {
    const whole = pattern([track([trig(0), trig(12), trig(4, { condition: '2:2' })], { speed: 0.5 })], {
      scaleMode: 'pattern',
    })
    expect(steps(whole, 4)).toEqual([0, 24, 32, 40, 56])
    expect(ticksUntilChange(whole)).toBe(2 * BAR)
    expect(ticksUntilChange({ ...whole, scaleMode: 'track' })).toBe(BAR)
  })

  it('delays every second step by the swing: 66.7 % of a pair is a triplet', () => {
    const [, second] = steps(pattern([track([trig(0), trig(1)])], { swing: 200 / 3 }), 1)
    expect(second).toBeCloseTo(4 / 3, 3)
  })

  it('moves a trig by its micro timing in 1/24 steps, and never before the start', () => {
    const whole = pattern([track([trig(0, { micro: -5 }), trig(4, { micro: -12 }), trig(8, { micro: 23 })])])
    expect(steps(whole, 1)).toEqual([0, 3.5, 8 + Math.round((23 / 24) * STEP) / STEP])
  })
})

describe('conditions', () => {
  it('plays A:B on the A-th of every B passes, and its negation on the others', () => {
    expect(steps(withCondition('2:3'), 6)).toEqual([16, 64])
    expect(steps(withCondition('!2:3'), 6)).toEqual([0, 32, 48, 80])
  })

  it('counts the passes of a short track, not those of the pattern', () => {
    expect(steps(pattern([track([trig(0, { condition: '2:2' })], { length: 4 })]), 2)).toEqual([4, 12, 20, 28])
  })

  it('plays 1ST once, LST only where another pattern follows', () => {
    expect(steps(withCondition('1ST'), 3)).toEqual([0])
    expect(steps(withCondition('!1ST'), 3)).toEqual([16, 32])
    expect(steps(withCondition('LST'), 3, {}, { followed: true })).toEqual([32])
    expect(steps(withCondition('LST'), 3)).toEqual([])
    const early = pattern([
      track([trig(0, { condition: 'LST', micro: -3 }), trig(4, { condition: '!LST', micro: -3 })]),
    ])
    expect(steps(early, 3, {}, { followed: true })).toEqual([3.875, 19.875, 31.875])
    // Where nothing ends the pattern, nobody knows which pass is the last.
    const endless = pattern([track([trig(0, { condition: 'LST' })])], { masterLength: 'inf' })
    expect(steps(endless, 3, {}, { followed: true })).toEqual([])
  })

  it('lets PRE look at the last condition of its own track, and NEI at that of the track before', () => {
    const whole = pattern([
      track([trig(0, { condition: '1:2' }), trig(4, { condition: 'PRE' }), trig(8, { condition: '!PRE' })]),
      track([trig(2, { condition: 'NEI' }), trig(6, { condition: '!NEI' })]),
    ])
    expect(steps(whole, 2)).toEqual([0, 4, 16 + 8])
    expect(steps(whole, 2, {}, { track: 1 })).toEqual([2, 16 + 6])
  })

  it('plays FILL trigs by choice', () => {
    const whole = pattern([track([trig(0, { fill: true }), trig(4, { fill: false })])])
    expect(steps(whole, 1, { fill: true })).toEqual([0])
    expect(steps(whole, 1, { fill: false })).toEqual([4])
  })

  it('draws chance by the seed, the same each time; or plays all of it, or none', () => {
    const whole = pattern([track([trig(0, { condition: '50%' }), trig(4, { probability: 50 })])])
    const drawn = steps(whole, 64, { chance: 'seed', seed: 7 })
    expect(drawn).toEqual(steps(whole, 64, { chance: 'seed', seed: 7 }))
    expect(drawn).not.toEqual(steps(whole, 64, { chance: 'seed', seed: 8 }))
    expect(drawn.length).toBeGreaterThan(40)
    expect(drawn.length).toBeLessThan(90)
    expect(steps(whole, 64, { chance: 'all' })).toHaveLength(128)
    expect(steps(whole, 64, { chance: 'none' })).toHaveLength(0)
  })

  it('marks what may differ on the next pass: chance, FILL, and what looks at either', () => {
    const trigs = [
      trig(0, { condition: '1:1' as Condition }),
      trig(1, { condition: '50%' }),
      trig(2, { condition: 'PRE' }),
      trig(3, { fill: true }),
      trig(4, { probability: 30 }),
      trig(5),
      trig(6, { condition: '100%' }),
      trig(7, { condition: 'PRE' }),
    ]
    const [notes] = unroll(pattern([track(trigs)]), BAR, { ...USUAL_POLICY, chance: 'all', fill: true }, false)
    expect(notes?.map(({ tick, certain }) => [tick / STEP, certain])).toEqual([
      [0, true],
      [1, false],
      [2, false],
      [3, false],
      [4, false],
      [5, true],
      [6, true],
      [7, true],
    ])
  })

  it('sounds nothing for a lock trig', () => {
    expect(steps(pattern([track([trig(0, { lock: true }), trig(4)])]), 1)).toEqual([4])
  })
})

describe('notes', () => {
  it('cuts a note of an audio track at the next one, and one of a MIDI track only at the same pitch', () => {
    const trigs = [trig(0, { length: 8 }), trig(4, { notes: [64], length: 8 }), trig(6, { notes: [60], length: 1 })]
    const lengths = (kind: 'audio' | 'midi'): readonly number[] =>
      (unroll(pattern([track(trigs, { kind })]), BAR, USUAL_POLICY, false)[0] ?? []).map(({ length }) => length / STEP)
    expect(lengths('audio')).toEqual([4, 2, 1])
    expect(lengths('midi')).toEqual([6, 8, 1])
  })

  it('plays the notes of a chord together, and holds an endless note to the end', () => {
    const [notes] = unroll(
      pattern([track([trig(4, { notes: [60, 64, 67], length: 'inf' })], { kind: 'midi' })]),
      BAR,
      USUAL_POLICY,
      false,
    )
    expect(notes?.map(({ tick, pitch, length }) => [tick / STEP, pitch, length / STEP])).toEqual([
      [4, 60, 12],
      [4, 64, 12],
      [4, 67, 12],
    ])
  })

  it('repeats a retrig only where that is allowed', () => {
    const whole = pattern([track([trig(0, { retrig: { rate: 32, length: 1, velocity: -64 } })])])
    expect(steps(whole, 1)).toEqual([0])
    expect(steps(whole, 1, { retrig: true })).toEqual([0, 0.5])
  })

  it('ends the repeats of a retrig at the next trig of its track, and where the pattern ends', () => {
    const endless = { rate: 16, length: 'inf', velocity: 0 } as const
    const whole = pattern([track([trig(0, { retrig: endless }), trig(3), trig(14, { retrig: endless })])])
    expect(steps(whole, 1, { retrig: true })).toEqual([0, 1, 2, 3, 14, 15])
  })
})

import { describe, expect, it } from 'vitest'
import { expire, follow, STOPPED_CLOCK, type Clock } from './clock-follower'
import { seededRandom } from '../base/random'
import { PULSE } from './ticks'
import { tickAt } from './timeline'

const period = (bpm: number): number => 60e6 / (bpm * 24)

function roll(clock: Clock, from: number, count: number, bpm: number, jitter: (i: number) => number = () => 0): Clock {
  let now = clock
  for (let i = 0; i < count; i++) now = follow(now, { type: 'clock' }, from + i * period(bpm) + jitter(i))
  return now
}

/** A fixed sequence in [-1, 1): the same jitter on every run. */
const random = seededRandom(7)
const noises = Array.from({ length: 5000 }, () => random() * 2 - 1)
const noise = (i: number): number => noises[i % noises.length] ?? 0

describe('following a clock', () => {
  it('takes the first pulse after Start as tick 0', () => {
    const armed = follow(STOPPED_CLOCK, { type: 'start' }, 0)
    expect(armed.state).toBe('armed')
    const rolling = follow(armed, { type: 'clock' }, 5000)
    expect(rolling).toMatchObject({ state: 'rolling', pulses: 1, next: PULSE })
    expect(tickAt(rolling.timeline, 5000)).toBeCloseTo(0)
  })

  it('has the tempo from the second pulse on', () => {
    const clock = roll(follow(STOPPED_CLOCK, { type: 'start' }, 0), 1000, 2, 137.5)
    expect(clock.timeline.bpm).toBeCloseTo(137.5, 3)
  })

  it('keeps the position within a tick under a millisecond of jitter', () => {
    const from = 1_000_000
    let clock = follow(STOPPED_CLOCK, { type: 'start' }, 0)
    const errors: number[] = []
    for (let i = 0; i < 24 * 60; i++) {
      const time = from + i * period(120)
      clock = follow(clock, { type: 'clock' }, time + noise(i) * 1000)
      if (i > 24 * 8) errors.push(Math.abs(tickAt(clock.timeline, time) - i * PULSE))
    }
    errors.sort((a, b) => a - b)
    expect(errors[Math.floor(errors.length * 0.99)]).toBeLessThan(1)
  })

  it('is back within six ticks a beat after the tempo jumped by a tenth', () => {
    let clock = roll(follow(STOPPED_CLOCK, { type: 'start' }, 0), 0, 240, 120)
    const from = 239 * period(120)
    for (let i = 1; i <= 24; i++) clock = follow(clock, { type: 'clock' }, from + i * period(132))
    expect(Math.abs(tickAt(clock.timeline, from + 24 * period(132)) - 263 * PULSE)).toBeLessThan(6)
  })

  it('counts pulses, whatever their times were', () => {
    const clock = roll(follow(STOPPED_CLOCK, { type: 'start' }, 0), 0, 100_000, 174, (i) => noise(i) * 3000)
    expect(clock.next).toBe(100_000 * PULSE)
  })

  it('goes on where it stopped after Continue, and where Song Position says', () => {
    let clock = roll(follow(STOPPED_CLOCK, { type: 'start' }, 0), 0, 48, 120)
    clock = follow(clock, { type: 'stop' }, 1_010_000)
    clock = roll(clock, 1_020_000, 10, 120)
    expect(clock).toMatchObject({ state: 'stopped', next: 48 * PULSE })
    expect(follow(clock, { type: 'continue' }, 0).next).toBe(48 * PULSE)
    expect(follow(clock, { type: 'songPosition', sixteenths: 16 }, 0).next).toBe(3840)
  })

  it('ignores Song Position while rolling', () => {
    const clock = roll(follow(STOPPED_CLOCK, { type: 'start' }, 0), 0, 48, 120)
    expect(follow(clock, { type: 'songPosition', sixteenths: 0 }, 1e6)).toBe(clock)
  })

  it('is lost after a quarter second without a pulse, and found again by the next', () => {
    const clock = roll(follow(STOPPED_CLOCK, { type: 'start' }, 0), 0, 48, 120)
    const last = 47 * period(120)
    expect(expire(clock, last + 250_000).state).toBe('rolling')
    const lost = expire(clock, last + 250_001)
    expect(lost.state).toBe('lost')
    expect(follow(lost, { type: 'clock' }, last + 400_000)).toMatchObject({ state: 'rolling', next: 49 * PULSE })
  })

  it('counts pulses that were lost on the way, once those after them say so', () => {
    const times = Array.from({ length: 240 }, (_, i) => i * period(120)).filter(
      (_, i) => i !== 100 && i !== 150 && i !== 151,
    )
    const clock = heard(times)
    expect(clock.next).toBe(240 * PULSE)
  })

  it('counts once a pulse that comes twice, whether now and then or always', () => {
    const times = Array.from({ length: 240 }, (_, i) => i * period(120))
    expect(heard(times.flatMap((time, i) => (i % 50 === 49 ? [time, time + 1000] : [time]))).next).toBe(240 * PULSE)
    expect(heard(times.flatMap((time, i) => (i > 60 ? [time, time + 1500] : [time]))).next).toBe(240 * PULSE)
    const always = heard(times.flatMap((time) => [time, time + 1500]))
    // Which of the first two is the double is known only after them.
    expect(Math.abs(always.next - 240 * PULSE)).toBeLessThanOrEqual(2 * PULSE)
    expect(always.timeline.bpm).toBeCloseTo(120, 0)
  })

  it('takes no burst for a tempo, and loses no pulse of it', () => {
    const times = Array.from({ length: 480 }, (_, i) => i * period(120))
    const clock = heard(times.map((time, i) => (i >= 200 && i < 204 ? (times[204] ?? 0) - 100 + i : time)))
    expect(clock.next).toBe(480 * PULSE)
    expect(tickAt(clock.timeline, 479 * period(120))).toBeCloseTo(479 * PULSE, 0)
  })

  it('loses no pulse of a burst either, before it has locked', () => {
    for (const begin of [4, 7, 12, 18]) {
      const times = Array.from({ length: 240 }, (_, i) => i * period(120))
      const held = times.map((time, i) => (i >= begin && i < begin + 3 ? (times[begin + 3] ?? 0) - 200 + i * 40 : time))
      expect([begin, heard(held).next]).toEqual([begin, 240 * PULSE])
    }
  })

  it('follows a tempo that halves or doubles at once, without losing count', () => {
    for (const factor of [0.5, 0.6, 1.7, 2]) {
      const knee = 200 * period(120)
      const times = Array.from({ length: 400 }, (_, i) =>
        i < 200 ? i * period(120) : knee + (i - 200) * period(120 * factor),
      )
      const clock = heard(times)
      expect([factor, clock.next]).toEqual([factor, 400 * PULSE])
      expect(clock.timeline.bpm).toBeCloseTo(120 * factor, 1)
    }
  })

  it('takes the first pulse after Start as tick 0, also where the box begins its pulses anew with it', () => {
    for (const shift of [0.2, 0.5, 0.8, 1.2]) {
      const idle = Array.from({ length: 96 }, (_, i) => i * period(120))
      let clock = idle.reduce((now, time) => follow(now, { type: 'clock' }, time), STOPPED_CLOCK)
      const begin = 95 * period(120) + shift * period(120)
      clock = follow(clock, { type: 'start' }, begin - 100)
      clock = roll(clock, begin, 50, 120)
      expect([shift, clock.next]).toEqual([shift, 50 * PULSE])
    }
  })

  it('goes on counting over a silence, by time', () => {
    const jittered = Array.from({ length: 1600 }, (_, i) => i * period(120) + noise(i) * 1000)
    for (const pulses of [100, 480, 1000]) {
      const { next } = heard(jittered.filter((_, i) => i < 400 || i >= 400 + pulses))
      // Over twenty seconds the tempo may be known too little to tell one pulse from the next.
      expect(Math.abs(next - 1600 * PULSE)).toBeLessThanOrEqual(pulses > 500 ? PULSE : 0)
    }
  })
})

const heard = (times: readonly number[]): Clock =>
  times.reduce((clock, time) => follow(clock, { type: 'clock' }, time), follow(STOPPED_CLOCK, { type: 'start' }, 0))

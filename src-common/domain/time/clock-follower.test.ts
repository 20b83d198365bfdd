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
})

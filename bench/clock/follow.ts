// How far the live position is off, at moments whose time is known: ours, and those of others' ways, on the same pulses.
import { follow, STOPPED_CLOCK, type Clock } from '../../src-common/domain/time/clock-follower'
import { PULSE, type Micros } from '../../src-common/domain/time/ticks'
import { tickAt } from '../../src-common/domain/time/timeline'
import { atMost, quantile, report, row, SEEDS, type Row } from '../figures'
import { knownClock, moments, steady, step, ways, type KnownClock } from './pulses'

const PULSES = 24 * 600
/** Locking to a clock takes some beats: they are not measured. */
const SETTLE = 24 * 16

type Estimate = (time: Micros) => number
/** A way to follow: takes stamps, and answers where the clock is, in ticks. */
type Follower = () => { pulse(stamp: Micros): void; at: Estimate }

const ours: Follower = () => {
  let clock: Clock = follow(STOPPED_CLOCK, { type: 'start' }, 0)
  return {
    pulse: (stamp) => { clock = follow(clock, { type: 'clock' }, stamp) },
    at: (time) => tickAt(clock.timeline, time),
  }
} // prettier-ignore

/** Goes on from the last pulse at the last interval: what a simple recorder does. */
const lastInterval: Follower = () => {
  let count = -1
  let last = 0
  let period = 20_833
  return {
    pulse: (stamp) => {
      if (count >= 0) period = Math.max(1, stamp - last)
      last = stamp
      count++
    },
    at: (time) => (count + (time - last) / period) * PULSE,
  }
}

/** Counts eight ticks of 192 to the quarter at each pulse, and knows nothing between: as one well-known sequencer does. */
const counting: Follower = () => {
  let count = -1
  return { pulse: () => { count++ }, at: () => count * PULSE } // prettier-ignore
}

function errors(clock: KnownClock, follower: Follower, seed: number): readonly number[] {
  const { pulse, at } = follower()
  let heard = 0
  return moments(clock, seed, SETTLE, PULSES).map(({ time, tick }) => {
    while (heard < clock.stamps.length && (clock.stamps[heard] ?? Infinity) <= time) pulse(clock.stamps[heard++] ?? 0)
    return Math.abs(at(time) - tick)
  })
}

function p99(name: string, follower: Follower): readonly number[] {
  return SEEDS.map((seed) => {
    const way = ways(seed)[name]
    if (way === undefined) throw new Error(`There is no way ${name}.`)
    return quantile(errors(knownClock(steady(120), PULSES, way()), follower, seed), 0.99)
  })
}

/** The error a beat after the tempo jumped by a tenth. */
const afterStep = SEEDS.map((seed) => {
  const way = ways(seed)['±1 ms uniform']
  if (way === undefined) throw new Error('There is no such way.')
  const at = 24 * 100
  const clock = knownClock(step(120, at), at + 200, way())
  const { pulse, at: estimate } = ours()
  for (const stamp of clock.stamps.slice(0, at + 25)) pulse(stamp)
  return Math.abs(estimate(clock.truth[at + 24] ?? 0) - (at + 24) * PULSE)
})

const rows: Row[] = []
const limits: Readonly<Record<string, number>> = { '±1 ms uniform': 0.7, 'bursts from the system': 3.2 }
for (const name of Object.keys(ways(1))) {
  const limit = limits[name]
  rows.push(row(`${name}: Muteline, p99`, 'ticks', p99(name, ours), limit === undefined ? undefined : atMost(limit)))
  rows.push(row(`${name}: from the last interval, p99`, 'ticks', p99(name, lastInterval)))
  rows.push(row(`${name}: counting pulses, p99`, 'ticks', p99(name, counting)))
}
rows.push(row('a beat after the tempo jumped by a tenth', 'ticks', afterStep, atMost(6)))
report({
  title: 'Following, live',
  note: 'Error of the position at random moments whose time is known; 120 BPM, ten minutes, 960 ticks to the quarter.',
  rows,
})

// A tempo and one moment that is known both as a tick and as a time: a bijection between the two.
import { PPQ, type Micros, type Tick } from './ticks'

export type Timeline = { readonly bpm: number; readonly tick: Tick; readonly time: Micros }

const ticksPerMicro = (bpm: number): number => (bpm * PPQ) / 60e6

/** The position at a time, in ticks; fractional, since time is not bound to the grid. */
export function tickAt(timeline: Timeline, time: Micros): number {
  return timeline.tick + (time - timeline.time) * ticksPerMicro(timeline.bpm)
}

/** The time, in microseconds, at which a position is reached. */
export function timeAt(timeline: Timeline, tick: number): Micros {
  return timeline.time + (tick - timeline.tick) / ticksPerMicro(timeline.bpm)
}

/** How long a length in ticks lasts, in microseconds. */
export function microsOf(ticks: number, bpm: number): Micros {
  return ticks / ticksPerMicro(bpm)
}

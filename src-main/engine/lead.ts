// Our own clock while we lead: its tempo over time, and how far its pulses were handed on.
import { STOPPED_CLOCK } from '../../src-common/domain/time/clock-follower'
import type { Micros, Tick } from '../../src-common/domain/time/ticks'
import { timeAt, type Timeline } from '../../src-common/domain/time/timeline'

/** `timelines`: of late, one after another as the tempo changes; `handed`: the clock tick up to which pulses were handed on. */
export type Lead = {
  readonly timelines: readonly Timeline[]
  readonly handed: number
  /** Where the box is to be told to start; null for its beginning. */
  readonly song: Tick | null
}

/** The tempo at a time. */
export const timelineAt = ({ timelines }: Lead, time: Micros): Timeline =>
  timelines.findLast((each) => each.time <= time) ?? timelines[0] ?? STOPPED_CLOCK.timeline

/** When a clock tick is reached. */
export const timeIn = (timelines: readonly Timeline[], tick: number): Micros =>
  timeAt(timelines.findLast((each) => each.tick <= tick) ?? timelines[0] ?? STOPPED_CLOCK.timeline, tick)

/** From a clock tick on, another tempo; of those before, only what a message may still be timed by. */
export function withTempo(lead: Lead, tick: number, bpm: number): Lead {
  const time = timeIn(lead.timelines, tick)
  return { ...lead, timelines: [...lead.timelines.filter((each) => each.tick < tick).slice(-3), { bpm, tick, time }] }
}

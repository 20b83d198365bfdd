// Follows another machine's MIDI clock, live: counts its pulses, and estimates tempo and phase between them.
import { hear, IDLE_LOOP, LOST_AFTER, rephased, type PulseLoop } from './pulse-loop'
import { PULSE, STEP, type Micros, type Tick } from './ticks'
import type { Timeline } from './timeline'

export type ClockState = 'stopped' | 'armed' | 'rolling' | 'lost'

export type ClockEvent =
  | { readonly type: 'clock' | 'start' | 'continue' | 'stop' }
  | { readonly type: 'songPosition'; readonly sixteenths: number }

export type Clock = {
  readonly state: ClockState
  /** Where the song is, by the estimate; while stopped its tempo is still that of the pulses. */
  readonly timeline: Timeline
  /** Pulses since Start or Continue. */
  readonly pulses: number
  /** The position that the next pulse will have. Counted; only pulses that were lost on the way are made up by time. */
  readonly next: Tick
  readonly loop: PulseLoop
}

export const STOPPED_CLOCK: Clock = {
  state: 'stopped',
  timeline: { bpm: 120, tick: 0, time: 0 },
  pulses: 0,
  next: 0,
  loop: IDLE_LOOP,
}

/**
 * The clock after one more message, `time` being its stamp. Rules (MIDI 1.0, System Real Time): the first F8 after
 * Start *is* position 0; Continue goes on where Stop left; Song Position is taken while stopped and ignored while rolling.
 */
export function follow(clock: Clock, event: ClockEvent, time: Micros): Clock {
  switch (event.type) {
    case 'clock':
      return pulse(clock, time)
    case 'start':
      return {
        ...clock,
        state: 'armed',
        pulses: 0,
        next: 0,
        timeline: { ...clock.timeline, tick: 0, time },
        loop: rephased(clock.loop),
      }
    case 'continue':
      return {
        ...clock,
        state: 'armed',
        pulses: 0,
        timeline: { ...clock.timeline, tick: clock.next, time },
        loop: rephased(clock.loop),
      }
    case 'stop':
      return { ...clock, state: 'stopped', timeline: { ...clock.timeline, tick: clock.next, time } }
    case 'songPosition': {
      if (clock.state === 'rolling' || clock.state === 'lost') return clock
      const tick = event.sixteenths * STEP
      return { ...clock, next: tick, timeline: { ...clock.timeline, tick, time } }
    }
  }
}

/** The clock as it stands at `now`: rolling without pulses for a quarter second is *lost*. */
export function expire(clock: Clock, now: Micros): Clock {
  const overdue = clock.state === 'rolling' && now - clock.loop.last > LOST_AFTER
  return overdue ? { ...clock, state: 'lost' } : clock
}

/** Whether pulses have arrived lately, rolling or not. */
export function hasPulses(clock: Clock, now: Micros): boolean {
  return clock.loop.seen > 1 && now - clock.loop.last <= LOST_AFTER
}

function pulse(clock: Clock, time: Micros): Clock {
  const rolling = clock.state === 'rolling' || clock.state === 'lost'
  const { loop, is, slip } = hear(clock.loop, time, rolling)
  if (is === 'again') return { ...clock, loop }
  const bpm = 60e6 / (24 * loop.period)
  if (clock.state === 'stopped') return { ...clock, loop, timeline: { bpm, tick: clock.next, time } }
  const tick = Math.max(0, clock.next + slip * PULSE)
  return {
    state: 'rolling',
    timeline: { bpm, tick, time: loop.expected - loop.period },
    pulses: clock.pulses + 1,
    next: tick + PULSE,
    loop,
  }
}

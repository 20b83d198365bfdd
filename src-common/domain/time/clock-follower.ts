// Follows another machine's MIDI clock, live: counts its pulses, and estimates tempo and phase between them.
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
  /** The position that the next pulse will have. Counted, never estimated. */
  readonly next: Tick
  readonly loop: Loop
}

/** The delay-locked loop: when the next pulse is expected, how long one lasts, how wide the loop is now. */
type Loop = {
  readonly expected: Micros
  readonly period: Micros
  readonly bandwidth: number
  readonly misses: number
  readonly seen: number
  readonly last: Micros
}

/** A machine that sends no pulse for this long has stopped or is gone (Ardour's rule as well). */
const LOST_AFTER: Micros = 250_000

// The loop starts wide, to lock within a beat, and narrows, to average jitter away (figures: docs/timing.md).
const WIDEST = 4
const NARROWEST = 0.3
const NARROWING = 0.94
const PULSE_AT_120: Micros = 60e6 / (120 * 24)
/** Four errors in a row on the same side, each beyond a sixteenth of a pulse, are no jitter but a new tempo. */
const STEP_MISSES = 4
const STEP_SHARE = 1 / 16

const IDLE: Loop = { expected: 0, period: PULSE_AT_120, bandwidth: WIDEST, misses: 0, seen: 0, last: -Infinity }

export const STOPPED_CLOCK: Clock = {
  state: 'stopped',
  timeline: { bpm: 120, tick: 0, time: 0 },
  pulses: 0,
  next: 0,
  loop: IDLE,
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
      return { ...clock, state: 'armed', pulses: 0, next: 0, timeline: { ...clock.timeline, tick: 0, time } }
    case 'continue':
      return { ...clock, state: 'armed', pulses: 0, timeline: { ...clock.timeline, tick: clock.next, time } }
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
  const loop = track(clock.loop, time)
  const bpm = 60e6 / (24 * loop.period)
  const phase = loop.expected - loop.period
  if (clock.state === 'stopped') return { ...clock, loop, timeline: { bpm, tick: clock.next, time } }
  return {
    state: 'rolling',
    timeline: { bpm, tick: clock.next, time: phase },
    pulses: clock.pulses + 1,
    next: clock.next + PULSE,
    loop,
  }
}

function track(loop: Loop, time: Micros): Loop {
  if (loop.seen === 0 || time - loop.last > LOST_AFTER) {
    return { ...IDLE, period: loop.period, expected: time + loop.period, seen: 1, last: time }
  }
  if (loop.seen === 1) {
    const period = Math.max(1000, time - loop.last)
    return { ...loop, period, expected: time + period, seen: 2, last: time }
  }
  const error = time - loop.expected
  const beyond = Math.abs(error) > loop.period * STEP_SHARE
  const misses = beyond
    ? Math.sign(loop.misses) === Math.sign(error)
      ? loop.misses + Math.sign(error)
      : Math.sign(error)
    : 0
  const stepped = Math.abs(misses) >= STEP_MISSES
  const bandwidth = stepped ? WIDEST : Math.max(NARROWEST, loop.bandwidth * NARROWING)
  const period = stepped ? (time - loop.last + loop.period) / 2 : loop.period
  // Adriaensen, "Using a DLL to filter time" (2005): a second-order loop, critically damped.
  const omega = 2 * Math.PI * bandwidth * (period / 1e6)
  return {
    expected: loop.expected + Math.SQRT2 * omega * error + period,
    period: Math.max(1000, period + omega * omega * error),
    bandwidth,
    misses: stepped ? 0 : misses,
    seen: loop.seen + 1,
    last: time,
  }
}

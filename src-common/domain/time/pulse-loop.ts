// A delay-locked loop over the pulses of a MIDI clock: tempo and phase through jitter, and whether a pulse was lost on
// its way, came twice, or was held up and let go in a burst.
import { type Micros } from './ticks'

export type PulseLoop = {
  /** When the next pulse is due. */
  readonly expected: Micros
  readonly period: Micros
  /** How wide the loop is now, in hertz. */
  readonly bandwidth: number
  /** How far off the last pulse was, and how much that differs of late from pulse to pulse. */
  readonly error: Micros
  readonly jitter: Micros
  /** Errors in a row on one side (negative: early), each beyond what jitter does. */
  readonly misses: number
  readonly seen: number
  /** When the last pulse came. */
  readonly last: Micros
  /** While pulses are off by more than jitter, which may mean several things: how late each was, in periods. */
  readonly doubt: readonly number[] | null
  /** The last one was left out, as one that came twice. */
  readonly skipped: boolean
  /** The last two intervals, the newest first. */
  readonly intervals: readonly [Micros, Micros]
  /** How many pulses may still show that the first one, by which the others are timed, came late itself. */
  readonly fresh: number
}

/**
 * What the newest pulse told. *again*: it is the one before, sent twice, and counts for nothing. *late*: it was held up.
 * `slip`: how many pulses the count was behind (some were lost) or, negative, ahead (some came twice), since the first of
 * the last `SURE` pulses.
 */
export type Heard = { readonly loop: PulseLoop; readonly is: 'timely' | 'late' | 'again'; readonly slip: number }

// The loop starts wide, to lock within a beat, and narrows, to average jitter away (figures: docs/benchmarks.md).
const WIDEST = 4
const NARROWEST = 0.3
const NARROWING = 0.94
/** So narrow is the loop when it has been locked for a beat: before, an odd pulse says more of the loop than of the clock. */
const LOCKED = 1
/** Where a loop begins that knows the tempo already: locked, and as wide as that allows, since the phase is new to it. */
const JUST_LOCKED = 0.95
/** So many pulses after the first still show whether that one came late; an early one further on is another matter. */
const FRESH = 4
const PULSE_AT_120: Micros = 60e6 / (120 * 24)
const SHORTEST: Micros = 1000
/** Four errors in a row on the same side, each beyond a sixteenth of a pulse and the usual jitter, are a new tempo. */
const STEP_MISSES = 4
const STEP_SHARE = 1 / 16
const STEP_JITTER = 2.5
/** How fast the usual jitter is learned. */
const LEARNING = 0.04
/** A pulse this far from where it is due, in periods, is no jitter. */
const DOUBT = 0.5
/** Two pulses are equally late when they differ by less than this, in periods. */
const ALIKE = 0.25
/** So many pulses equally late, and by whole pulses, tell that the count is wrong. */
export const SURE = 3
/** A pulse in time, and another within this share of a period, is one that came twice: no tempo changes so much. */
const AGAIN = 1 / 8
/** A clock that was silent for so long has stopped or is gone (Ardour's rule as well). */
export const LOST_AFTER: Micros = 250_000
/** Nothing holds pulses up for so many periods: they were lost. */
const LONG_HOLE = 8
/** A beat of pulses that fit nothing: whatever came before, the loop begins anew. */
const HOPELESS = 24
/** Over a longer silence nothing can be said of how many pulses it swallowed. */
const LONGEST_SILENCE: Micros = 30_000_000

export const IDLE_LOOP: PulseLoop = {
  expected: 0,
  period: PULSE_AT_120,
  bandwidth: WIDEST,
  error: 0,
  jitter: 0,
  misses: 0,
  seen: 0,
  last: -Infinity,
  doubt: null,
  skipped: false,
  intervals: [0, 0],
  fresh: 0,
}

/** The tempo is kept, and when the next pulse is due is forgotten: a machine may begin anew with its Start. */
export const rephased = (loop: PulseLoop): PulseLoop => ({
  ...loop,
  expected: NaN,
  doubt: null,
  misses: 0,
  fresh: FRESH,
})

/** A loop that knows the tempo already, and hears its first pulse next. */
export const lockedTo = (period: Micros, fresh = FRESH): PulseLoop => ({
  ...IDLE_LOOP,
  period: Math.max(SHORTEST, period),
  expected: NaN,
  bandwidth: JUST_LOCKED,
  seen: 3,
  fresh,
})

/** The loop after one more pulse. `counts`: whether pulses are counted now, so that lost ones matter. */
export function hear(loop: PulseLoop, time: Micros, counts: boolean): Heard {
  const heard = judge(loop, time, counts)
  const fresh = Number.isNaN(loop.expected) ? loop.fresh : Math.max(0, loop.fresh - 1)
  return { ...heard, loop: { ...heard.loop, fresh, intervals: [time - loop.last, loop.intervals[0]] } }
}

const timely = (loop: PulseLoop): Heard => ({ loop, is: 'timely', slip: 0 })

/** Another tempo: the loop begins anew with it, wide. */
const relock = (loop: PulseLoop, period: Micros, time: Micros): PulseLoop => ({
  ...loop,
  period: Math.max(SHORTEST, period),
  expected: time + Math.max(SHORTEST, period),
  bandwidth: WIDEST,
  misses: 0,
  doubt: null,
  skipped: false,
  seen: loop.seen + 1,
  last: time,
})

/** Short, long, short: pulses that come twice, each time. In a burst the short ones follow one another. */
const alternates = ({ intervals: [last, before] }: PulseLoop, silence: Micros): boolean =>
  silence < last * AGAIN && before < last * AGAIN

function judge(loop: PulseLoop, time: Micros, counts: boolean): Heard {
  const silence = time - loop.last
  if (Number.isNaN(loop.expected) && loop.seen > 2) {
    const bandwidth = loop.bandwidth < LOCKED ? JUST_LOCKED : WIDEST
    return timely({ ...loop, expected: time + loop.period, bandwidth, seen: loop.seen + 1, last: time })
  }
  if (loop.seen === 0 || silence > (counts && loop.seen > 2 ? LONGEST_SILENCE : LOST_AFTER)) {
    const begun = { ...IDLE_LOOP, period: loop.period, expected: time + loop.period, seen: 1, last: time }
    return timely(begun)
  }
  if (loop.seen === 1) {
    const period = Math.max(SHORTEST, silence)
    return timely({ ...loop, period, expected: time + period, seen: 2, last: time })
  }
  const late = (time - loop.expected) / loop.period
  // What a box sends with its Start may hold up its first pulse: it is that one which was wrong.
  if (loop.fresh > 0 && late < -DOUBT)
    return timely({ ...loop, expected: time + loop.period, seen: loop.seen + 1, last: time })
  // Two in a row are no doubled pulse, but a tempo that was taken wrong.
  if (
    !loop.skipped &&
    late < -DOUBT &&
    silence < loop.period * AGAIN &&
    (loop.bandwidth < LOCKED || alternates(loop, silence))
  )
    return { loop: { ...loop, skipped: true }, is: 'again', slip: 0 }
  if (Math.abs(late) >= DOUBT) {
    return loop.bandwidth < LOCKED
      ? weigh(loop, [...(loop.doubt ?? []), late], time)
      : timely(relock(loop, silence, time))
  }
  return timely(track({ ...loop, doubt: null }, time))
}

const slipped = (loop: PulseLoop, slip: number, time: Micros): Heard => ({
  loop: track({ ...loop, doubt: null, expected: loop.expected + slip * loop.period }, time),
  is: 'timely',
  slip,
})

/** What pulses that were far off mean: all equally, the count is wrong; each further than the last, another tempo. */
function weigh(loop: PulseLoop, lates: readonly number[], time: Micros): Heard {
  const [a = 0, b = 0, c = 0] = lates.slice(-SURE)
  const late = lates.at(-1) ?? 0
  // Nothing makes a pulse come early but a faster tempo.
  if (late < 0 && lates.length > 1 && late < (lates.at(-2) ?? 0) - ALIKE)
    return timely(relock(loop, time - loop.last, time))
  if (lates.length >= SURE) {
    const alike = Math.max(a, b, c) - Math.min(a, b, c) < ALIKE
    const slower = b - a > ALIKE && c - b > ALIKE && Math.abs(c - b - (b - a)) < ALIKE / 2
    const slip = Math.round(c)
    // Over a long silence the tempo is not known well enough for whole pulses: the nearest is the best there is.
    if (alike && slip !== 0 && (Math.abs(c - slip) <= ALIKE || Math.abs(c) > LONG_HOLE))
      return slipped(loop, slip, time)
    if (alike) return timely(relock(loop, loop.period, time))
    if (slower || lates.length > HOPELESS) return timely(relock(loop, time - loop.last, time))
  }
  // It is counted, and the loop goes on as if it had come in time.
  const coasting = {
    ...loop,
    skipped: false,
    doubt: lates,
    expected: loop.expected + loop.period,
    seen: loop.seen + 1,
    last: time,
  }
  return { loop: coasting, is: late > 0 ? 'late' : 'timely', slip: 0 }
}

function track(loop: PulseLoop, time: Micros): PulseLoop {
  const error = time - loop.expected
  const beyond = Math.abs(error) > Math.max(loop.period * STEP_SHARE, STEP_JITTER * loop.jitter)
  const side = Math.sign(error)
  const misses = !beyond ? 0 : Math.sign(loop.misses) === side ? loop.misses + side : side
  const stepped = Math.abs(misses) >= STEP_MISSES
  const bandwidth = stepped ? WIDEST : Math.max(NARROWEST, loop.bandwidth * NARROWING)
  const period = stepped ? (time - loop.last + loop.period) / 2 : loop.period
  // Adriaensen, "Using a DLL to filter time" (2005): a second-order loop, critically damped.
  const omega = 2 * Math.PI * bandwidth * (period / 1e6)
  return {
    expected: loop.expected + Math.SQRT2 * omega * error + period,
    period: Math.max(SHORTEST, period + omega * omega * error),
    bandwidth,
    error,
    jitter: loop.jitter + LEARNING * (Math.min(Math.abs(error - loop.error) * Math.SQRT1_2, period / 4) - loop.jitter),
    misses: stepped ? 0 : misses,
    seen: loop.seen + 1,
    last: time,
    doubt: null,
    skipped: false,
    intervals: loop.intervals,
    fresh: loop.fresh,
  }
}

// The recorded pulses of one performance as a map from time to exact ticks. Used afterwards, when all pulses are known.
import { PULSE, type Micros, type Tick } from './ticks'

/** Turns times into ticks. `first` is the tick of the first pulse; pulses are 40 ticks apart by definition. */
export type PulseMap = {
  /** The position at a time, in fractional ticks, smoothed over the pulses around it. */
  tickAt(time: Micros, after: number): number
  /** The tick of pulse `index`. */
  tickOf(index: number): Tick
  readonly bpm: number
}

const WINDOWS = [24, 12, 6, 3] as const

/**
 * `times` are the pulses' stamps in order, at least two. A position is read off a line fitted through the pulses around it:
 * as many as agree on one tempo, up to a beat on each side. The wire keeps order, so a position never leaves the pulses
 * between which the message arrived: `after` is the index of the last pulse before it on the wire (-1 for none).
 */
export function pulseMap(times: readonly Micros[], first: Tick): PulseMap {
  const noise = jitterOf(times)
  const last = times.length - 1
  const period = ((times[last] ?? 0) - (times[0] ?? 0)) / Math.max(1, last)
  return {
    tickOf: (index) => first + index * PULSE,
    tickAt: (time, after) => {
      const raw = fitAt(times, after, time, noise)
      const from = Math.max(after, 0) === after ? after : raw
      const to = after < last ? after + 1 : Infinity
      return first + Math.min(to, Math.max(from, raw)) * PULSE
    },
    bpm: period > 0 ? 60e6 / (24 * period) : 0,
  }
}

/** The fractional pulse index at `time`, from the widest window around `after` in which a line explains the pulses. */
function fitAt(times: readonly Micros[], after: number, time: Micros, noise: Micros): number {
  for (const window of WINDOWS) {
    const fit = fitLine(times, after - window + 1, after + window)
    if (fit.spread <= noise * 1.5 + 50) return fit.index + (time - fit.time) / fit.period
  }
  const fit = fitLine(times, after, after + 1)
  return fit.index + (time - fit.time) / fit.period
}

type Line = { readonly index: number; readonly time: Micros; readonly period: Micros; readonly spread: Micros }

/** Least squares of time over index within the window; `spread` is the root mean square of what remains. */
function fitLine(times: readonly Micros[], lowest: number, highest: number): Line {
  const from = Math.max(0, Math.min(lowest, times.length - 2))
  const to = Math.min(times.length - 1, Math.max(highest, from + 1))
  const count = to - from + 1
  const index = (from + to) / 2
  let time = 0
  for (let i = from; i <= to; i++) time += (times[i] ?? 0) / count
  let product = 0
  let square = 0
  for (let i = from; i <= to; i++) {
    product += (i - index) * ((times[i] ?? 0) - time)
    square += (i - index) ** 2
  }
  const period = Math.max(1, product / square)
  let rest = 0
  for (let i = from; i <= to; i++) rest += ((times[i] ?? 0) - time - (i - index) * period) ** 2
  return { index, time, period, spread: Math.sqrt(rest / count) }
}

/** The pulses' own jitter (a standard deviation), from second differences: robust against tempo changes. */
export function jitterOf(times: readonly Micros[]): Micros {
  const seconds: number[] = []
  for (let i = 2; i < times.length; i++) {
    seconds.push(Math.abs((times[i] ?? 0) - 2 * (times[i - 1] ?? 0) + (times[i - 2] ?? 0)))
  }
  if (seconds.length === 0) return 0
  seconds.sort((a, b) => a - b)
  // A second difference of independent errors has √6 of their deviation; the median of its magnitude is 0.6745 of that.
  return (seconds[seconds.length >> 1] ?? 0) / (Math.sqrt(6) * 0.6745)
}

// The recorded pulses of one performance as a map from time to exact ticks. Used afterwards, when all pulses are known.
import { lowerBound } from '../base/sorted'
import { fitPulses, fitTimeAt, type Fit, type FitPulses } from './line-fit'
import type { Pulses } from './pulse-count'
import { isExplained, tempoStretches, type Stretch } from './tempo-fit'
import { PULSE, type Micros, type Tick } from './ticks'

/** Turns times into ticks. Pulse number n stands at `first` + 40 n, by definition. */
export type PulseMap = {
  /**
   * The position at a time, in fractional ticks, by the tempo that was found around it. The wire keeps order, so it never
   * leaves the pulses between which the message arrived: `after` is the last one before it, by its place in the list (-1
   * for none).
   */
  tickAt(time: Micros, after: number): number
  /** The position at a time where no wire tells the order. */
  at(time: Micros): number
  readonly stretches: readonly Stretch[]
  /** How late each pulse came, by the tempo that was found. */
  readonly late: Float64Array
  /** Over the whole roll. */
  readonly bpm: number
}

/** Needs two pulses or more. `first` is the tick of pulse number 0. */
export function pulseMap({ times, numbers, held }: Pulses, first: Tick): PulseMap {
  const scatter = scatterOf(times, numbers)
  const weights = weightsOf(times, numbers, held, scatter)
  const stretches = tempoStretches({ times, numbers, weights }, scatter)
  const smooth = smoothTimes({ times, numbers, weights }, stretches, scatter)
  const last = times.length - 1
  const span = (times[last] ?? 0) - (times[0] ?? 0)
  const length = (numbers[last] ?? 0) - (numbers[0] ?? 0)
  /** The pulse number at a time, fractional, read off between pulses `low` and `low + 1`. */
  const between = (low: number, time: Micros): number => {
    const [from = 0, to = 0] = [smooth[low], smooth[low + 1]]
    const [number = 0, next = 0] = [numbers[low], numbers[low + 1]]
    return to > from ? number + ((time - from) / (to - from)) * (next - number) : number
  }
  return {
    stretches,
    late: times.map((time, i) => time - (smooth[i] ?? time)),
    bpm: span > 0 ? (60e6 * length) / (24 * span) : 0,
    at: (time) => first + between(Math.min(last - 1, Math.max(0, lowerBound(smooth, time) - 1)), time) * PULSE,
    tickAt: (time, after) => {
      const reached = between(Math.min(last - 1, Math.max(0, lowerBound(smooth, time) - 1)), time)
      const least = after < 0 ? -Infinity : (numbers[after] ?? 0)
      const most = after < last ? (numbers[after + 1] ?? Infinity) : Infinity
      return first + Math.min(most, Math.max(least, reached)) * PULSE
    },
  }
}

/** A stretch this long, in pulses, is read off its own fit; a shorter one is part of a tempo that moves. */
const STEADY = 96
/** How far a local fit may reach to each side, widest first. */
const REACHES = [64, 48, 36, 24, 16, 12, 8, 6] as const
const LOCAL_STRICT = 0.55

/**
 * Where the pulses lie by the tempo that was found. Where it moves, each pulse is put on a parabola through as many
 * pulses around it as one explains. A pulse is never before the one that precedes it.
 */
function smoothTimes(pulses: FitPulses, stretches: readonly Stretch[], scatter: Micros): Float64Array {
  const { times, numbers } = pulses
  const smooth = new Float64Array(times.length)
  let least = -Infinity
  const isSteady = (index: number): boolean => {
    const stretch = stretches[index]
    return stretch === undefined || (stretch.fit.bend === 0 && stretch.to - stretch.from >= STEADY)
  }
  stretches.forEach(({ from, to, fit }, index) => {
    // A stretch that borders on a moving tempo does not end sharply.
    const begin = isSteady(index - 1) ? from : from + STEADY / 2
    const end = isSteady(index + 1) ? to : to - STEADY / 2
    for (let i = from; i < to; i++) {
      const own = isSteady(index) && i >= begin && i < end
      const at = own ? fit : (localFit(pulses, i, scatter) ?? fit)
      least = Math.max(least, fitTimeAt(at, numbers[i] ?? 0))
      smooth[i] = least
    }
  })
  return smooth
}

function localFit(pulses: FitPulses, at: number, scatter: Micros): Fit | null {
  for (const reach of REACHES) {
    const [from, to] = [at - reach, at + reach + 1]
    if (from < 0 || to > pulses.times.length) continue
    const fit = fitPulses(pulses, from, to, true)
    if (isExplained(pulses, from, to, fit, scatter, LOCAL_STRICT)) return fit
  }
  return null
}

const NEIGHBOURS = 8

/** 0 for a pulse that came late by what both the pulses before it and those after it say. */
function weightsOf(
  times: Float64Array,
  numbers: Float64Array,
  held: Uint8Array,
  scatter: Micros,
): Uint8Array<ArrayBuffer> {
  const weights = new Uint8Array(times.length).fill(1)
  const limit = Math.max(6 * scatter, 500)
  for (let i = 0; i < times.length; i++) {
    if (held[i] === 1) weights[i] = 0
    else if (i >= NEIGHBOURS && i < times.length - NEIGHBOURS && isKink(times, numbers, i, limit)) {
      const before = predicted(times, numbers, i, -1)
      const after = predicted(times, numbers, i, 1)
      if ((times[i] ?? 0) - Math.max(before, after) > limit) weights[i] = 0
    }
  }
  return weights
}

/** Whether a pulse is off the line between those beside it: a quick look that most pulses pass. */
function isKink(times: Float64Array, numbers: Float64Array, at: number, limit: Micros): boolean {
  return lateBetween(times, numbers, at, 1) > limit / 2 || lateBetween(times, numbers, at, 3) > limit / 2
}

function lateBetween(times: Float64Array, numbers: Float64Array, at: number, step: number): Micros {
  const before = times[at - step] ?? 0
  const low = numbers[at - step] ?? 0
  const length = Math.max(1, (numbers[at + step] ?? 0) - low)
  return (times[at] ?? 0) - before - (((times[at + step] ?? 0) - before) * ((numbers[at] ?? 0) - low)) / length
}

/** When a pulse was due by the pulses on one side of it: the median of what each of them says. */
function predicted(times: Float64Array, numbers: Float64Array, at: number, side: 1 | -1): Micros {
  const [near, far] = [at + side, at + side * NEIGHBOURS]
  const periods: number[] = []
  for (let i = near; i !== far; i += side) {
    const length = (numbers[i + side] ?? 0) - (numbers[i] ?? 0)
    periods.push(((times[i + side] ?? 0) - (times[i] ?? 0)) / length)
  }
  const period = median(periods)
  const due: number[] = []
  for (let i = near; i !== far; i += side) {
    due.push((times[i] ?? 0) + ((numbers[at] ?? 0) - (numbers[i] ?? 0)) * period)
  }
  return median(due)
}

function median(values: number[]): number {
  values.sort((a, b) => a - b)
  return values[values.length >> 1] ?? 0
}

/**
 * The pulses' own scatter (a standard deviation), from second differences: robust against tempo changes and against one
 * pulse in ten that came late.
 */
function scatterOf(times: Float64Array, numbers: Float64Array): Micros {
  const seconds: number[] = []
  const stride = Math.max(1, Math.floor(times.length / 20_000))
  for (let i = 2; i < times.length; i += stride) {
    if ((numbers[i] ?? 0) - (numbers[i - 2] ?? 0) !== 2) continue
    seconds.push(Math.abs((times[i] ?? 0) - 2 * (times[i - 1] ?? 0) + (times[i - 2] ?? 0)))
  }
  seconds.sort((a, b) => a - b)
  // A second difference of independent errors has √6 of their deviation; nine in ten are within 1.645 of that.
  return (seconds[Math.floor(seconds.length * 0.9)] ?? 0) / (Math.sqrt(6) * 1.645)
}

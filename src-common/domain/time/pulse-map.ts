// The recorded pulses of one performance as a map from time to exact ticks. Used afterwards, when all pulses are known.
import { lowerBound } from '../base/sorted'
import { fitPulses, fitTimeAt, type Fit, type FitPulses } from './line-fit'
import type { Pulses } from './pulse-count'
import { scatterOf, weightsOf } from './pulse-weights'
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
export function pulseMap(pulses: Pulses, first: Tick): PulseMap {
  const { times, numbers } = pulses
  const scatter = scatterOf(pulses)
  const weights = weightsOf(pulses, scatter)
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

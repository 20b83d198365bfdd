// Least squares over a stretch of pulses: time as a line or a parabola over the pulse's number.
import type { Micros } from './ticks'

/** Time at pulse number n: `time + period * (n - number) + bend * (n - number)²`. */
export type Fit = {
  readonly number: number
  readonly time: Micros
  readonly period: Micros
  readonly bend: number
}

/** The pulses that fits are made of. `weight` is 0 for one whose stamp tells nothing. */
export type FitPulses = {
  readonly times: Float64Array
  readonly numbers: Float64Array
  readonly weights: Uint8Array
}

export const fitTimeAt = (fit: Fit, number: number): Micros => {
  const x = number - fit.number
  return fit.time + x * (fit.period + x * fit.bend)
}

/** How long a pulse lasts around number n. */
export const fitPeriodAt = (fit: Fit, number: number): Micros => fit.period + 2 * fit.bend * (number - fit.number)

/** The fit through pulses `[from, to)`; `curved` allows a bend. Needs two pulses, or four for a bend. */
export function fitPulses({ times, numbers, weights }: FitPulses, from: number, to: number, curved: boolean): Fit {
  const number = ((numbers[from] ?? 0) + (numbers[to - 1] ?? 0)) / 2
  const time = times[from] ?? 0
  let count = 0
  let x1 = 0
  let x2 = 0
  let x3 = 0
  let x4 = 0
  let y0 = 0
  let y1 = 0
  let y2 = 0
  for (let i = from; i < to; i++) {
    if (weights[i] === 0) continue
    const x = (numbers[i] ?? 0) - number
    const y = (times[i] ?? 0) - time
    const square = x * x
    count++
    x1 += x
    x2 += square
    x3 += square * x
    x4 += square * square
    y0 += y
    y1 += x * y
    y2 += square * y
  }
  if (count < 2) return chord(times, numbers, from, to)
  const spread = x2 - (x1 * x1) / count
  const slope = y1 - (x1 * y0) / count
  if (!curved || count < 4) {
    const period = spread > 0 ? slope / spread : 1
    return { number, time: time + (y0 - period * x1) / count, period, bend: 0 }
  }
  // Orthogonalised: the parabola's own share beside the line.
  const skew = x3 - (x1 * x2) / count
  const square = x4 - (x2 * x2) / count - (skew * skew) / spread
  const bent = y2 - (x2 * y0) / count - (skew * slope) / spread
  const bend = square > 0 ? bent / square : 0
  const period = (slope - bend * skew) / spread
  return { number, time: time + (y0 - period * x1 - bend * x2) / count, period, bend }
}

function chord(times: Float64Array, numbers: Float64Array, from: number, to: number): Fit {
  const number = numbers[from] ?? 0
  const last = Math.max(from, to - 1)
  const length = (numbers[last] ?? 0) - number
  const period = length > 0 ? ((times[last] ?? 0) - (times[from] ?? 0)) / length : 1
  return { number, time: times[from] ?? 0, period, bend: 0 }
}

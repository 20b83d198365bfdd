// What the stamps of recorded pulses are worth: by how much they scatter, and which of them tell nothing.
import type { Pulses } from './pulse-count'
import type { Micros } from './ticks'

/**
 * The pulses' own scatter (a standard deviation), from second differences: robust against tempo changes and against one
 * pulse in ten that came late.
 */
export function scatterOf({ times, numbers }: Pulses): Micros {
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

const NEIGHBOURS = 8

/** 0 for a pulse that came late by what both the pulses before it and those after it say. */
export function weightsOf({ times, numbers, held }: Pulses, scatter: Micros): Uint8Array {
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

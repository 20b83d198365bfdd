// Finds the tempo behind recorded pulses: stretches of steady or evenly changing tempo, each as long as the pulses allow.
import { fitPulses, fitTimeAt, type Fit, type FitPulses } from './line-fit'
import type { Micros } from './ticks'

/** Pulses `[from, to)` in the list, explained by one fit. */
export type Stretch = { readonly from: number; readonly to: number; readonly fit: Fit }

const SHORTEST = 6
/** A mean of residuals further off than this many of its own deviations is no chance. */
const UNLIKELY = 4
/** Scatter that is alike in neighbours (USB frames, a busy sender) is no tempo: so much of the deviation is let pass. */
const ALIKE = 0.12
const SMALLEST_BLOCK = 4
/** Stamps are whole microseconds, and no driver's are better than some. */
const LEAST_SCATTER: Micros = 5

/**
 * Cuts the pulses into stretches. Each grows until its fit leaves a run of residuals on one side; a bend is used where it
 * reaches much further than a line. Where two stretches meet is then moved to where both explain the pulses best.
 * `scatter`: that of the pulses' stamps, a standard deviation.
 */
export function tempoStretches(pulses: FitPulses, scatter: Micros): readonly Stretch[] {
  const end = pulses.times.length
  const found: Stretch[] = []
  let hint = end
  for (let from = 0; from < end;) {
    const straight = reach(pulses, from, scatter, false, hint)
    const curved = straight < end ? reach(pulses, from, scatter, true, (straight - from) * 2) : straight
    const bends = curved - from > 1.7 * (straight - from) + 24
    const to = Math.min(end, Math.max(bends ? curved : straight, from + SHORTEST))
    found.push({ from, to: end - to < SHORTEST ? end : to, fit: fitPulses(pulses, from, to, bends) })
    hint = Math.max(64, to - from)
    from = found.at(-1)?.to ?? end
  }
  return joined(pulses, found)
}

/** How far one fit explains the pulses from `from` on. `hint`: about how far, in pulses. */
function reach(pulses: FitPulses, from: number, scatter: Micros, curved: boolean, hint: number): number {
  const end = pulses.times.length
  const explains = (to: number): boolean => isExplained(pulses, from, to, fitPulses(pulses, from, to, curved), scatter)
  let good = Math.min(end, from + SHORTEST)
  let length = Math.max(2 * SHORTEST, hint)
  let bad: number | null = null
  // First down from the hint, then up from what held.
  while (length > SHORTEST && !explains(Math.min(end, from + length))) {
    bad = Math.min(end, from + length)
    length = Math.floor(length / 2)
  }
  if (length > SHORTEST) good = Math.min(end, from + length)
  while (bad === null && good < end) {
    const further = Math.min(end, from + 2 * (good - from))
    if (explains(further)) good = further
    else bad = further
  }
  while (bad !== null && bad - good > Math.max(1, (good - from) >> 5)) {
    const middle = (good + bad) >> 1
    if (explains(middle)) good = middle
    else bad = middle
  }
  return good
}

/**
 * Whether what remains of pulses `[from, to)` is scatter: in blocks of 4, 8, 16 … no mean is far from nothing. `strict`
 * below 1 bears less, so that a short fit is preferred to one that is a little off.
 */
export function isExplained(
  pulses: FitPulses,
  from: number,
  to: number,
  fit: Fit,
  scatter: Micros,
  strict = 1,
): boolean {
  const { times, numbers, weights } = pulses
  const length = to - from
  if (length <= SHORTEST) return true
  const blocks = new BlockSums(length, scatter, strict)
  let sum = 0
  for (let i = from; i < to; i++) {
    if (weights[i] !== 0) sum += (times[i] ?? 0) - fitTimeAt(fit, numbers[i] ?? 0)
    if ((i - from + 1) % SMALLEST_BLOCK !== 0) continue
    if (!blocks.add(sum)) return false
    sum = 0
  }
  return true
}

/** Sums of residuals in blocks, each of two smaller ones: tells when one of them is too far from nothing for chance. */
class BlockSums {
  readonly #limits: Float64Array
  /** For each size, the first of a pair of blocks. */
  readonly #first: Float64Array

  constructor(length: number, scatter: Micros, strict: number) {
    const levels = Math.max(1, Math.floor(Math.log2(length / SMALLEST_BLOCK)) + 1)
    this.#first = new Float64Array(levels).fill(NaN)
    this.#limits = new Float64Array(levels)
    for (let level = 0; level < levels; level++) {
      const size = SMALLEST_BLOCK * 2 ** level
      this.#limits[level] = (UNLIKELY * (scatter + LEAST_SCATTER) * Math.sqrt(size) + ALIKE * scatter * size) * strict
    }
  }

  /** One more smallest block; false where chance does not explain the sums any more. */
  add(block: number): boolean {
    let sum = block
    for (let level = 0; level < this.#limits.length; level++) {
      if (Math.abs(sum) > (this.#limits[level] ?? 0)) return false
      const first = this.#first[level] ?? NaN
      if (Number.isNaN(first)) {
        this.#first[level] = sum
        return true
      }
      sum += first
      this.#first[level] = NaN
    }
    return true
  }
}

/** Moves each border to where the two fits beside it explain the pulses best, then fits both anew. */
function joined(pulses: FitPulses, found: readonly Stretch[]): readonly Stretch[] {
  const borders = found.map(({ from }) => from)
  for (let i = 1; i < found.length; i++) {
    const [left, right] = [found[i - 1], found[i]]
    if (left === undefined || right === undefined) continue
    borders[i] = bestBorder(pulses, left, right, borders[i - 1] ?? 0)
  }
  return found.map((stretch, i) => {
    const [from = 0, to = pulses.times.length] = [borders[i], borders[i + 1]]
    if (from === stretch.from && to === stretch.to) return stretch
    return { from, to, fit: fitPulses(pulses, from, to, stretch.fit.bend !== 0) }
  })
}

/** The detection of a change comes after it: the border lies somewhere in the left stretch, or a little into the right. */
function bestBorder(pulses: FitPulses, left: Stretch, right: Stretch, lowest: number): number {
  const keptFrom = Math.max(lowest + SHORTEST, left.to - Math.min(400, (left.to - left.from) >> 1))
  const keptTo = Math.min(right.to - SHORTEST, right.from + 24)
  if (keptTo <= keptFrom) return right.from
  // Fits that are not disturbed by what is being decided.
  const before = fitPulses(pulses, left.from, keptFrom, left.fit.bend !== 0)
  const after = fitPulses(pulses, right.from, right.to, right.fit.bend !== 0)
  const useBefore = keptFrom - left.from >= 2 * SHORTEST ? before : left.fit
  let difference = 0
  let least = 0
  let best = keptFrom
  for (let i = keptFrom; i < keptTo; i++) {
    if (difference < least) {
      least = difference
      best = i
    }
    if (pulses.weights[i] === 0) continue
    const [time = 0, number = 0] = [pulses.times[i], pulses.numbers[i]]
    difference += (time - fitTimeAt(useBefore, number)) ** 2 - (time - fitTimeAt(after, number)) ** 2
  }
  return difference < least ? keptTo : best
}

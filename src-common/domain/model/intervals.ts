// Sets of half-open spans of time, sorted, disjoint and merged: the algebra that mute lanes live on.
import type { Tick } from '../time/ticks'

export type Interval = { readonly from: Tick; readonly to: Tick }
/** Invariant: every interval is not empty, they are in order, and between any two lies a gap. */
export type Intervals = readonly Interval[]

/** Any intervals, in any order, as one set. */
export function intervals(spans: readonly Interval[]): Intervals {
  const merged: Interval[] = []
  for (const span of spans.filter((each) => each.from < each.to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last === undefined || span.from > last.to) merged.push(span)
    else if (span.to > last.to) merged[merged.length - 1] = { from: last.from, to: span.to }
  }
  return merged
}

export const union = (a: Intervals, b: Intervals): Intervals => intervals([...a, ...b])

export function subtract(a: Intervals, b: Intervals): Intervals {
  return b.reduce<Intervals>(
    (rest, hole) =>
      rest.flatMap(({ from, to }) =>
        intervals([
          { from, to: Math.min(to, hole.from) },
          { from: Math.max(from, hole.to), to },
        ]),
      ),
    a,
  )
}

export const clip = (a: Intervals, { from, to }: Interval): Intervals =>
  intervals(a.map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) })))

export const shift = (a: Intervals, by: Tick): Intervals => a.map(({ from, to }) => ({ from: from + by, to: to + by }))

export const contains = (a: Intervals, tick: Tick): boolean => intervalAt(a, tick) !== null

/** The interval around a tick, or null. */
export function intervalAt(a: Intervals, tick: Tick): Interval | null {
  let low = 0
  let high = a.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((a[middle]?.to ?? Infinity) <= tick) low = middle + 1
    else high = middle
  }
  const found = a[low]
  return found !== undefined && found.from <= tick ? found : null
}

// Sets of half-open spans of time, sorted, disjoint and merged: the algebra that mute lanes live on.
import { firstWhere } from '../base/sorted'
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

/** One walk along both. */
export function subtract(a: Intervals, b: Intervals): Intervals {
  const rest: Interval[] = []
  let next = 0
  for (const span of a) {
    while ((b[next]?.to ?? Infinity) <= span.from) next++
    let { from } = span
    for (let index = next; from < span.to; index++) {
      const hole = b[index]
      if (hole === undefined || hole.from >= span.to) break
      if (hole.to <= hole.from) continue
      if (hole.from > from) rest.push({ from, to: hole.from })
      from = Math.max(from, hole.to)
    }
    if (from === span.from) rest.push(span)
    else if (from < span.to) rest.push({ from, to: span.to })
  }
  return rest
}

export function clip(a: Intervals, { from, to }: Interval): Intervals {
  if (to <= from) return []
  const inside: Interval[] = []
  for (let index = firstWhere(a, (span) => span.to > from); ; index++) {
    const span = a[index]
    if (span === undefined || span.from >= to) return inside
    const clipped = span.from < from || span.to > to
    inside.push(clipped ? { from: Math.max(span.from, from), to: Math.min(span.to, to) } : span)
  }
}

export const shift = (a: Intervals, by: Tick): Intervals => a.map(({ from, to }) => ({ from: from + by, to: to + by }))

export const contains = (a: Intervals, tick: Tick): boolean => intervalAt(a, tick) !== null

/** The interval around a tick, or null. */
export function intervalAt(a: Intervals, tick: Tick): Interval | null {
  const found = a[firstWhere(a, (span) => span.to > tick)]
  return found !== undefined && found.from <= tick ? found : null
}

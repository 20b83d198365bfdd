// Looking things up in what is sorted.

/** How many of some sorted numbers are less than `value`. */
export function lowerBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The index of the first element that a test, false for all before it and true from there on, holds of. */
export function firstWhere<T>(sorted: readonly T[], test: (element: T) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (test(sorted[middle] as T)) high = middle
    else low = middle + 1
  }
  return low
}

type Placed = { readonly tick: number }

/** Of what is sorted by tick, that with `from <= tick < to`. */
export const between = <T extends Placed>(sorted: readonly T[], from: number, to: number): readonly T[] =>
  from >= to
    ? []
    : sorted.slice(
        firstWhere(sorted, ({ tick }) => tick >= from),
        firstWhere(sorted, ({ tick }) => tick >= to),
      )

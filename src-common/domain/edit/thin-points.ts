// Fewer points for the same course of a knob: like Ramer, Douglas and Peucker's, but for values that hold until the next.
import type { ControlPoint } from '../model/controllers'

/** So that a knob that trembles for a whole song takes no longer than one that moves. */
const FURTHEST_LOOK = 256

/**
 * At no tick further than `tolerance` from what was there, and exact where a move comes to rest: each point that stays takes
 * on the value at which those end that go. `held` is the value before the first; null for none.
 */
export function thinned(
  points: readonly ControlPoint[],
  tolerance: number,
  held: number | null,
): readonly ControlPoint[] {
  const kept: ControlPoint[] = []
  let value = held
  for (let from = 0; from < points.length;) {
    const first = points[from]
    const last = endOfRun(points, from, tolerance)
    const next = points[last]
    if (first === undefined || next === undefined) break
    if (next.value !== value) kept.push({ tick: first.tick, value: next.value })
    value = next.value
    from = last + 1
  }
  return kept
}

/** The furthest point whose value all from `from` up to it are near to. */
function endOfRun(points: readonly ControlPoint[], from: number, tolerance: number): number {
  let [least, greatest, end] = [Infinity, -Infinity, from]
  for (let index = from; index < points.length && index - end <= FURTHEST_LOOK; index++) {
    const value = points[index]?.value ?? 0
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
    if (greatest - least > 2 * tolerance) break
    if (greatest - value <= tolerance && value - least <= tolerance) end = index
  }
  return end
}

// Which rows of a long list are on screen: only these are made.

/** Spare rows above and below, so that scrolling shows no gap before the next frame. */
const SPARE = 6

/**
 * The rows `[from, to)` of `total` to be made, for a list scrolled to `top`, or to its end where `top` is null. All
 * lengths in pixels.
 */
export function rowWindow(total: number, rowHeight: number, height: number, top: number | null) {
  const visible = Math.ceil(height / rowHeight) + 1
  const last = Math.max(0, total - visible)
  const first = top === null ? last : Math.min(last, Math.max(0, Math.floor(top / rowHeight)))
  return { from: Math.max(0, first - SPARE), to: Math.min(total, first + visible + SPARE) }
}

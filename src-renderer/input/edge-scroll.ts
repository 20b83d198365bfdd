// A drag that reaches the edge of what is shown scrolls it, the faster the further out, as long as it is held there.

export type Edges = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}
type Place = { readonly x: number; readonly y: number }
export type ScrollBy = (pixelsX: number, pixelsY: number) => void

/** As near to an edge as this a drag begins to scroll. */
const REACH_PIXELS = 16
const FURTHEST_PIXELS = 120
/** Pixels a second, for each pixel beyond. */
const SPEED = 11
const LONGEST_FRAME_MS = 50

/** Told where the pointer is, in pixels of the window; a drag that began close to an edge scrolls only further out. */
export function edgeScroll(
  edges: () => Edges,
  start: Place,
  scrollBy: ScrollBy,
): { moved(place: Place): void; stop(): void } {
  let place = start
  let frame: number | null = null
  let last = 0
  const pulls = (): Place => {
    const { left, right, top, bottom } = edges()
    return { x: pull(place.x, left, right, start.x), y: pull(place.y, top, bottom, start.y) }
  }
  const step = (now: number): void => {
    frame = null
    const { x, y } = pulls()
    if (x === 0 && y === 0) return
    const seconds = Math.min(LONGEST_FRAME_MS, now - last) / 1000
    last = now
    run()
    scrollBy(x * SPEED * seconds, y * SPEED * seconds)
  }
  const run = (): void => {
    frame = requestAnimationFrame(step)
  }
  return {
    moved: (next) => {
      place = next
      const { x, y } = pulls()
      if (frame !== null || (x === 0 && y === 0)) return
      last = performance.now()
      run()
    },
    stop: () => {
      if (frame !== null) cancelAnimationFrame(frame)
      frame = null
    },
  }
}

/** How far a place lies beyond the edges of an axis: negative before it, positive after it. */
function pull(at: number, low: number, high: number, start: number): number {
  const before = Math.min(low + REACH_PIXELS, start) - at
  const after = at - Math.max(high - REACH_PIXELS, start)
  if (before > 0) return -Math.min(before, FURTHEST_PIXELS)
  return after > 0 ? Math.min(after, FURTHEST_PIXELS) : 0
}

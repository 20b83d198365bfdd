// Two fingers on a canvas take the view with them: they pan it, and zoom it at their middle.

type Place = { readonly x: number; readonly y: number }
type Fingers = readonly [Place, Place]

/** `by` is how far to scroll, `factor` over 1 shows more, `middle` is where to zoom; all in pixels of the window. */
type Pinch = { readonly by: Place; readonly factor: number; readonly middle: Place }

/** Fingers closer than this count as this far apart: they do not zoom without end. */
const CLOSEST_PIXELS = 24

export function pinchOf(before: Fingers, after: Fingers): Pinch {
  const [was, is] = [middleOf(before), middleOf(after)]
  return { by: { x: was.x - is.x, y: was.y - is.y }, factor: apart(before) / apart(after), middle: is }
}

const middleOf = ([a, b]: Fingers): Place => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const apart = ([a, b]: Fingers): number => Math.max(CLOSEST_PIXELS, Math.hypot(a.x - b.x, a.y - b.y))

// A canvas at the screen's own resolution: sizes in CSS pixels, sharp on every display.

export type Surface = { readonly context: CanvasRenderingContext2D; readonly width: number; readonly height: number }

/** Fits the canvas to a size and clears it. Null where the browser gives no context. */
export function surfaceOf(canvas: HTMLCanvasElement, width: number, height: number): Surface | null {
  const surface = fitted(canvas, width, height, true)
  surface?.context.clearRect(0, 0, width, height)
  return surface
}

/** The same for what is painted all over: nothing shines through, which spares the browser much. */
export const opaqueSurfaceOf = (canvas: HTMLCanvasElement, width: number, height: number): Surface | null =>
  fitted(canvas, width, height, false)

/** The same with what was painted before, unless its size is another. */
export const keptSurfaceOf = (canvas: HTMLCanvasElement, width: number, height: number): Surface | null =>
  fitted(canvas, width, height, true)

function fitted(canvas: HTMLCanvasElement, width: number, height: number, alpha: boolean): Surface | null {
  const context = canvas.getContext('2d', { alpha })
  if (context === null || width <= 0 || height <= 0) return null
  const ratio = window.devicePixelRatio || 1
  const pixels = { width: Math.round(width * ratio), height: Math.round(height * ratio) }
  if (canvas.width !== pixels.width) canvas.width = pixels.width
  if (canvas.height !== pixels.height) canvas.height = pixels.height
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  return { context, width, height }
}

// A canvas at the screen's own resolution: sizes in CSS pixels, sharp on every display.

export type Surface = { readonly context: CanvasRenderingContext2D; readonly width: number; readonly height: number }

/** Fits the canvas to a size and clears it. Null where the browser gives no context. */
export function surfaceOf(canvas: HTMLCanvasElement, width: number, height: number): Surface | null {
  const context = canvas.getContext('2d')
  if (context === null || width <= 0 || height <= 0) return null
  const ratio = window.devicePixelRatio || 1
  const pixels = { width: Math.round(width * ratio), height: Math.round(height * ratio) }
  if (canvas.width !== pixels.width) canvas.width = pixels.width
  if (canvas.height !== pixels.height) canvas.height = pixels.height
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  return { context, width, height }
}

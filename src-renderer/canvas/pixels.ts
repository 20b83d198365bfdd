// Boxes as pixels, for where there are more of them than columns: what they cost is bound by the size of their picture, and a
// box is a few numbers written to memory instead of a call to the canvas.

/** Red, green, blue and opacity, as they lie in memory. */
export type PixelColor = number

export type Pixels = {
  /** Boxes are laid to whole pixels, and are at least one wide and high. Later ones cover earlier ones. */
  fill(x: number, y: number, width: number, height: number, color: PixelColor): void
}

type Area = { readonly top: number; readonly width: number; readonly height: number }

/** Of a `#rrggbb` or `#rrggbbaa` colour, with an opacity upon its own. */
export function pixelColor(color: string, opacity = 1): PixelColor {
  const [red = 0, green = 0, blue = 0, alpha = 255] = (color.slice(1).match(/../g) ?? []).map((each) => parseInt(each, 16))
  return ((Math.round(alpha * opacity) << 24) | (blue << 16) | (green << 8) | red) >>> 0
} // prettier-ignore

type Scratch = { readonly context: CanvasRenderingContext2D; readonly image: ImageData; readonly words: Uint32Array }
let kept: Scratch | null = null

/** Lays what `paint` fills over a band of a canvas; its places are those of the band, from its upper left corner. */
export function layPixels(context: CanvasRenderingContext2D, area: Area, paint: (pixels: Pixels) => void): void {
  const ratio = context.getTransform().a
  const width = Math.round(area.width * ratio)
  const height = Math.round(area.height * ratio)
  const scratch = scratchOf(width, height)
  if (scratch === null) return
  const { words, image } = scratch
  words.fill(0)
  paint({
    fill: (x, y, boxWidth, boxHeight, color) => {
      const left = Math.max(0, Math.round(x * ratio))
      const right = Math.min(width, Math.max(left + 1, Math.round((x + boxWidth) * ratio)))
      const top = Math.max(0, Math.round(y * ratio))
      const bottom = Math.min(height, Math.max(top + 1, Math.round((y + boxHeight) * ratio)))
      for (let row = top * width, end = bottom * width; row < end; row += width)
        for (let at = row + left; at < row + right; at++) words[at] = color
    },
  })
  scratch.context.putImageData(image, 0, 0)
  context.drawImage(scratch.context.canvas, 0, area.top, width / ratio, height / ratio)
}

function scratchOf(width: number, height: number): Scratch | null {
  if (kept?.image.width === width && kept.image.height === height) return kept
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null || width <= 0 || height <= 0) return null
  const image = context.createImageData(width, height)
  kept = { context, image, words: new Uint32Array(image.data.buffer) }
  return kept
}

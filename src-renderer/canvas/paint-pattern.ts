// Paints a pattern as small as it can be read: a line for each track, its trigs where they sound.
import type { Pattern, Trig } from '../../src-common/domain/device/pattern'
import { fade, INK } from './colors'
import type { Surface } from './surface'

export type PatternLook = { readonly colors: readonly string[]; readonly rowHeight: number }

const GAP = 1.5

/** As wide as its longest track, so that one sees which ones are shorter. */
export function paintPattern({ context, width }: Surface, pattern: Pattern, { colors, rowHeight }: PatternLook): void {
  const span = Math.max(16, ...pattern.tracks.map(({ length, speed }) => length / speed))
  const step = width / span
  pattern.tracks.forEach(({ trigs, length, speed }, number) => {
    const top = number * rowHeight
    const wide = (length / speed) * step
    context.fillStyle = INK.row
    context.fillRect(0, top, width, rowHeight - GAP)
    context.fillStyle = trigs.length === 0 ? INK.line : INK.beat
    context.fillRect(0, top, wide, rowHeight - GAP)
    for (let bar = 16 / speed; bar < length / speed; bar += 16 / speed) {
      context.fillStyle = INK.row
      context.fillRect(bar * step, top, 1, rowHeight - GAP)
    }
    for (const trig of trigs.filter((each) => each.step < length)) {
      const x = ((trig.step + trig.micro / 24) / speed) * step
      paintTrig(context, trig, { x: Math.max(0, x), top, height: rowHeight - GAP, step: step / speed }, colors[number])
    }
  })
}

type Cell = { readonly x: number; readonly top: number; readonly height: number; readonly step: number }

/** As high as it is loud; hollow where a condition decides; a lock trig, which sounds nothing, is a dash. */
function paintTrig(
  context: CanvasRenderingContext2D,
  trig: Trig,
  { x, top, height, step }: Cell,
  color: string = INK.strong,
): void {
  const width = Math.max(1.5, step - 1)
  if (trig.lock) {
    context.fillStyle = INK.text
    context.fillRect(x, top + height - 1.5, width, 1.5)
    return
  }
  const loud = Math.max(2, (trig.velocity / 127) * height)
  const isCertain = trig.condition === null && trig.fill === null && (trig.probability ?? 100) >= 100
  context.fillStyle = isCertain ? color : fade(color, 0.3)
  context.fillRect(x, top + height - loud, width, loud)
  if (isCertain) return
  context.strokeStyle = color
  context.lineWidth = 1
  context.strokeRect(x + 0.5, top + height - loud + 0.5, Math.max(1, width - 1), Math.max(1, loud - 1))
}

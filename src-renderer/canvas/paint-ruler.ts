// Paints the ruler: bars, the braces of loop and punch, and below them the flags of markers and tempo changes.
import type { Interval } from '../../src-common/domain/model/intervals'
import type { Project } from '../../src-common/domain/model/project'
import { BAR, PPQ } from '../../src-common/domain/time/ticks'
import { barStride, gridLines, xOf, type Axis } from './axis'
import { fade, INK, MONO } from './colors'
import { flagWidth, HEAD } from './head-layout'
import { markerColor } from './head-looks'

type Context = CanvasRenderingContext2D

export function paintRuler(context: Context, { loop, punch }: Project, axis: Axis): void {
  if (loop !== null) paintBrace(context, loop, axis, { color: INK.loop, y: 0, tint: true })
  context.font = MONO
  context.textBaseline = 'middle'
  const stride = barStride(axis)
  for (const { tick, x, rank } of gridLines(axis, PPQ)) {
    if (rank === 'step') continue
    context.fillStyle = rank === 'bar' ? INK.bar : INK.beat
    const top = rank === 'bar' ? 6 : 15
    context.fillRect(x - 0.5, top, 1, HEAD.rulerHeight - top)
    if (rank !== 'bar' || tick % stride !== 0) continue
    context.fillStyle = INK.text
    context.fillText(String(tick / BAR + 1), x + 4, HEAD.rulerHeight / 2 + 1)
  }
  if (punch !== null)
    paintBrace(context, punch, axis, { color: INK.red, y: HEAD.rulerHeight - HEAD.brace + 2, tint: false })
}

type BraceLook = { readonly color: string; readonly y: number; readonly tint: boolean }

/** A bar with a grip at each end, pointing inwards. */
function paintBrace(context: Context, { from, to }: Interval, axis: Axis, { color, y, tint }: BraceLook): void {
  const [left, right] = [xOf(axis, from), xOf(axis, to)]
  if (right < 0 || left > axis.width) return
  if (tint) {
    context.fillStyle = fade(color, 0.22)
    context.fillRect(left, 0, right - left, HEAD.rulerHeight - 1)
  }
  const height = 4
  const grip = Math.min(HEAD.brace - 2, (right - left) / 2)
  const down = y === 0
  context.fillStyle = color
  context.fillRect(left, down ? y : y + 1, right - left, height)
  context.beginPath()
  for (const [x, way] of [[left, 1], [right, -1]] as const) {
    const [base, tip] = down ? [y, y + HEAD.brace + 1] : [y + 5, y - 3]
    context.moveTo(x, base)
    context.lineTo(x + way * grip, base)
    context.lineTo(x, tip)
  }
  context.fill()
} // prettier-ignore

type Flag = { readonly tick: number; readonly text: string; readonly color: string; readonly chosen: boolean }

/** Flags at the begin of what they name; where several would lie over each other, a text gives way to the next flag. */
export function paintMarks(context: Context, { markers, tempos }: Project, axis: Axis, chosen: number | null): void {
  const flags: readonly Flag[] = [
    ...markers.map((each) => ({ tick: each.tick, text: each.name, color: markerColor(each), chosen: each.id === chosen })),
    ...tempos.map(({ tick, bpm }) => ({ tick, text: bpm.toFixed(1), color: INK.amber, chosen: false })),
  ].sort((a, b) => a.tick - b.tick)
  context.font = MONO
  context.textBaseline = 'middle'
  flags.forEach(({ tick, text, color, chosen: isChosen }, index) => {
    const x = Math.round(xOf(axis, tick))
    const room = xOf(axis, flags[index + 1]?.tick ?? Infinity) - x
    if (x + flagWidth(text) < 0 || x > axis.width) return
    const isTempo = color === INK.amber && !markers.some((each) => each.tick === tick && each.name === text)
    context.fillStyle = color
    context.fillRect(x, HEAD.marks, 1, HEAD.marksHeight - 1)
    const width = Math.min(flagWidth(text), room - 1)
    if (!isTempo) {
      context.fillStyle = fade(color, isChosen ? 0.55 : 0.2)
      context.fillRect(x + 1, HEAD.marks + 1, Math.max(4, width - 3), HEAD.marksHeight - 3)
      context.fillStyle = color
      context.fillRect(x, HEAD.marks + 1, 4, HEAD.marksHeight - 3)
    }
    if (width < 16) return
    context.save()
    context.beginPath()
    context.rect(x, HEAD.marks, width - 2, HEAD.marksHeight)
    context.clip()
    context.fillStyle = isTempo ? INK.amber : INK.strong
    context.fillText(text, x + 7, HEAD.marks + HEAD.marksHeight / 2)
    context.restore()
  })
} // prettier-ignore

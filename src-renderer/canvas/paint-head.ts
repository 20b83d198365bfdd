// Paints what stands above the tracks: ruler with loop, sections, pattern row.
import { patternName } from '../../src-common/domain/device/device'
import { patternIn } from '../../src-common/domain/model/bank'
import { endOf, patternSpans, TRACK_COLORS, type Project } from '../../src-common/domain/model/project'
import { BAR, PPQ } from '../../src-common/domain/time/ticks'
import { barStride, endOfAxis, gridLines, xOf, type Axis } from './axis'
import { fade, INK, MONO } from './colors'
import type { Surface } from './surface'

/** Where each strip begins and how high it is, in pixels. */
export const HEAD = {
  ruler: 0,
  rulerHeight: 24,
  sections: 24,
  sectionsHeight: 18,
  patterns: 42,
  patternsHeight: 22,
  height: 64,
} as const

export function paintHead({ context, width, height }: Surface, project: Project, axis: Axis): void {
  context.fillStyle = INK.row
  context.fillRect(0, 0, width, height)
  paintRuler(context, project, axis, width)
  paintTempos(context, project, axis)
  paintSections(context, project, axis)
  paintPatterns(context, project, axis)
  context.fillStyle = INK.line
  for (const y of [HEAD.sections, HEAD.patterns, HEAD.height]) context.fillRect(0, y - 1, width, 1)
}

function paintRuler(context: CanvasRenderingContext2D, { loop }: Project, axis: Axis, width: number): void {
  if (loop !== null) {
    const x = xOf(axis, loop.from)
    context.fillStyle = fade(INK.loop, 0.3)
    context.fillRect(x, 0, xOf(axis, loop.to) - x, HEAD.rulerHeight - 1)
    context.fillStyle = INK.loop
    context.fillRect(x, 0, xOf(axis, loop.to) - x, 3)
  }
  context.font = MONO
  context.textBaseline = 'middle'
  const stride = barStride(axis)
  for (const { tick, x, rank } of gridLines(axis, PPQ)) {
    if (rank === 'step') continue
    context.fillStyle = rank === 'bar' ? INK.bar : INK.beat
    const top = rank === 'bar' ? 6 : 16
    context.fillRect(x - 0.5, top, 1, HEAD.rulerHeight - top)
    if (rank !== 'bar' || tick % stride !== 0) continue
    context.fillStyle = INK.text
    context.fillText(String(tick / BAR + 1), x + 4, HEAD.rulerHeight / 2)
  }
  context.clearRect(width, 0, 1, 1)
}

/** Where the tempo changes, and to what: flags at the foot of the ruler. */
function paintTempos(context: CanvasRenderingContext2D, { tempos }: Project, axis: Axis): void {
  context.font = MONO
  context.textBaseline = 'middle'
  let free = -Infinity
  for (const { tick, bpm } of tempos) {
    const x = xOf(axis, tick)
    if (x < -60 || x > axis.width) continue
    context.fillStyle = INK.amber
    context.fillRect(x - 0.5, 2, 1, HEAD.rulerHeight - 3)
    const text = bpm.toFixed(1)
    const wide = context.measureText(text).width
    if (x < free) continue
    context.fillStyle = INK.row
    context.fillRect(x + 1, 3, wide + 7, HEAD.rulerHeight - 6)
    context.fillStyle = INK.amber
    context.fillText(text, x + 4, HEAD.rulerHeight / 2)
    free = x + wide + 10
  }
}

function paintSections(context: CanvasRenderingContext2D, { sections }: Project, axis: Axis): void {
  sections.forEach((section, index) => {
    const x = xOf(axis, section.tick)
    const next = sections[index + 1]?.tick ?? endOfAxis(axis)
    const color = TRACK_COLORS[(index * 5) % TRACK_COLORS.length] ?? INK.amber
    context.fillStyle = fade(color, 0.22)
    context.fillRect(x, HEAD.sections, xOf(axis, next) - x - 1, HEAD.sectionsHeight - 1)
    context.fillStyle = color
    context.fillRect(x, HEAD.sections, 2, HEAD.sectionsHeight - 1)
    label(context, section.name, Math.max(x, 0) + 6, HEAD.sections + HEAD.sectionsHeight / 2, xOf(axis, next))
  })
}

export function patternColor(pattern: number): string {
  return TRACK_COLORS[(pattern * 7 + 6) % TRACK_COLORS.length] ?? INK.amber
}

function paintPatterns(context: CanvasRenderingContext2D, project: Project, axis: Axis): void {
  const known = project.patterns[0]?.tick ?? endOf(project)
  if (known > 0) {
    const x = xOf(axis, 0)
    context.strokeStyle = INK.bar
    context.setLineDash([3, 3])
    context.strokeRect(x + 1.5, HEAD.patterns + 2.5, xOf(axis, known) - x - 3, HEAD.patternsHeight - 6)
    context.setLineDash([])
    label(
      context,
      '? pattern not known: double-click',
      Math.max(x, 0) + 8,
      HEAD.patterns + HEAD.patternsHeight / 2,
      xOf(axis, known),
    )
  }
  for (const { from, to, pattern, assumed } of patternSpans(project)) {
    const x = xOf(axis, from)
    const end = xOf(axis, to)
    if (end < 0 || x > axis.width) continue
    const color = patternColor(pattern)
    context.fillStyle = fade(color, 0.2)
    context.beginPath()
    context.roundRect(x + 1, HEAD.patterns + 2, Math.max(2, end - x - 2), HEAD.patternsHeight - 5, 3)
    context.fill()
    context.fillStyle = color
    context.fillRect(x + 1, HEAD.patterns + 2, 2, HEAD.patternsHeight - 5)
    label(
      context,
      [patternName(pattern), patternIn(project.bank, pattern)?.dump.pattern.name ?? '', assumed ? '?' : '']
        .join(' ')
        .trim(),
      Math.max(x, 0) + 8,
      HEAD.patterns + HEAD.patternsHeight / 2,
      end,
    )
  }
}

function label(context: CanvasRenderingContext2D, text: string, x: number, y: number, end: number): void {
  if (end - x < 14) return
  context.save()
  context.beginPath()
  context.rect(x, y - 10, end - x - 4, 20)
  context.clip()
  context.font = MONO
  context.textBaseline = 'middle'
  context.fillStyle = INK.strong
  context.fillText(text, x, y)
  context.restore()
}

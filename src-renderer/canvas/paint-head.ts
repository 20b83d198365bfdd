// Paints what stands above the tracks: ruler, markers, sections, pattern row, and what of them is chosen.
import type { Interval } from '../../src-common/domain/model/intervals'
import { offBoundary } from '../../src-common/domain/model/pattern-boundaries'
import { endOf, patternSpans, type Project } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import { endOfAxis, xOf, type Axis } from './axis'
import { fade, INK, MONO } from './colors'
import { HEAD } from './head-layout'
import { patternColor, patternTitle, sectionColors } from './head-looks'
import { paintMarks, paintRuler } from './paint-ruler'
import type { Surface } from './surface'

/** What is marked in it besides the song. */
export type HeadMarks = {
  /** The stretch of time that is chosen, and which one thing has it. */
  readonly span: Interval | null
  readonly chosen: { readonly type: 'pattern' | 'section' | 'marker'; readonly id: number } | null
  /** Where what is dragged would be put in. */
  readonly insertion: Tick | null
}

export function paintHead({ context, width, height }: Surface, project: Project, axis: Axis, marks: HeadMarks): void {
  const { chosen, span, insertion } = marks
  const idOf = (type: 'pattern' | 'section' | 'marker'): number | null => (chosen?.type === type ? chosen.id : null)
  context.fillStyle = INK.row
  context.fillRect(0, 0, width, height)
  if (span !== null && chosen === null) paintSpan(context, span, axis)
  paintRuler(context, project, axis)
  paintMarks(context, project, axis, idOf('marker'))
  paintSections(context, project, axis, idOf('section'))
  paintPatterns(context, project, axis, idOf('pattern'))
  context.fillStyle = INK.line
  for (const y of [HEAD.marks, HEAD.sections, HEAD.patterns, HEAD.height]) context.fillRect(0, y - 1, width, 1)
  if (insertion !== null) paintInsertion(context, xOf(axis, insertion), height)
}

function paintSpan(context: CanvasRenderingContext2D, { from, to }: Interval, axis: Axis): void {
  const [left, right] = [Math.max(-2, xOf(axis, from)), Math.min(axis.width + 2, xOf(axis, to))]
  context.fillStyle = fade(INK.strong, 0.13)
  context.fillRect(left, 0, right - left, HEAD.height)
  context.fillStyle = fade(INK.strong, 0.7)
  for (const x of [left, right]) context.fillRect(Math.round(x), 0, 1, HEAD.height)
}

function paintSections(
  context: CanvasRenderingContext2D,
  { sections }: Project,
  axis: Axis,
  chosen: number | null,
): void {
  const colors = sectionColors(sections)
  sections.forEach(({ id, tick, name }, index) => {
    const x = xOf(axis, tick)
    const end = xOf(axis, sections[index + 1]?.tick ?? endOfAxis(axis))
    if (end < 0 || x > axis.width) return
    const color = colors[index] ?? INK.amber
    context.fillStyle = fade(color, id === chosen ? 0.5 : 0.22)
    context.fillRect(x, HEAD.sections, end - x - 1, HEAD.sectionsHeight - 1)
    context.fillStyle = color
    context.fillRect(x, HEAD.sections, 2, HEAD.sectionsHeight - 1)
    if (id === chosen) outline(context, x, HEAD.sections, end - x - 1, HEAD.sectionsHeight - 1)
    label(context, name, Math.max(x, 0) + 6, HEAD.sections + HEAD.sectionsHeight / 2, end)
  })
}

function paintPatterns(
  context: CanvasRenderingContext2D,
  project: Project,
  axis: Axis,
  chosen: number | null,
): void {
  const middle = HEAD.patterns + HEAD.patternsHeight / 2 - 0.5
  const [top, high] = [HEAD.patterns + 1, HEAD.patternsHeight - 3]
  const known = project.patterns[0]?.tick ?? endOf(project)
  if (known > 0) {
    const x = xOf(axis, 0)
    context.strokeStyle = INK.bar
    context.setLineDash([3, 3])
    context.strokeRect(x + 1.5, top + 0.5, xOf(axis, known) - x - 3, high - 1)
    context.setLineDash([])
    label(context, '? pattern not known: drag or double-click', Math.max(x, 0) + 8, middle, xOf(axis, known))
  }
  patternSpans(project).forEach(({ from, to, pattern, assumed }, index) => {
    const [x, end] = [xOf(axis, from), xOf(axis, to)]
    if (end < 0 || x > axis.width) return
    const color = patternColor(pattern, project.patternLooks)
    context.fillStyle = fade(color, from === chosen ? 0.5 : 0.2)
    context.beginPath()
    context.roundRect(x + 1, top, Math.max(2, end - x - 2), high, 3)
    context.fill()
    context.fillStyle = color
    context.fillRect(x + 1, top, 2, high)
    if (from === chosen) outline(context, x + 1, top, Math.max(2, end - x - 2), high)
    const off = offBoundary(project, index) !== null
    if (off) paintWarning(context, x + 6, middle)
    label(context, `${patternTitle(project, pattern)}${assumed ? ' ?' : ''}`, Math.max(x + (off ? 13 : 0), 0) + 8, middle, end)
  })
} // prettier-ignore

function outline(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  context.strokeStyle = INK.strong
  context.lineWidth = 1.5
  context.strokeRect(x + 0.75, y + 0.75, width - 1.5, height - 1.5)
  context.lineWidth = 1
}

/** A triangle with an exclamation mark: the box cannot do this. */
function paintWarning(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.fillStyle = INK.amber
  context.beginPath()
  context.moveTo(x + 5.5, y - 5.5)
  context.lineTo(x + 11, y + 5)
  context.lineTo(x, y + 5)
  context.fill()
  context.fillStyle = INK.black
  context.fillRect(x + 4.75, y - 2, 1.5, 3.5)
  context.fillRect(x + 4.75, y + 2.5, 1.5, 1.5)
}

/** A line through all strips with an arrow at its head. */
function paintInsertion(context: CanvasRenderingContext2D, x: number, height: number): void {
  context.fillStyle = INK.strong
  context.fillRect(Math.round(x) - 1, HEAD.marks, 2, height - HEAD.marks)
  context.beginPath()
  context.moveTo(x - 6, HEAD.marks)
  context.lineTo(x + 6, HEAD.marks)
  context.lineTo(x, HEAD.marks + 8)
  context.fill()
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

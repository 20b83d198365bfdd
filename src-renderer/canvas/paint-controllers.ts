// Paints a controller lane: its values as steps on the common time axis, hatched behind where the track is muted.
import { firstWhere } from '../../src-common/domain/base/sorted'
import { clip, type Interval } from '../../src-common/domain/model/intervals'
import type { ControlPoint } from '../../src-common/domain/model/controllers'
import { valueText, type Parameter } from '../../src-common/domain/model/parameters'
import { mutesOf, type Project, type Track } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import { endOfAxis, gridLines, xOf, type Axis } from './axis'
import { fade, INK, MONO } from './colors'
import type { Surface } from './surface'

export type LaneLook = {
  readonly axis: Axis
  readonly grid: Tick
  readonly parameter: Parameter
  readonly color: string
}

const PAD = 5
const LABEL = { width: 34, height: 11 }
const HATCH = 7

type Scale = Pick<Parameter, 'unit' | 'least' | 'greatest'>

const yOf = ({ unit, least, greatest }: Scale, height: number, value: number): number =>
  PAD + (1 - (value / unit - least) / (greatest - least)) * (height - 2 * PAD)

/** The value that a lane can have nearest to one. */
export const wholeValue = ({ unit, least, greatest }: Scale, value: number): number =>
  Math.min(greatest, Math.max(least, Math.round(value / unit))) * unit

/** The value at a height of the lane. */
export function valueAtY(scale: Scale, height: number, y: number): number {
  const share = 1 - (y - PAD) / (height - 2 * PAD)
  return wholeValue(scale, (scale.least + share * (scale.greatest - scale.least)) * scale.unit)
}

export function paintController(
  { context, width, height }: Surface,
  project: Project,
  track: Track,
  points: readonly ControlPoint[],
  look: LaneLook,
): void {
  context.fillStyle = INK.row
  context.fillRect(0, 0, width, height)
  for (const { x, rank } of gridLines(look.axis, look.grid)) {
    context.fillStyle = rank === 'bar' ? INK.bar : rank === 'beat' ? INK.beat : INK.line
    context.fillRect(x - 0.5, 0, 1, height)
  }
  const window = { from: Math.max(0, look.axis.from), to: endOfAxis(look.axis) }
  const mutes = mutesOf(project, track)
  for (const span of clip(mutes.global, window)) paintHatch(context, span, look.axis, height, 1)
  for (const span of clip(mutes.pattern, window)) paintHatch(context, span, look.axis, height, -1)
  const { zero, unit } = look.parameter
  if (zero > 0) {
    context.fillStyle = INK.bar
    context.fillRect(0, Math.round(yOf(look.parameter, height, zero * unit)), width, 1)
  }
  paintSteps(context, stepsIn(points, window, look.axis), height, look)
}

/** What is being recorded right now, over what lies there. */
export function paintTurned(
  { context, height }: Surface,
  points: readonly ControlPoint[],
  span: Interval,
  look: LaneLook,
): void {
  const x = xOf(look.axis, span.from)
  context.fillStyle = INK.row
  context.fillRect(x, 0, xOf(look.axis, span.to) - x, height)
  paintSteps(context, stepsIn(points, span, look.axis), height, { ...look, color: INK.red })
}

/** The playhead, and the value at which the pointer stands. */
export function paintLanePointer(
  { context, width, height }: Surface,
  playhead: { readonly x: number; readonly color: string },
  pointer: { readonly x: number; readonly value: number } | null,
  { parameter }: LaneLook,
): void {
  if (pointer !== null) {
    const y = Math.round(yOf(parameter, height, pointer.value))
    context.fillStyle = fade(INK.strong, 0.35)
    context.fillRect(0, y, width, 1)
    context.fillStyle = INK.strong
    context.fillRect(pointer.x - 2.5, y - 2, 5, 5)
  }
  context.fillStyle = playhead.color
  context.fillRect(Math.round(playhead.x) - 0.5, 0, 1.5, height)
}

/** Where a value holds; of several that share a column of pixels the last, and how far they reach. */
type Step = {
  readonly from: number
  readonly to: number
  readonly value: number
  readonly lowest: number
  readonly highest: number
}

/** The values that hold in a window, each up to the next. */
function stepsIn(points: readonly ControlPoint[], { from, to }: Interval, { ticksPerPixel }: Axis): readonly Step[] {
  const steps: Step[] = []
  for (let index = Math.max(0, firstWhere(points, ({ tick }) => tick > from) - 1); index < points.length; index++) {
    const point = points[index]
    if (point === undefined || point.tick >= to) break
    const begin = Math.max(from, point.tick)
    const end = Math.min(to, points[index + 1]?.tick ?? to)
    const { value } = point
    const last = steps.at(-1)
    if (last !== undefined && Math.floor(last.from / ticksPerPixel) === Math.floor(begin / ticksPerPixel)) {
      const [lowest, highest] = [Math.min(last.lowest, value), Math.max(last.highest, value)]
      steps[steps.length - 1] = { from: last.from, to: end, value, lowest, highest }
    } else steps.push({ from: begin, to: end, value, lowest: value, highest: value })
  }
  return steps
}

function paintSteps(
  context: CanvasRenderingContext2D,
  steps: readonly Step[],
  height: number,
  { axis, parameter, color }: LaneLook,
): void {
  const base = parameter.zero > 0 ? yOf(parameter, height, parameter.zero * parameter.unit) : height
  context.fillStyle = fade(color, 0.22)
  for (const { from, to, value } of steps) {
    const y = yOf(parameter, height, value)
    const width = Math.max(0.5, (to - from) / axis.ticksPerPixel)
    context.fillRect(xOf(axis, from), Math.min(y, base), width, Math.abs(base - y))
  }
  context.strokeStyle = color
  context.lineWidth = 1.5
  context.beginPath()
  for (const [index, { from, to, value, lowest, highest }] of steps.entries()) {
    const [x, y] = [xOf(axis, from), yOf(parameter, height, value)]
    if (index === 0) context.moveTo(x, y)
    if (lowest < highest) {
      context.lineTo(x, yOf(parameter, height, lowest))
      context.lineTo(x, yOf(parameter, height, highest))
    }
    context.lineTo(x, y)
    context.lineTo(xOf(axis, to), y)
  }
  context.stroke()
  context.lineWidth = 1
  context.fillStyle = INK.strong
  context.font = MONO
  context.textBaseline = 'alphabetic'
  for (const { from, to, value } of steps) {
    if ((to - from) / axis.ticksPerPixel < LABEL.width) continue
    const y = yOf(parameter, height, value)
    context.fillText(valueText(parameter, value), xOf(axis, from) + 4, y < LABEL.height + 3 ? y + LABEL.height : y - 3)
  }
}

/** Global mutes one way, pattern mutes the other, as on the lanes of mutes. */
function paintHatch(
  context: CanvasRenderingContext2D,
  { from, to }: Interval,
  axis: Axis,
  height: number,
  slope: 1 | -1,
): void {
  const x = xOf(axis, from)
  const width = Math.max(1, xOf(axis, to) - x)
  context.save()
  context.beginPath()
  context.rect(x, 0, width, height)
  context.clip()
  context.fillStyle = fade(INK.black, 0.4)
  context.fillRect(x, 0, width, height)
  context.strokeStyle = slope > 0 ? '#33373d' : '#4a3d57'
  context.beginPath()
  for (let at = Math.floor(x / HATCH) * HATCH - height; at < x + width + height; at += HATCH) {
    context.moveTo(at, slope > 0 ? height : 0)
    context.lineTo(at + height, slope > 0 ? 0 : height)
  }
  context.stroke()
  context.restore()
}

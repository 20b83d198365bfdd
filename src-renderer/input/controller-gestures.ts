// Drags on a controller lane: a free hand, a line, a curve, an eraser. Each is one command from its first point to its last.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { Command } from '../../src-common/domain/edit/command'
import type { ControllerTarget, ControlPoint } from '../../src-common/domain/model/controllers'
import { snapDown } from '../../src-common/domain/time/grid'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { Gesture, Point } from './gesture'

export type ControllerContext = {
  readonly track: TrackNumber
  readonly target: ControllerTarget
  readonly tool: 'pencil' | 'line' | 'curve' | 'eraser'
  readonly grid: Tick
  readonly ticksPerPixel: number
  /** From −1, hanging through, to 1, standing up. */
  readonly bend: number
  readonly tickOf: (x: number) => number
  readonly valueOf: (y: number) => number
  /** The nearest value that the lane can have. */
  readonly whole: (value: number) => number
  readonly bent: (bend: number) => void
}

type Place = { readonly tick: Tick; readonly value: number }

/** So far the pointer goes for the whole way from straight to fully bent. */
const BEND_PIXELS = 90
/** At full bend the middle of a curve lies at a sixth of the way. */
const SHARPEST = 2.6

export const controllerCursor = ({ tool }: Pick<ControllerContext, 'tool'>): string =>
  tool === 'eraser' ? 'cell' : 'crosshair'

export function controllerGesture(context: ControllerContext, start: Point): Gesture {
  switch (context.tool) {
    case 'pencil':
      return pencilGesture(context, start)
    case 'line':
      return lineGesture(context, start)
    case 'curve':
      return curveGesture(context, start)
    case 'eraser':
      return eraserGesture(context, start)
  }
}

/** Where values stand: on the grid, or off it as finely as a pointer can tell. */
const strideOf = ({ grid, ticksPerPixel }: ControllerContext, free: boolean): Tick =>
  free ? Math.max(1, Math.floor(ticksPerPixel)) : grid

/** The begin of the cell of the grid under a point; off the grid its tick. */
const tickAt = (context: ControllerContext, x: number, free: boolean): Tick =>
  Math.max(0, snapDown(context.tickOf(x), free ? 1 : context.grid))

const placeAt = (context: ControllerContext, { x, y }: Point, free: boolean): Place => ({
  tick: tickAt(context, x, free),
  value: context.valueOf(y),
})

/** Of equal values in a row the first says it all. */
const changes = (points: readonly ControlPoint[]): readonly ControlPoint[] =>
  points.filter(({ value }, index) => value !== points[index - 1]?.value)

function drawn({ track, target }: ControllerContext, from: Tick, to: Tick, points: readonly ControlPoint[]): Command {
  return { type: 'drawController', track, target, from, to, points: changes(points) }
}

/** Values from one place to another, both included; `shape` says how far along 0 to 1 is. */
function between(
  context: ControllerContext,
  from: Place,
  to: Place,
  stride: Tick,
  shape: (along: number) => number,
): readonly ControlPoint[] {
  const points: ControlPoint[] = []
  for (let tick = from.tick; tick < to.tick; tick += stride) {
    const share = shape((tick - from.tick) / (to.tick - from.tick))
    points.push({ tick, value: context.whole(from.value + (to.value - from.value) * share) })
  }
  return [...points, { tick: to.tick, value: context.whole(to.value) }]
}

const straight = (along: number): number => along

/** All that the pointer went over, the last time that it did. Shift keeps the value at which it began. */
function pencilGesture(context: ControllerContext, start: Point): Gesture {
  const first = placeAt(context, start, false)
  const exact = placeAt(context, start, true)
  const values = new Map<Tick, number>()
  let last: Place | null = null
  return {
    at: (point, { alt, shift }) => {
      const here = { ...placeAt(context, point, alt), ...(shift ? { value: first.value } : {}) }
      const before = last ?? (alt ? exact : first)
      const [from, to] = before.tick <= here.tick ? [before, here] : [here, before]
      const stride = strideOf(context, alt)
      const stroke = between(context, from, to, stride, straight)
      for (const tick of [...values.keys()]) if (tick > from.tick && tick < to.tick) values.delete(tick)
      for (const { tick, value } of stroke) if (tick !== before.tick || last === null) values.set(tick, value)
      values.set(here.tick, here.value)
      last = here
      const points = [...values].map(([tick, value]) => ({ tick, value })).sort((a, b) => a.tick - b.tick)
      return drawn(context, points[0]?.tick ?? 0, (points.at(-1)?.tick ?? 0) + stride, points)
    },
    tap: ({ alt }) => tapped(context, first, strideOf(context, alt)),
  }
}

/** From point to point; Shift keeps it level. */
function lineGesture(context: ControllerContext, start: Point): Gesture {
  const held = { tick: context.tickOf(start.x), value: context.valueOf(start.y) }
  return {
    at: (point, { alt, shift }) => {
      const here = { ...placeAt(context, point, alt), ...(shift ? { value: held.value } : {}) }
      return shaped(context, begun(context, held, alt), here, alt, straight)
    },
    tap: ({ alt }) => tapped(context, begun(context, held, false), strideOf(context, alt)),
  }
}

/** A line that is bent: with Ctrl or Cmd held its end stays, and the height of the pointer bends it. */
function curveGesture(context: ControllerContext, start: Point): Gesture {
  const held = { tick: context.tickOf(start.x), value: context.valueOf(start.y) }
  let bend = context.bend
  let end: Point = start
  let grip: { readonly y: number; readonly bend: number } | null = null
  return {
    at: (point, { alt, shift, command }) => {
      if (command) {
        grip ??= { y: point.y, bend }
        bend = Math.min(1, Math.max(-1, grip.bend + (grip.y - point.y) / BEND_PIXELS))
      } else {
        grip = null
        end = point
      }
      const here = { ...placeAt(context, end, alt), ...(shift ? { value: held.value } : {}) }
      const from = begun(context, held, alt)
      const rises = here.tick >= from.tick === here.value >= from.value
      const power = 2 ** (bend * SHARPEST * (rises ? -1 : 1))
      return shaped(context, from, here, alt, (along) => along ** power)
    },
    tap: ({ alt }) => tapped(context, begun(context, held, false), strideOf(context, alt)),
    end: () => {
      context.bent(bend)
    },
  }
}

/** What it goes over is taken away: the value before goes on. */
function eraserGesture(context: ControllerContext, start: Point): Gesture {
  const first = context.tickOf(start.x)
  const erased = (x: number | null, alt: boolean): Command => {
    const grid = alt ? 1 : context.grid
    const [a, b] = [first, x === null ? first : context.tickOf(x)]
    const from = Math.max(0, snapDown(Math.min(a, b), grid))
    return drawn(context, from, Math.max(from, snapDown(Math.max(a, b), grid)) + strideOf(context, alt), [])
  }
  return {
    at: ({ x }, { alt }) => erased(x, alt),
    tap: ({ alt }) => erased(null, alt),
    cursor: () => controllerCursor(context),
  }
}

const begun = ({ grid }: ControllerContext, { tick, value }: Place, free: boolean): Place => ({
  tick: Math.max(0, snapDown(tick, free ? 1 : grid)),
  value,
})

function shaped(
  context: ControllerContext,
  a: Place,
  b: Place,
  free: boolean,
  shape: (along: number) => number,
): Command {
  const stride = strideOf(context, free)
  const [from, to] = a.tick <= b.tick ? [a, b] : [b, a]
  if (from.tick === to.tick) return drawn(context, a.tick, a.tick + stride, [b])
  return drawn(context, from.tick, to.tick + stride, between(context, from, to, stride, shape))
}

const tapped = (context: ControllerContext, { tick, value }: Place, stride: Tick): Command =>
  drawn(context, tick, tick + stride, [{ tick, value }])

// Drags above the tracks: a click in the ruler locates, a drag there sets the loop; pattern changes are moved.
import type { Project } from '../../src-common/domain/model/project'
import { snap, snapDown } from '../../src-common/domain/time/grid'
import { BAR, type Tick } from '../../src-common/domain/time/ticks'
import { HEAD } from '../canvas/paint-head'
import type { Gesture, Point } from './gesture'

export type HeadContext = {
  readonly project: Project
  readonly ticksPerPixel: number
  readonly grid: Tick
  readonly tickOf: (x: number) => number
  readonly locate: (tick: Tick) => void
}

const EDGE_PIXELS = 7

export function headCursor(context: HeadContext, point: Point): string {
  if (point.y < HEAD.rulerHeight) return 'text'
  return changeAt(context, point) === null ? 'default' : 'ew-resize'
}

export function headGesture(context: HeadContext, start: Point): Gesture | null {
  if (start.y < HEAD.rulerHeight) return rulerGesture(context, start)
  const change = changeAt(context, start)
  if (change === null) return null
  return {
    at: ({ x }) => ({
      type: 'putPattern',
      tick: Math.max(0, snap(context.tickOf(x), BAR)),
      pattern: change.pattern,
      from: change.tick,
    }),
  }
}

function rulerGesture(context: HeadContext, start: Point): Gesture {
  const at = (x: number): Tick => Math.max(0, snap(context.tickOf(x), context.grid))
  return {
    at: ({ x }) => {
      const [from, to] = [at(start.x), at(x)].sort((a, b) => a - b)
      return from === undefined || to === undefined || from === to ? null : { type: 'setLoop', loop: { from, to } }
    },
    click: () => {
      // A click in a bar means that bar: the box can only start at one.
      context.locate(Math.max(0, snapDown(context.tickOf(start.x) + 4 * context.ticksPerPixel, context.grid)))
    },
  }
}

/** The pattern change whose begin lies under the point. */
function changeAt(
  { project, tickOf, ticksPerPixel }: HeadContext,
  { x, y }: Point,
): Project['patterns'][number] | null {
  if (y < HEAD.patterns) return null
  return project.patterns.find((change) => Math.abs(change.tick - tickOf(x)) <= EDGE_PIXELS * ticksPerPixel) ?? null
}

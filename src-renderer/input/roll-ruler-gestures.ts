// On the slim ruler of the piano roll: a click locates, a double click chooses all notes of a bar, a drag those of its span.
import type { NoteId, Notes } from '../../src-common/domain/model/notes'
import { snapDown } from '../../src-common/domain/time/grid'
import { BAR, type Tick } from '../../src-common/domain/time/ticks'
import type { Gesture, Point } from './gesture'
import { withAll } from './note-hits'

export type RollRulerContext = {
  readonly notes: Notes
  readonly selected: ReadonlySet<NoteId>
  readonly grid: Tick
  readonly ticksPerPixel: number
  readonly tickOf: (x: number) => number
  readonly select: (ids: Iterable<NoteId>) => void
  readonly locate: (tick: Tick) => void
}

/** A click this little before a line means the line. */
const NEAR_PIXELS = 4

/** With Shift or the command key the notes come to those chosen already. */
export function rollRulerGesture(context: RollRulerContext, start: Point, adds: boolean): Gesture {
  const before = context.selected
  const first = context.tickOf(start.x)
  const choose = (from: Tick, to: Tick): void => {
    const found = context.notes.filter(({ tick }) => tick >= from && tick < to)
    context.select(withAll(adds ? before : new Set(), found))
  }
  return {
    at: () => null,
    move: ({ x }) => {
      const [left, right] = [Math.min(first, context.tickOf(x)), Math.max(first, context.tickOf(x))]
      choose(snapDown(left, context.grid), snapDown(right, context.grid) + context.grid)
    },
    click: () => {
      context.locate(Math.max(0, snapDown(first + NEAR_PIXELS * context.ticksPerPixel, context.grid)))
    },
    double: () => {
      const bar = snapDown(first, BAR)
      choose(bar, bar + BAR)
      return null
    },
    cancel: () => {
      context.select(before)
    },
  }
}

// Drags in the piano roll: draw a note, move notes, pull their ends, choose by a rectangle.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { Note, NoteId } from '../../src-common/domain/model/notes'
import type { Track } from '../../src-common/domain/model/project'
import { snap, snapDown } from '../../src-common/domain/time/grid'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { Gesture, Point } from './gesture'

export type RollContext = {
  readonly track: Track
  readonly number: TrackNumber
  readonly grid: Tick
  readonly ticksPerPixel: number
  readonly selected: ReadonlySet<NoteId>
  readonly tickOf: (x: number) => number
  readonly pitchOf: (y: number) => number
  readonly select: (ids: readonly NoteId[]) => void
  readonly marquee: (from: Point, to: Point | null) => void
}

const END_PIXELS = 7
const FINEST: Tick = 1
const DRAWN_VELOCITY = 100

type NoteHit = { readonly note: Note; readonly part: 'body' | 'end' }

/** The note under a point; of several, the one drawn last. */
function hitNote({ track, ticksPerPixel, tickOf, pitchOf }: RollContext, { x, y }: Point): NoteHit | null {
  const tick = tickOf(x)
  const pitch = pitchOf(y)
  const note = track.notes.findLast(
    (each) => each.pitch === pitch && tick >= each.tick && tick < each.tick + Math.max(each.length, 4 * ticksPerPixel),
  )
  if (note === undefined) return null
  const pixels = note.length / ticksPerPixel
  const fromEnd = (note.tick + note.length - tick) / ticksPerPixel
  return { note, part: fromEnd <= Math.min(END_PIXELS, pixels / 3) ? 'end' : 'body' }
}

export function rollCursor(context: RollContext, point: Point, shift: boolean): string {
  const hit = hitNote(context, point)
  if (hit === null) return shift ? 'crosshair' : 'copy'
  return hit.part === 'end' ? 'ew-resize' : 'grab'
}

export function rollGesture(context: RollContext, start: Point, shift: boolean): Gesture | null {
  const hit = hitNote(context, start)
  if (hit === null) return shift ? marqueeGesture(context, start) : drawGesture(context, start)
  const chosen = context.selected.has(hit.note.id)
  const ids = chosen ? [...context.selected] : shift ? [...context.selected, hit.note.id] : [hit.note.id]
  if (!chosen) context.select(ids)
  return hit.part === 'end' ? resizeGesture(context, start, ids) : moveGesture(context, start, hit.note, ids)
}

/** A note from the cell where it began to the one under the pointer; a click draws one cell. */
function drawGesture(context: RollContext, start: Point): Gesture {
  const pitch = context.pitchOf(start.y)
  const draw = (x: number, alt: boolean): ReturnType<Gesture['at']> => {
    const grid = alt ? FINEST : context.grid
    const tick = Math.max(0, snapDown(context.tickOf(start.x), grid))
    const end = Math.max(tick + context.grid, snapDown(context.tickOf(x) + grid, grid))
    if (pitch < 0 || pitch > 127) return null
    return {
      type: 'addNotes',
      track: context.number,
      notes: [{ tick, length: end - tick, pitch, velocity: DRAWN_VELOCITY }],
    }
  }
  return { at: ({ x }, { alt }) => draw(x, alt), tap: () => draw(start.x, false) }
}

function moveGesture(context: RollContext, start: Point, held: Note, ids: readonly NoteId[]): Gesture {
  return {
    at: ({ x, y }, { alt, shift }) => {
      const moved = held.tick + context.tickOf(x) - context.tickOf(start.x)
      const by = alt ? Math.round(moved) - held.tick : snap(moved - held.tick, context.grid)
      const pitchBy = shift ? 0 : context.pitchOf(y) - context.pitchOf(start.y)
      return { type: 'moveNotes', track: context.number, ids, by, pitchBy }
    },
    click: () => {
      context.select([held.id])
    },
  }
}

function resizeGesture(context: RollContext, start: Point, ids: readonly NoteId[]): Gesture {
  return {
    at: ({ x }, { alt }) => {
      const by = context.tickOf(x) - context.tickOf(start.x)
      const shortest = alt ? FINEST : Math.min(context.grid, 60)
      return { type: 'resizeNotes', track: context.number, ids, by: snap(by, alt ? FINEST : context.grid), shortest }
    },
  }
}

function marqueeGesture(context: RollContext, start: Point): Gesture {
  return {
    at: () => null,
    move: (point) => {
      context.marquee(start, point)
      const [from, to] = [context.tickOf(start.x), context.tickOf(point.x)].sort((a, b) => a - b)
      const [low, high] = [context.pitchOf(start.y), context.pitchOf(point.y)].sort((a, b) => a - b)
      const inside = context.track.notes.filter(
        (note) =>
          note.tick < (to ?? 0) &&
          note.tick + note.length > (from ?? 0) &&
          note.pitch >= (low ?? 0) &&
          note.pitch <= (high ?? 0),
      )
      context.select(inside.map((note) => note.id))
    },
    click: () => {
      context.select([])
    },
    end: () => {
      context.marquee(start, null)
    },
  }
}

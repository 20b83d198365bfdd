// Drags in the piano roll: draw a note, move and copy notes, pull their ends, choose by a rectangle; a double click erases.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { Note, NoteId } from '../../src-common/domain/model/notes'
import type { Track } from '../../src-common/domain/model/project'
import { snap, snapDown } from '../../src-common/domain/time/grid'
import type { Tick } from '../../src-common/domain/time/ticks'
import { pitchAt, rowOf, type PitchRows } from '../canvas/roll-rows'
import type { Gesture, Modifiers, Point } from './gesture'
import { hitNote, toggled, withAll, type NoteHit } from './note-hits'

/** A rectangle of time and rows: it scrolls with the notes. */
export type Marquee = {
  readonly from: { readonly tick: number; readonly row: number }
  readonly to: { readonly tick: number; readonly row: number }
}

export type RollContext = {
  readonly track: Track
  readonly number: TrackNumber
  /** The id that the next note gets. */
  readonly nextId: NoteId
  readonly grid: Tick
  readonly ticksPerPixel: number
  readonly tool: 'draw' | 'select'
  /** By touch, what can be hit reaches further. */
  readonly coarse: boolean
  readonly selected: ReadonlySet<NoteId>
  /** The note that the last click drew: a second click is still the same one, and erases nothing. */
  readonly drawn: NoteId | null
  readonly tickOf: (x: number) => number
  /** As they are now: they scroll while a drag is in hand. */
  readonly rows: () => PitchRows
  readonly select: (ids: Iterable<NoteId>) => void
  readonly marquee: (area: Marquee | null) => void
  readonly drew: (id: NoteId | null) => void
  /** Lets the box sound a note; until `hush`, and not for long. */
  readonly hear: (pitch: number, velocity: number) => void
  readonly hush: () => void
}

type Held = Pick<Modifiers, 'shift' | 'command'>

const FINEST: Tick = 1
const SHORTEST: Tick = 60
const DRAWN_VELOCITY = 100
const FINGER_PIXELS = 24

function hitAt(context: RollContext, { x, y }: Point): NoteHit | null {
  const grounds = { ...context, notes: context.track.notes }
  const rows = context.rows()
  const hit = hitNote(grounds, context.tickOf(x), pitchAt(rows, y))
  if (hit !== null || !context.coarse) return hit
  // Rows lower than a finger: the nearer neighbour is meant.
  const beside = [y - FINGER_PIXELS / 2, y + FINGER_PIXELS / 2].map((each) => pitchAt(rows, each))
  return beside.reduce<NoteHit | null>((found, pitch) => found ?? hitNote(grounds, context.tickOf(x), pitch), null)
}

export function rollCursor(context: RollContext, point: Point, { shift, command }: Held): string {
  const hit = hitAt(context, point)
  if (hit === null) return context.tool === 'draw' && !shift ? 'crosshair' : 'cell'
  if (hit.part !== 'body') return 'ew-resize'
  return command ? 'copy' : 'grab'
}

export function rollGesture(context: RollContext, start: Point, held: Held): Gesture {
  const hit = hitAt(context, start)
  if (hit === null)
    return context.tool === 'draw' && !held.shift ? drawGesture(context, start) : marqueeGesture(context, start, held)
  return noteGesture(context, start, hit, held)
}

/** A note from the cell where it began to the one under the pointer; a click draws one cell. */
function drawGesture(context: RollContext, start: Point): Gesture {
  const pitch = pitchAt(context.rows(), start.y)
  const from = context.tickOf(start.x)
  const draw = (to: number, alt: boolean): ReturnType<Gesture['at']> => {
    const grid = alt ? FINEST : context.grid
    const tick = Math.max(0, snapDown(from, grid))
    const end = Math.max(tick + context.grid, snapDown(to + grid, grid))
    if (pitch < 0 || pitch > 127) return null
    return {
      type: 'addNotes',
      track: context.number,
      notes: [{ tick, length: end - tick, pitch, velocity: DRAWN_VELOCITY }],
    }
  }
  if (pitch >= 0 && pitch <= 127) context.hear(pitch, DRAWN_VELOCITY)
  return {
    at: ({ x }, { alt }) => draw(context.tickOf(x), alt),
    tap: ({ alt }) => {
      context.drew(context.nextId)
      return draw(from, alt)
    },
    cursor: () => 'crosshair',
    end: context.hush,
  }
}

/** A note that was pressed: it is chosen, alone or with those that are already. */
function noteGesture(context: RollContext, start: Point, hit: NoteHit, { shift, command }: Held): Gesture {
  const { note, part } = hit
  const wasChosen = context.selected.has(note.id)
  const adds = shift || command
  const chosen = wasChosen ? context.selected : adds ? withAll(context.selected, [note]) : new Set([note.id])
  if (!wasChosen) context.select(chosen)
  context.hear(note.pitch, note.velocity)
  const ids = [...chosen]
  const drag = part === 'body' ? moveGesture(context, start, note, ids) : resizeGesture(context, start, hit, ids)
  return {
    ...drag,
    click: () => {
      context.drew(null)
      if (!adds) context.select([note.id])
      else if (wasChosen) context.select(toggled(context.selected, note.id))
    },
    double: () =>
      note.id === context.drawn ? null : { type: 'deleteNotes', track: context.number, ids: [note.id] },
    cancel: () => {
      context.select(context.selected)
    },
    end: context.hush,
  } // prettier-ignore
}

function moveGesture(context: RollContext, start: Point, held: Note, ids: readonly NoteId[]): Gesture {
  const from = { tick: context.tickOf(start.x), pitch: pitchAt(context.rows(), start.y) }
  let heard = held.pitch
  return {
    at: ({ x, y }, { alt, shift, command }) => {
      const rows = context.rows()
      const ticks = context.tickOf(x) - from.tick
      const pitches = pitchAt(rows, y) - from.pitch
      const sideways = Math.abs(ticks) / context.ticksPerPixel >= Math.abs(pitches) * rows.rowHeight
      const by = shift && !sideways ? 0 : alt ? Math.round(ticks) : snap(ticks, context.grid)
      const pitchBy = shift && sideways ? 0 : pitches
      if (by === 0 && pitchBy === 0) return null
      const pitch = Math.min(127, Math.max(0, held.pitch + pitchBy))
      if (pitch !== heard) context.hear(pitch, held.velocity)
      heard = pitch
      return { type: 'moveNotes', track: context.number, ids, by, pitchBy, copy: command }
    },
    cursor: ({ shift, command }) => (command ? 'copy' : shift ? 'move' : 'grabbing'),
    done: (command) => {
      // The copies are what one goes on with; they get the next ids, in order.
      if (command.type === 'moveNotes' && command.copy) context.select(ids.map((_, index) => context.nextId + index))
    },
  }
}

/** The end that is held goes to the grid; those of the other notes move as far. */
function resizeGesture(
  context: RollContext,
  start: Point,
  { note, part }: NoteHit,
  ids: readonly NoteId[],
): Gesture {
  const edge = part === 'from' ? 'from' : 'to'
  const held = edge === 'from' ? note.tick : note.tick + note.length
  const from = context.tickOf(start.x)
  return {
    at: ({ x }, { alt }) => {
      const to = held + context.tickOf(x) - from
      const by = (alt ? Math.round(to) : snap(to, context.grid)) - held
      const shortest = alt ? FINEST : Math.min(context.grid, SHORTEST)
      return by === 0 ? null : { type: 'resizeNotes', track: context.number, ids, edge, by, shortest }
    },
    cursor: () => 'ew-resize',
  }
} // prettier-ignore

/** With the command key, or Shift where that is not what makes it a rectangle, those inside come to those chosen already. */
function marqueeGesture(context: RollContext, start: Point, { shift, command }: Held): Gesture {
  const adds = command || (shift && context.tool === 'select')
  const before = context.selected
  const placeOf = ({ x, y }: Point): Marquee['from'] => ({ tick: context.tickOf(x), row: rowOf(context.rows(), y) })
  const from = placeOf(start)
  return {
    at: () => null,
    move: (point) => {
      const to = placeOf(point)
      context.marquee({ from, to })
      const inside = context.track.notes.filter(isInside({ from, to }))
      context.select(adds ? withAll(before, inside) : inside.map((note) => note.id))
    },
    click: () => {
      if (!adds) context.select([])
    },
    double: ({ alt }) => drawGesture(context, start).tap?.({ alt, shift: false, command: false }) ?? null,
    cursor: () => 'cell',
    cancel: () => {
      context.select(before)
    },
    end: () => {
      context.marquee(null)
    },
  }
}

function isInside({ from, to }: Marquee): (note: Note) => boolean {
  const [left, right] = [Math.min(from.tick, to.tick), Math.max(from.tick, to.tick)]
  const [low, high] = [Math.ceil(Math.min(from.row, to.row)), Math.ceil(Math.max(from.row, to.row))]
  return ({ tick, length, pitch }) => tick < right && tick + length > left && pitch >= low && pitch <= high
}

// Drags in the velocity lane: pull stems, draw over them with a pencil, or, with Shift, along a straight line.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { SetVelocities } from '../../src-common/domain/edit/change-notes'
import type { Note, NoteId, Notes } from '../../src-common/domain/model/notes'
import { notesSounding } from '../../src-common/domain/model/sounding'
import type { Gesture, Point } from './gesture'
import { toggled } from './note-hits'

export type VelocityContext = {
  readonly notes: Notes
  readonly number: TrackNumber
  readonly selected: ReadonlySet<NoteId>
  readonly ticksPerPixel: number
  /** By touch, stems reach further. */
  readonly coarse: boolean
  readonly tickOf: (x: number) => number
  readonly yOf: (velocity: number) => number
  readonly velocityAt: (y: number) => number
  readonly select: (ids: Iterable<NoteId>) => void
  /** The line that is being drawn, by ticks and velocities; null for none. */
  readonly line: (line: VelocityLine | null) => void
}

type Spot = { readonly tick: number; readonly velocity: number }
export type VelocityLine = { readonly from: Spot; readonly to: Spot }

const STEM_PIXELS = 4
const HEAD_PIXELS = 6
const COARSE_PIXELS = 12
const LOUDEST = 127

/** The stem there: the one whose head is nearest, a chosen one first. */
function hitStem(context: VelocityContext, { x, y }: Point): Note | null {
  const near = columnOf(context, context.tickOf(x)).filter(
    (note) => y >= context.yOf(note.velocity) - (context.coarse ? COARSE_PIXELS : HEAD_PIXELS),
  )
  const chosen = near.filter((note) => context.selected.has(note.id))
  const [nearest] = [...(chosen.length > 0 ? chosen : near)].sort(
    (a, b) => Math.abs(context.yOf(a.velocity) - y) - Math.abs(context.yOf(b.velocity) - y),
  )
  return nearest ?? null
}

function columnOf({ notes, ticksPerPixel, coarse }: VelocityContext, tick: number): readonly Note[] {
  const reach = (coarse ? COARSE_PIXELS : STEM_PIXELS) * ticksPerPixel
  return beginning(notes, tick - reach, tick + reach)
}

const beginning = (notes: Notes, from: number, to: number): readonly Note[] =>
  notesSounding(notes, from, to + 1).filter(({ tick }) => tick >= from && tick <= to)

export function velocityCursor(context: VelocityContext, point: Point, shift: boolean): string {
  return !shift && hitStem(context, point) !== null ? 'ns-resize' : 'crosshair'
}

export function velocityGesture(context: VelocityContext, start: Point, shift: boolean): Gesture {
  if (shift) return rampGesture(context, start)
  const note = hitStem(context, start)
  return note === null ? pencilGesture(context, start) : stemGesture(context, note)
}

const set = (context: VelocityContext, velocities: SetVelocities['velocities']): ReturnType<Gesture['at']> =>
  velocities.length === 0 ? null : { type: 'setVelocities', track: context.number, velocities }

/** Where notes are chosen, only those are drawn over. */
const inScope = ({ selected }: VelocityContext, notes: readonly Note[]): readonly Note[] =>
  selected.size === 0 ? notes : notes.filter(({ id }) => selected.has(id))

/** A chosen one takes the others along by as much. */
function stemGesture(context: VelocityContext, held: Note): Gesture {
  const isChosen = context.selected.has(held.id)
  const notes = isChosen ? context.notes.filter(({ id }) => context.selected.has(id)) : [held]
  return {
    at: ({ y }) => {
      const by = context.velocityAt(y) - held.velocity
      if (by === 0) return null
      return set(context, notes.map(({ id, velocity }) => [id, Math.min(LOUDEST, Math.max(1, velocity + by))])) // prettier-ignore
    },
    click: ({ command }) => {
      context.select(command ? toggled(context.selected, held.id) : [held.id])
    },
    cursor: () => 'ns-resize',
  }
}

function pencilGesture(context: VelocityContext, start: Point): Gesture {
  const spotOf = ({ x, y }: Point): Spot => ({ tick: context.tickOf(x), velocity: context.velocityAt(y) })
  const drawn = new Map<NoteId, number>()
  let last = spotOf(start)
  const column = (spot: Spot): void => {
    for (const { id } of inScope(context, columnOf(context, spot.tick))) drawn.set(id, spot.velocity)
  }
  column(last)
  return {
    at: (point) => {
      const next = spotOf(point)
      for (const [id, velocity] of along(context, last, next)) drawn.set(id, velocity)
      last = next
      return set(context, [...drawn])
    },
    tap: () => set(context, [...drawn]),
    click: () => {
      if (drawn.size === 0) context.select([])
    },
    cursor: () => 'crosshair',
  }
}

function rampGesture(context: VelocityContext, start: Point): Gesture {
  const from = { tick: context.tickOf(start.x), velocity: context.velocityAt(start.y) }
  return {
    at: ({ x, y }) => {
      const to = { tick: context.tickOf(x), velocity: context.velocityAt(y) }
      context.line({ from, to })
      return set(context, along(context, from, to))
    },
    cursor: () => 'crosshair',
    end: () => {
      context.line(null)
    },
  }
}

/** The notes that begin between two spots, each with the velocity that a straight line has there. */
function along(context: VelocityContext, a: Spot, b: Spot): SetVelocities['velocities'] {
  const [from, to] = a.tick <= b.tick ? [a, b] : [b, a]
  const span = Math.max(1, to.tick - from.tick)
  return inScope(context, beginning(context.notes, from.tick, to.tick)).map(({ id, tick }) => [
    id,
    Math.round(from.velocity + ((tick - from.tick) / span) * (to.velocity - from.velocity)),
  ])
}

// Paints the notes of a track into its row: those of the arrangement solid, those of the box's patterns lighter, and hollow
// where the next pass may differ. A drum is as high as it is loud; a melody lies at its pitches.
import { derivedNotes } from '../../src-common/domain/model/derived'
import { notesSounding } from '../../src-common/domain/model/notes'
import { mutedInLane, silenced, type Project } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import { endOfAxis, xOf, type Axis } from './axis'
import { fade, INK } from './colors'

/** `certain` is there for what a pattern derives. */
type Drawn = {
  readonly tick: Tick
  readonly length: Tick
  readonly pitch: number
  readonly velocity: number
  readonly certain?: boolean
}
type LaneRow = { readonly axis: Axis; readonly top: number; readonly rowHeight: number }
type Bar = { readonly y: number; readonly height: number }

const MARGIN = 5
const PITCHES = 128
const LOUDEST = 127

export function paintLaneNotes(
  context: CanvasRenderingContext2D,
  project: Project,
  number: number,
  row: LaneRow,
): void {
  const { axis } = row
  const track = project.tracks[number]
  if (track === undefined) return
  const derived = derivedNotes(project, number)
  const own = notesSounding<Drawn>(track.notes, axis.from, endOfAxis(axis))
  const notes = [...own, ...notesSounding<Drawn>(derived, axis.from, endOfAxis(axis))]
  if (notes.length === 0) return
  const off = silenced(project, track)
  const barOf = barsOf(rangeOf(track.notes, derived), row)
  const ghosts: Drawn[] = []
  const heard: Drawn[] = []
  for (const note of notes) (off || mutedInLane(track, note.tick) ? ghosts : heard).push(note)
  paintBars(context, ghosts, barOf, axis, GHOST)
  paintBars(context, heard, barOf, axis, track.color)
}

const GHOST = fade(INK.text, 0.35)

/** Of notes of one pitch that begin in the same column of pixels only louder ones are painted over: a song has thousands. */
function paintBars(
  context: CanvasRenderingContext2D,
  notes: readonly Drawn[],
  barOf: (note: Drawn) => Bar,
  axis: Axis,
  color: string,
): void {
  const columns = new Int32Array(PITCHES).fill(-1)
  const loudest = new Uint8Array(PITCHES)
  context.fillStyle = color
  context.strokeStyle = color
  context.lineWidth = 1
  for (const note of notes) {
    const x = xOf(axis, note.tick)
    const width = Math.max(1.5, note.length / axis.ticksPerPixel - 0.5)
    const column = Math.round(x)
    if (width < 2 && columns[note.pitch] === column && note.velocity <= (loudest[note.pitch] ?? 0)) continue
    columns[note.pitch] = column
    loudest[note.pitch] = note.velocity
    paintBar(context, note, { ...barOf(note), x, width })
  }
  context.globalAlpha = 1
}

/** Dashes would not show where there is no room for them. */
const ROOM_TO_DASH = 5

function paintBar(
  context: CanvasRenderingContext2D,
  { certain }: Drawn,
  { x, y, width, height }: Bar & { readonly x: number; readonly width: number },
): void {
  context.globalAlpha = certain === undefined ? 1 : certain ? 0.62 : 0.22
  context.fillRect(x, y, width, height)
  if (certain !== false || width < 2) return
  context.globalAlpha = 1
  const isFlat = height < 3 && width >= ROOM_TO_DASH
  if (isFlat) context.setLineDash([2, 2])
  context.strokeRect(x + 0.5, y + 0.5, Math.max(1, width - 1), Math.max(1, height - 1))
  if (isFlat) context.setLineDash([])
}

function barsOf([lowest, highest]: readonly [number, number], { top, rowHeight }: LaneRow): (note: Drawn) => Bar {
  const inner = rowHeight - 2 * MARGIN
  if (lowest === highest)
    return ({ velocity }) => {
      const height = Math.max(2, (velocity / LOUDEST) * inner)
      return { y: top + MARGIN + inner - height, height }
    }
  const height = Math.max(2, Math.min(5, inner / (highest - lowest + 1)))
  return ({ pitch }) => ({ y: top + MARGIN + ((highest - pitch) / (highest - lowest)) * (inner - height), height })
}

function rangeOf(own: readonly Drawn[], derived: readonly Drawn[]): readonly [lowest: number, highest: number] {
  if (derived.length === 0) return pitchRange(own)
  if (own.length === 0) return pitchRange(derived)
  const [a, b] = [pitchRange(own), pitchRange(derived)]
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])]
}

const ranges = new WeakMap<readonly Drawn[], readonly [number, number]>()
function pitchRange(notes: readonly Drawn[]): readonly [lowest: number, highest: number] {
  let range = ranges.get(notes)
  if (range === undefined) {
    const lowest = notes.reduce((least, note) => Math.min(least, note.pitch), 127)
    range = [lowest, notes.reduce((most, note) => Math.max(most, note.pitch), lowest)]
    ranges.set(notes, range)
  }
  return range
}

// Paints the notes of a track into its row: those of the arrangement solid, those of the box's patterns lighter, and hollow
// where the next pass may differ. A drum is as high as it is loud; a melody lies at its pitches.
import { derivedNotes } from '../../src-common/domain/model/derived'
import { pitchRange, type PitchRange } from '../../src-common/domain/model/pitch-range'
import { notesSounding } from '../../src-common/domain/model/sounding'
import type { Project } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import { endOfAxis, xOf, type Axis } from './axis'
import { fade, INK } from './colors'
import { ghostTest } from './ghost-test'
import { layPixels, pixelColor } from './pixels'

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
const LOUDEST = 127
const NARROWEST = 1.5
/** Notes that stand closer than this on average are painted as pixels. */
const DENSE_PIXELS = 5
const GHOST = fade(INK.text, 0.35)

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
  const played = notesSounding<Drawn>(derived, axis.from, endOfAxis(axis))
  const count = own.length + played.length
  if (count === 0) return
  const isGhost = ghostTest(project, number)
  const ghosts: Drawn[] = []
  const heard: Drawn[] = []
  for (const notes of [own, played]) for (const note of notes) (isGhost(note.tick) ? ghosts : heard).push(note)
  const barOf = barsOf(rangeOf(track.notes, derived), row)
  if (count * DENSE_PIXELS > axis.width) {
    paintDense(context, ghosts, heard, { ...row, barOf, color: track.color })
    return
  }
  paintBars(context, ghosts, barOf, row, GHOST)
  paintBars(context, heard, barOf, row, track.color)
}

const widthOf = ({ length }: Drawn, axis: Axis): number => Math.max(NARROWEST, length / axis.ticksPerPixel - 0.5)
const opacityOf = ({ certain }: Drawn): number => (certain === undefined ? 1 : certain ? 0.62 : 0.22)

type DenseRow = LaneRow & { readonly barOf: (note: Drawn) => Bar; readonly color: string }

/** There is no room for outlines here. */
function paintDense(
  context: CanvasRenderingContext2D,
  ghosts: readonly Drawn[],
  heard: readonly Drawn[],
  { axis, top, rowHeight, barOf, color }: DenseRow,
): void {
  layPixels(context, { top: top + MARGIN, width: axis.width, height: innerOf(rowHeight) }, (pixels) => {
    const looks = [
      { notes: ghosts, color: GHOST },
      { notes: heard, color },
    ]
    for (const look of looks) {
      const colors = [1, 0.62, 0.22].map((opacity) => pixelColor(look.color, opacity))
      for (const note of look.notes) {
        const bar = barOf(note)
        const place = note.certain === undefined ? 0 : note.certain ? 1 : 2
        pixels.fill(xOf(axis, note.tick), bar.y, widthOf(note, axis), bar.height, colors[place] ?? 0)
      }
    }
  })
}

function paintBars(
  context: CanvasRenderingContext2D,
  notes: readonly Drawn[],
  barOf: (note: Drawn) => Bar,
  { axis, top }: LaneRow,
  color: string,
): void {
  context.fillStyle = color
  context.strokeStyle = color
  context.lineWidth = 1
  for (const note of notes) {
    const { y, height } = barOf(note)
    paintBar(context, note, { x: xOf(axis, note.tick), y: top + MARGIN + y, width: widthOf(note, axis), height })
  }
  context.globalAlpha = 1
}

/** Dashes would not show where there is no room for them. */
const ROOM_TO_DASH = 5

function paintBar(
  context: CanvasRenderingContext2D,
  note: Drawn,
  { x, y, width, height }: Bar & { readonly x: number; readonly width: number },
): void {
  context.globalAlpha = opacityOf(note)
  context.fillRect(x, y, width, height)
  if (note.certain !== false || width < 2) return
  context.globalAlpha = 1
  const isFlat = height < 3 && width >= ROOM_TO_DASH
  if (isFlat) context.setLineDash([2, 2])
  context.strokeRect(x + 0.5, y + 0.5, Math.max(1, width - 1), Math.max(1, height - 1))
  if (isFlat) context.setLineDash([])
}

const innerOf = (rowHeight: number): number => rowHeight - 2 * MARGIN

/** Where a note lies in its row, from the margin at the top. */
function barsOf({ lowest, highest }: PitchRange, { rowHeight }: LaneRow): (note: Drawn) => Bar {
  const inner = innerOf(rowHeight)
  if (lowest === highest)
    return ({ velocity }) => {
      const height = Math.max(2, (velocity / LOUDEST) * inner)
      return { y: inner - height, height }
    }
  const height = Math.max(2, Math.min(5, inner / (highest - lowest + 1)))
  return ({ pitch }) => ({ y: ((highest - pitch) / (highest - lowest)) * (inner - height), height })
}

function rangeOf(own: readonly Drawn[], derived: readonly Drawn[]): PitchRange {
  if (derived.length === 0) return pitchRange(own)
  if (own.length === 0) return pitchRange(derived)
  const [a, b] = [pitchRange(own), pitchRange(derived)]
  return { lowest: Math.min(a.lowest, b.lowest), highest: Math.max(a.highest, b.highest) }
}

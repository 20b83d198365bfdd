// Paints the trigs of all tracks as the box's own grid shows them: a row for each track, a cell for each step.
import { pitchName } from '../../src-common/domain/device/describe'
import { trackLabel, type TrackNumber } from '../../src-common/domain/device/device'
import { derivedNotes } from '../../src-common/domain/model/derived'
import { notesSounding } from '../../src-common/domain/model/sounding'
import type { Project } from '../../src-common/domain/model/project'
import { stepOf, trigPitch } from '../../src-common/domain/model/trigs'
import { STEP, type Tick } from '../../src-common/domain/time/ticks'
import { endOfAxis, xOf, type Axis } from './axis'
import { fade, INK, MONO } from './colors'
import { paintGrid } from './paint-roll'
import { ghostTest } from './ghost-test'
import type { Surface } from './surface'

/** `top`: the row that is shown first. */
export type TrackRows = { readonly top: TrackNumber; readonly rowHeight: number }
export type TrigLook = TrackRows & { readonly axis: Axis; readonly chosen: TrackNumber }

export const rowAt = ({ top, rowHeight }: TrackRows, y: number): TrackNumber => top + Math.floor(y / rowHeight)

const LOUDEST = 127
const PADDING = 2

type Cell = { readonly tick: Tick; readonly velocity: number }

export function paintTrigs(surface: Surface, project: Project, look: TrigLook): void {
  const { context, width, height } = surface
  const last = Math.min(project.tracks.length - 1, rowAt(look, height))
  for (let number = look.top; number <= last; number++) {
    context.fillStyle = number === look.chosen ? INK.rowChosen : INK.row
    context.fillRect(0, (number - look.top) * look.rowHeight, width, look.rowHeight - 1)
  }
  paintGrid(surface, look.axis, STEP)
  for (let number = look.top; number <= last; number++) paintRow(surface, project, number, look)
}

function paintRow({ context }: Surface, project: Project, number: TrackNumber, look: TrigLook): void {
  const track = project.tracks[number]
  if (track === undefined) return
  const isGhost = ghostTest(project, number)
  const from = Math.max(0, look.axis.from - STEP)
  const to = endOfAxis(look.axis) + STEP
  const full = look.rowHeight - 1 - 2 * PADDING
  const foot = (number - look.top + 1) * look.rowHeight - 1 - PADDING
  const width = Math.max(2, STEP / look.axis.ticksPerPixel - 2)

  const derived = cellsOf(notesSounding(derivedNotes(project, number), from, to))
  context.strokeStyle = fade(track.color, 0.6)
  context.lineWidth = 1
  for (const { tick } of derived)
    context.strokeRect(xOf(look.axis, tick) + 1.5, foot - full + 0.5, Math.max(1, width - 1), full - 1)

  const cells = cellsOf(notesSounding(track.notes, from, to))
  const heard = cells.filter(({ tick }) => !isGhost(tick))
  const ghosts = cells.filter(({ tick }) => isGhost(tick))
  context.fillStyle = fade(track.color, 0.22)
  for (const { tick } of heard) context.fillRect(xOf(look.axis, tick) + 1, foot - full, width, full)
  context.fillStyle = track.color
  for (const { tick, velocity } of heard) {
    const high = Math.max(2, (velocity / LOUDEST) * full)
    context.fillRect(xOf(look.axis, tick) + 1, foot - high, width, high)
  }
  context.strokeStyle = fade(INK.text, 0.5)
  context.fillStyle = fade(INK.text, 0.18)
  for (const { tick, velocity } of ghosts) {
    const high = Math.max(2, (velocity / LOUDEST) * full)
    context.fillRect(xOf(look.axis, tick) + 1, foot - high, width, high)
    context.strokeRect(xOf(look.axis, tick) + 1.5, foot - full + 0.5, Math.max(1, width - 1), full - 1)
  }
}

/** One for each step, as loud as the loudest of its notes. */
function cellsOf(notes: readonly Cell[]): readonly Cell[] {
  const loudest = new Map<Tick, number>()
  for (const note of notes) {
    const step = stepOf(note)
    loudest.set(step, Math.max(loudest.get(step) ?? 0, note.velocity))
  }
  return [...loudest].map(([tick, velocity]) => ({ tick, velocity }))
}

/** At the left: each track by its number, and the pitch that its trigs get. */
export function paintTrigHeads({ context, width, height }: Surface, project: Project, look: Omit<TrigLook, 'axis'>): void {
  context.fillStyle = INK.black
  context.fillRect(0, 0, width, height)
  context.font = MONO
  context.textBaseline = 'middle'
  const last = Math.min(project.tracks.length - 1, rowAt(look, height))
  for (let number = look.top; number <= last; number++) {
    const track = project.tracks[number]
    if (track === undefined) continue
    const y = (number - look.top) * look.rowHeight
    context.fillStyle = number === look.chosen ? INK.bar : INK.row
    context.fillRect(0, y, width - 1, look.rowHeight - 1)
    context.fillStyle = track.color
    context.fillRect(0, y, 3, look.rowHeight - 1)
    context.fillText(trackLabel(project.device.model, number), 6, y + look.rowHeight / 2)
    context.fillStyle = INK.text
    context.fillText(pitchName(trigPitch(track.notes)), 22, y + look.rowHeight / 2)
  }
} // prettier-ignore

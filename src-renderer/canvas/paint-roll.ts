// Paints the piano roll of one track: keys at the left, notes on the common time axis, ghosts where the track is muted.
import { pitchName } from '../../src-common/domain/device/describe'
import type { DerivedNote } from '../../src-common/domain/device/pattern-unroll'
import { derivedNotes } from '../../src-common/domain/model/derived'
import { clip, union } from '../../src-common/domain/model/intervals'
import { notesSounding, type Note, type NoteId } from '../../src-common/domain/model/notes'
import { mutedInLane, silenced, type Project, type Track } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import { endOfAxis, gridLines, xOf, type Axis } from './axis'
import { fade, INK, MONO } from './colors'
import type { Surface } from './surface'

export type RollLook = {
  readonly axis: Axis
  readonly grid: Tick
  /** The pitch of the topmost row. */
  readonly topPitch: number
  readonly rowHeight: number
  readonly selected: ReadonlySet<NoteId>
}

export const pitchAt = ({ topPitch, rowHeight }: Pick<RollLook, 'topPitch' | 'rowHeight'>, y: number): number =>
  topPitch - Math.floor(y / rowHeight)

const yOfPitch = ({ topPitch, rowHeight }: Pick<RollLook, 'topPitch' | 'rowHeight'>, pitch: number): number =>
  (topPitch - pitch) * rowHeight

const isBlack = (pitch: number): boolean => [1, 3, 6, 8, 10].includes(pitch % 12)

export function paintRoll({ context, width, height }: Surface, project: Project, number: number, look: RollLook): void {
  const track = project.tracks[number]
  if (track === undefined) return
  const lowest = pitchAt(look, height)
  for (let pitch = look.topPitch; pitch >= lowest; pitch--) {
    const y = yOfPitch(look, pitch)
    context.fillStyle = pitch < 0 ? INK.black : isBlack(pitch) ? INK.ground : INK.row
    context.fillRect(0, y, width, look.rowHeight - 1)
    if (pitch % 12 !== 0) continue
    context.fillStyle = INK.beat
    context.fillRect(0, y + look.rowHeight - 1, width, 1)
  }
  for (const { x, rank } of gridLines(look.axis, look.grid)) {
    context.fillStyle = rank === 'bar' ? INK.bar : rank === 'beat' ? INK.beat : INK.line
    context.fillRect(x - 0.5, 0, 1, height)
  }
  const window = { from: Math.max(0, look.axis.from), to: endOfAxis(look.axis) }
  context.fillStyle = fade(INK.black, 0.45)
  for (const { from, to } of clip(union(track.mutes.global, track.mutes.pattern), window)) {
    context.fillRect(xOf(look.axis, from), 0, xOf(look.axis, to) - xOf(look.axis, from), height)
  }
  const off = silenced(project, track)
  for (const note of notesSounding(derivedNotes(project, number), window.from, window.to))
    paintDerived(context, track, note, off || mutedInLane(track, note.tick), look)
  for (const note of notesSounding(track.notes, window.from, window.to))
    paintNote(context, track, note, off || mutedInLane(track, note.tick), look)
}

/** What the box's pattern plays: an outline, dashed where the next pass may differ. It is not to be dragged as it is. */
function paintDerived(
  context: CanvasRenderingContext2D,
  track: Track,
  note: DerivedNote,
  ghost: boolean,
  look: RollLook,
): void {
  const x = xOf(look.axis, note.tick)
  const y = yOfPitch(look, note.pitch)
  const width = Math.max(3, note.length / look.axis.ticksPerPixel - 1)
  const height = look.rowHeight - 1
  const color = ghost ? INK.text : track.color
  context.fillStyle = fade(color, ghost ? 0.05 : 0.14)
  context.fillRect(x, y, width, height)
  context.strokeStyle = fade(color, ghost ? 0.3 : 0.75)
  context.setLineDash(note.certain ? [] : [2, 2])
  context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1)
  context.setLineDash([])
}

function paintNote(context: CanvasRenderingContext2D, track: Track, note: Note, ghost: boolean, look: RollLook): void {
  const x = xOf(look.axis, note.tick)
  const y = yOfPitch(look, note.pitch)
  const width = Math.max(3, note.length / look.axis.ticksPerPixel - 1)
  const height = look.rowHeight - 1
  context.fillStyle = ghost ? fade(track.color, 0.12) : fade(track.color, 0.35 + (note.velocity / 127) * 0.65)
  context.fillRect(x, y, width, height)
  const chosen = look.selected.has(note.id)
  if (!ghost && !chosen) return
  context.strokeStyle = chosen ? INK.strong : fade(track.color, 0.6)
  context.setLineDash(ghost && !chosen ? [2, 2] : [])
  context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1)
  context.setLineDash([])
}

export function paintKeys({ context, width, height }: Surface, look: Pick<RollLook, 'topPitch' | 'rowHeight'>): void {
  context.fillStyle = INK.black
  context.fillRect(0, 0, width, height)
  context.font = MONO
  context.textBaseline = 'middle'
  for (let pitch = look.topPitch; pitch >= pitchAt(look, height) && pitch >= 0; pitch--) {
    const y = yOfPitch(look, pitch)
    context.fillStyle = isBlack(pitch) ? '#1b1e22' : '#c9c6bf'
    context.fillRect(0, y, isBlack(pitch) ? width * 0.62 : width - 1, look.rowHeight - 1)
    if (pitch % 12 !== 0) continue
    context.fillStyle = '#1b1e22'
    context.fillText(pitchName(pitch), width - 24, y + look.rowHeight / 2)
  }
}

// Paints the piano roll of one track: rows, grid and mutes on the common time axis, and its notes over those of other tracks.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { Scale } from '../../src-common/domain/midi/scales'
import { clip } from '../../src-common/domain/model/intervals'
import type { NoteId } from '../../src-common/domain/model/notes'
import type { Project } from '../../src-common/domain/model/project'
import { mutedSpans } from '../../src-common/domain/model/silence'
import type { Tick } from '../../src-common/domain/time/ticks'
import { endOfAxis, gridLines, xOf, type Axis } from './axis'
import { fade, INK } from './colors'
import { paintGhosts, paintRollNotes } from './paint-roll-notes'
import { isBlack, pitchAt, rankOf, yOfPitch, type PitchRows } from './roll-rows'
import type { Surface } from './surface'

export type RollLook = PitchRows & {
  readonly axis: Axis
  readonly grid: Tick
  readonly scale: Scale
  readonly selected: ReadonlySet<NoteId>
  /** Tracks whose notes are shown behind. */
  readonly others: ReadonlySet<TrackNumber>
}

export function paintRoll(surface: Surface, project: Project, number: TrackNumber, look: RollLook): void {
  const track = project.tracks[number]
  const { context, width, height } = surface
  context.fillStyle = INK.panel
  context.fillRect(0, 0, width, height)
  if (track === undefined) return
  paintRows(surface, look)
  paintGrid(surface, look.axis, look.grid)
  paintMuted(surface, project, number, look.axis)
  for (const other of look.others) if (other !== number) paintGhosts(surface, project, other, look)
  paintRollNotes(surface, project, number, look)
}

const OUT_OF_SCALE = INK.black
const IN_SCALE = '#191c20'
const ROOT = '#22252a'

function paintRows({ context, width, height }: Surface, look: RollLook): void {
  for (let pitch = look.topPitch, lowest = pitchAt(look, height); pitch >= lowest; pitch--) {
    const y = yOfPitch(look, pitch)
    context.fillStyle = rowColor(look.scale, pitch)
    context.fillRect(0, y, width, look.rowHeight - 1)
    if (pitch % 12 !== 0) continue
    context.fillStyle = INK.beat
    context.fillRect(0, y + look.rowHeight - 1, width, 1)
  }
}

function rowColor(scale: Scale, pitch: number): string {
  if (pitch < 0) return INK.black
  const rank = rankOf(scale, pitch)
  if (rank === 'plain') return isBlack(pitch) ? INK.ground : INK.row
  return rank === 'out' ? OUT_OF_SCALE : rank === 'root' ? ROOT : IN_SCALE
}

export function paintGrid({ context, height }: Surface, axis: Axis, grid: Tick): void {
  for (const { x, rank } of gridLines(axis, grid)) {
    context.fillStyle = rank === 'bar' ? INK.bar : rank === 'beat' ? INK.beat : INK.line
    context.fillRect(x - 0.5, 0, 1, height)
  }
}

/** What a lane mutes lies in the shade. */
export function paintMuted({ context, height }: Surface, project: Project, number: TrackNumber, axis: Axis): void {
  const track = project.tracks[number]
  if (track === undefined) return
  context.fillStyle = fade(INK.black, 0.45)
  const window = { from: Math.max(0, axis.from), to: endOfAxis(axis) }
  for (const { from, to } of clip(mutedSpans(project, track), window))
    context.fillRect(xOf(axis, from), 0, xOf(axis, to) - xOf(axis, from), height)
}

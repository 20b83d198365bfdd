// Paints the tracks' rows: where a track is heard it is a block of its colour; muted it is hatched, its notes ghosts.
import type { MuteKind } from '../../src-common/domain/device/device'
import { clip, intervals, subtract, type Intervals } from '../../src-common/domain/model/intervals'
import { endOf, mutesOf, silenced, type Project, type Track } from '../../src-common/domain/model/project'
import { mutedSpans } from '../../src-common/domain/model/silence'
import type { Tick } from '../../src-common/domain/time/ticks'
import { endOfAxis, gridLines, xOf, type Axis } from './axis'
import { fade, INK } from './colors'
import { hatchOf } from './hatch'
import { paintLaneNotes } from './paint-lane-notes'
import { heightOf, type Row } from './row-layout'
import type { Surface } from './surface'

export type RowsLook = {
  readonly axis: Axis
  readonly grid: Tick
  readonly rows: readonly Row[]
  readonly chosen: number
  /** The layer of mutes that is edited; the other one is dimmed. */
  readonly kind: MuteKind
}

export function paintRows({ context, width, height }: Surface, project: Project, look: RowsLook): void {
  context.fillStyle = INK.ground
  context.fillRect(0, 0, width, height)
  for (const { track, top, height: high } of look.rows) {
    context.fillStyle = track === look.chosen ? INK.rowChosen : INK.row
    context.fillRect(0, top, width, high - 1)
  }
  const end = endOf(project)
  for (const { x, rank, tick } of gridLines(look.axis, look.grid)) {
    context.fillStyle = rank === 'bar' ? (tick > end ? INK.beat : INK.bar) : rank === 'beat' ? INK.beat : INK.line
    context.fillRect(x - 0.5, 0, 1, heightOf(look.rows))
  }
  for (const { track, top, height: rowHeight, folded } of look.rows)
    paintTrack(context, project, track, { ...look, top, rowHeight, folded, end })
}

type Lane = RowsLook & Pick<Row, 'top' | 'folded'> & { readonly rowHeight: number; readonly end: Tick }

function paintTrack(context: CanvasRenderingContext2D, project: Project, number: number, row: Lane): void {
  const track = project.tracks[number]
  if (track === undefined) return
  const window = { from: Math.max(0, row.axis.from), to: Math.min(row.end, endOfAxis(row.axis)) }
  if (window.to <= window.from) return
  const mutes = mutesOf(project, track)
  const whole = intervals([window])
  const muted = silenced(project, track) ? whole : clip(mutedSpans(project, track), window)
  if (project.device.tracks[number]?.channel === null) paintSilent(context, whole, row)
  else paintHeard(context, subtract(whole, muted), track, row)
  paintMuted(context, clip(mutes.global, window), 'global', row)
  paintMuted(context, clip(mutes.pattern, window), 'pattern', row)
  if (silenced(project, track)) paintMuted(context, whole, 'global', { ...row, kind: 'global' })
  // A folded row has no room for notes.
  if (!row.folded) paintLaneNotes(context, project, number, row)
  if (project.muteView !== null) paintPressed(context, track.mutes[row.kind], row)
}

/** A track without a channel tells nothing and is told nothing: there is only its line. */
function paintSilent(context: CanvasRenderingContext2D, whole: Intervals, { axis, top, rowHeight }: Lane): void {
  context.fillStyle = INK.bar
  for (const { from, to } of whole)
    context.fillRect(xOf(axis, from), top + rowHeight / 2, xOf(axis, to) - xOf(axis, from), 1)
}

function paintHeard(
  context: CanvasRenderingContext2D,
  heard: Intervals,
  track: Track,
  { axis, top, rowHeight }: Lane,
): void {
  for (const { from, to } of heard) {
    const x = xOf(axis, from)
    const width = Math.max(1, xOf(axis, to) - x - 1)
    context.fillStyle = fade(track.color, 0.2)
    context.fillRect(x, top + 2, width, rowHeight - 5)
    context.fillStyle = fade(track.color, 0.85)
    context.fillRect(x, top + 2, width, 2)
    context.fillRect(x, top + 2, 1.5, rowHeight - 5)
  }
}

function paintMuted(
  context: CanvasRenderingContext2D,
  muted: Intervals,
  kind: MuteKind,
  { axis, top, rowHeight, kind: edited }: Lane,
): void {
  const isEdited = kind === edited
  const hatch = muted.length === 0 ? '' : hatchOf(context, kind, isEdited)
  for (const { from, to } of muted) {
    const x = xOf(axis, from)
    const width = Math.max(1, xOf(axis, to) - x)
    context.fillStyle = hatch
    context.fillRect(x, top + 2, width, rowHeight - 5)
    if (isEdited) paintEnds(context, { x, width, top: top + 2, height: rowHeight - 5 }, kind)
  }
}

const ENDS: Readonly<Record<MuteKind, string>> = { global: '#5b626c', pattern: '#8a70a6' }

type Box = { readonly x: number; readonly width: number; readonly top: number; readonly height: number }

/** The edges of what can be edited are drawn: they can be taken. */
function paintEnds(context: CanvasRenderingContext2D, { x, width, top, height }: Box, kind: MuteKind): void {
  context.fillStyle = ENDS[kind]
  context.fillRect(x, top, 1, height)
  context.fillRect(x + width - 1, top, 1, height)
}

/** What was pressed, where a view shows it elsewhere. */
function paintPressed(context: CanvasRenderingContext2D, kept: Intervals, { axis, top, rowHeight }: Lane): void {
  context.fillStyle = INK.amber
  for (const region of kept) {
    for (const edge of [region.from, region.to]) {
      if (edge < axis.from || edge > endOfAxis(axis)) continue
      context.fillRect(Math.round(xOf(axis, edge)), top + rowHeight - 9, 1, 7)
    }
  }
}

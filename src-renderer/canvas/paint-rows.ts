// Paints the tracks' rows: where a track is heard it is a block of its colour; muted it is hatched, its notes ghosts.
import type { MuteKind } from '../../src-common/domain/device/device'
import { clip, intervals, subtract, union, type Intervals } from '../../src-common/domain/model/intervals'
import { endOf, silenced, type Project, type Track } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import { endOfAxis, gridLines, xOf, type Axis } from './axis'
import { fade, INK } from './colors'
import { paintLaneNotes } from './paint-lane-notes'
import type { Surface } from './surface'

export type RowsLook = { readonly axis: Axis; readonly grid: Tick; readonly rowHeight: number; readonly chosen: number }

export function paintRows({ context, width, height }: Surface, project: Project, look: RowsLook): void {
  context.fillStyle = INK.ground
  context.fillRect(0, 0, width, height)
  project.tracks.forEach((_, number) => {
    context.fillStyle = number === look.chosen ? INK.rowChosen : INK.row
    context.fillRect(0, number * look.rowHeight, width, look.rowHeight - 1)
  })
  const end = endOf(project)
  for (const { x, rank, tick } of gridLines(look.axis, look.grid)) {
    context.fillStyle = rank === 'bar' ? (tick > end ? INK.beat : INK.bar) : rank === 'beat' ? INK.beat : INK.line
    context.fillRect(x - 0.5, 0, 1, project.tracks.length * look.rowHeight)
  }
  project.tracks.forEach((track, number) => {
    paintTrack(context, project, number, { ...look, top: number * look.rowHeight, end })
  })
}

type Row = RowsLook & { readonly top: number; readonly end: Tick }

function paintTrack(context: CanvasRenderingContext2D, project: Project, number: number, row: Row): void {
  const track = project.tracks[number]
  if (track === undefined) return
  const window = { from: Math.max(0, row.axis.from), to: Math.min(row.end, endOfAxis(row.axis)) }
  if (window.to <= window.from) return
  const whole = intervals([window])
  const muted = silenced(project, track) ? whole : clip(union(track.mutes.global, track.mutes.pattern), window)
  if (project.device.tracks[number]?.channel === null) paintSilent(context, whole, row)
  else paintHeard(context, subtract(whole, muted), track, row)
  paintMuted(context, clip(track.mutes.global, window), 'global', row)
  paintMuted(context, clip(track.mutes.pattern, window), 'pattern', row)
  if (silenced(project, track)) paintMuted(context, whole, 'global', row)
  paintLaneNotes(context, project, number, row)
}

/** A track without a channel tells nothing and is told nothing: there is only its line. */
function paintSilent(context: CanvasRenderingContext2D, whole: Intervals, { axis, top, rowHeight }: Row): void {
  context.fillStyle = INK.bar
  for (const { from, to } of whole)
    context.fillRect(xOf(axis, from), top + rowHeight / 2, xOf(axis, to) - xOf(axis, from), 1)
}

function paintHeard(
  context: CanvasRenderingContext2D,
  heard: Intervals,
  track: Track,
  { axis, top, rowHeight }: Row,
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

/** Global mutes are hatched one way, pattern mutes the other: so both can be told apart without colour. */
function paintMuted(
  context: CanvasRenderingContext2D,
  muted: Intervals,
  kind: MuteKind,
  { axis, top, rowHeight }: Row,
): void {
  for (const { from, to } of muted) {
    const x = xOf(axis, from)
    const width = Math.max(1, xOf(axis, to) - x)
    context.save()
    context.beginPath()
    context.rect(x, top + 2, width, rowHeight - 5)
    context.clip()
    context.fillStyle = fade(INK.black, 0.55)
    context.fillRect(x, top, width, rowHeight)
    context.strokeStyle = kind === 'global' ? '#33373d' : '#4a3d57'
    context.lineWidth = 1
    context.beginPath()
    const slope = kind === 'global' ? 1 : -1
    const start = Math.floor(x / 7) * 7 - rowHeight
    for (let at = start; at < x + width + rowHeight; at += 7) {
      context.moveTo(at, top + (slope > 0 ? rowHeight : 0))
      context.lineTo(at + rowHeight, top + (slope > 0 ? 0 : rowHeight))
    }
    context.stroke()
    context.restore()
  }
}

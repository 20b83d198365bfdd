// Paints what is chosen on the tracks' rows, and the edge or region that a press would take.
import type { RegionRef } from '../../src-common/domain/edit/mute-commands'
import { regionAt, shownRegion } from '../../src-common/domain/edit/mute-regions'
import type { Interval } from '../../src-common/domain/model/intervals'
import type { Project } from '../../src-common/domain/model/project'
import type { LaneHit } from '../input/hit-lanes'
import type { LaneSelection } from '../input/lanes-context'
import { endOfAxis, xOf, type Axis } from './axis'
import { fade, INK } from './colors'
import type { Row } from './row-layout'
import type { Surface } from './surface'

export type LaneMarks = { readonly selection: LaneSelection; readonly hover: LaneHit | null }
type Rows = { readonly axis: Axis; readonly rows: readonly Row[] }
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export function paintLaneMarks({ context }: Surface, project: Project, marks: LaneMarks, rows: Rows): void {
  const { selection, hover } = marks
  if (selection.type === 'range') paintRange(context, selection, rows)
  if (selection.type === 'mutes') {
    for (const ref of selection.regions) paintRegion(context, project, ref, rows)
  }
  if (hover?.type === 'edge') paintEdge(context, xOf(rows.axis, hover.at), hover.ref.track, rows)
}

function paintRange(
  context: CanvasRenderingContext2D,
  { tracks, ...span }: Interval & { readonly tracks: readonly number[] },
  rows: Rows,
): void {
  for (const { top, height } of blocksOf(rows.rows, tracks)) {
    const box = boxOf(span, top, height, rows)
    if (box === null) return
    context.fillStyle = fade(INK.strong, 0.1)
    context.fillRect(box.x, box.y, box.width, box.height)
    context.strokeStyle = fade(INK.strong, 0.8)
    context.lineWidth = 1
    context.strokeRect(box.x + 0.5, box.y + 0.5, Math.max(0, box.width - 1), box.height - 1)
  }
}

/** Rows of some tracks; those that touch are one. */
function blocksOf(rows: readonly Row[], tracks: readonly number[]): readonly Pick<Row, 'top' | 'height'>[] {
  return rows
    .filter(({ track }) => tracks.includes(track))
    .reduce<readonly Pick<Row, 'top' | 'height'>[]>((blocks, { top, height }) => {
      const last = blocks.at(-1)
      return last !== undefined && last.top + last.height === top
        ? [...blocks.slice(0, -1), { top: last.top, height: last.height + height }]
        : [...blocks, { top, height }]
    }, [])
}

function paintRegion(context: CanvasRenderingContext2D, project: Project, ref: RegionRef, rows: Rows): void {
  const region = regionAt(project, ref)
  const row = rows.rows.find(({ track }) => track === ref.track)
  const box =
    region === null || row === undefined ? null : boxOf(shownRegion(project, region), row.top, row.height, rows)
  if (box === null) return
  context.fillStyle = fade(INK.strong, 0.12)
  context.fillRect(box.x, box.y + 1, box.width, box.height - 3)
  context.strokeStyle = INK.strong
  context.lineWidth = 2
  context.strokeRect(box.x + 1, box.y + 2, Math.max(1, box.width - 2), box.height - 5)
}

/** A line with a grip in the middle of the row. */
function paintEdge(context: CanvasRenderingContext2D, x: number, track: number, { rows }: Rows): void {
  const row = rows.find((each) => each.track === track)
  if (row === undefined) return
  const { top, height: rowHeight } = row
  context.fillStyle = INK.strong
  context.fillRect(Math.round(x) - 1, top + 1, 2, rowHeight - 3)
  const grip = Math.min(12, rowHeight / 2)
  context.fillRect(Math.round(x) - 2.5, top + (rowHeight - grip) / 2 - 0.5, 5, grip)
}

/** Null where it lies outside of what is shown. Far outside of it nothing is drawn: canvases grow inexact there. */
function boxOf({ from, to }: Interval, top: number, height: number, { axis }: Rows): Box | null {
  if (to <= from || to < axis.from || from > endOfAxis(axis)) return null
  const left = Math.max(-4, Math.round(xOf(axis, from)))
  const right = Math.min(axis.width + 4, Math.round(xOf(axis, to)))
  return { x: left, y: top, width: Math.max(2, right - left), height: height - 1 }
}

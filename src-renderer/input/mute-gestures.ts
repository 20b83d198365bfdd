// Drags on the tracks' rows: paint mutes over what is heard, erase over what is muted, move an edge.
import type { MuteKind, TrackNumber } from '../../src-common/domain/device/device'
import { intervalAt, type Interval } from '../../src-common/domain/model/intervals'
import type { Project } from '../../src-common/domain/model/project'
import { snap, snapDown } from '../../src-common/domain/time/grid'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { Gesture, Point } from './gesture'

export type RowsContext = {
  readonly project: Project
  readonly kind: MuteKind
  readonly grid: Tick
  readonly rowHeight: number
  readonly ticksPerPixel: number
  readonly tickOf: (x: number) => number
  readonly choose: (track: TrackNumber) => void
}

const EDGE_PIXELS = 6
const FINEST: Tick = 1

export type RowHit =
  | { readonly type: 'edge'; readonly track: TrackNumber; readonly region: Interval; readonly edge: 'from' | 'to' }
  | { readonly type: 'muted' | 'heard'; readonly track: TrackNumber }
  | { readonly type: 'none' }

/** What lies under a point: edges come first, since they are hard to hit. */
export function hitRow({ project, kind, rowHeight, ticksPerPixel, tickOf }: RowsContext, { x, y }: Point): RowHit {
  const number = Math.floor(y / rowHeight)
  const track = project.tracks[number]
  if (track === undefined) return { type: 'none' }
  const reach = EDGE_PIXELS * ticksPerPixel
  const tick = tickOf(x)
  for (const region of track.mutes[kind]) {
    const edge = Math.abs(tick - region.from) <= reach ? 'from' : Math.abs(tick - region.to) <= reach ? 'to' : null
    if (edge !== null) return { type: 'edge', track: number, region, edge }
  }
  return { type: intervalAt(track.mutes[kind], tick) === null ? 'heard' : 'muted', track: number }
}

export function rowCursor(hit: RowHit): string {
  if (hit.type === 'edge') return 'ew-resize'
  return hit.type === 'none' ? 'default' : 'crosshair'
}

export function rowGesture(context: RowsContext, start: Point): Gesture | null {
  const hit = hitRow(context, start)
  if (hit.type === 'none') return null
  const click = (): void => {
    context.choose(hit.track)
  }
  if (hit.type === 'edge') return { ...edgeGesture(context, hit), click }
  return { ...paintGesture(context, start, hit.track, hit.type === 'heard'), click }
}

function edgeGesture(context: RowsContext, { track, region, edge }: RowHit & { readonly type: 'edge' }): Gesture {
  const inside = region.from
  return {
    at: ({ x }, { alt }) => {
      const to = Math.max(0, snap(context.tickOf(x), alt ? FINEST : context.grid))
      return { type: 'moveMuteEdge', track, kind: context.kind, inside, edge, to }
    },
  }
}

/** Whole cells of the grid, from the one where it began to the one under the pointer; all tracks between, too. */
function paintGesture(context: RowsContext, start: Point, first: TrackNumber, mutes: boolean): Gesture {
  return {
    at: ({ x, y }, { alt }) => {
      const grid = alt ? FINEST : context.grid
      const [left, right] = [context.tickOf(start.x), context.tickOf(x)].sort((a, b) => a - b)
      const from = Math.max(0, snapDown(left ?? 0, grid))
      const to = Math.max(from + grid, snapDown((right ?? 0) + grid - 1, grid))
      const last = Math.min(context.project.tracks.length - 1, Math.max(0, Math.floor(y / context.rowHeight)))
      const [top, bottom] = [Math.min(first, last), Math.max(first, last)]
      const tracks = Array.from({ length: bottom - top + 1 }, (_, index) => top + index)
      return { type: mutes ? 'paintMutes' : 'eraseMutes', tracks, kind: context.kind, from, to }
    },
  }
}

// What lies under a point of the mute lanes. Points meet regions as they are shown, and find them as they are kept.
import type { MuteKind, TrackNumber } from '../../src-common/domain/device/device'
import type { RegionRef } from '../../src-common/domain/edit/mute-commands'
import { shownRegion } from '../../src-common/domain/edit/mute-regions'
import { intervalAt, type Interval } from '../../src-common/domain/model/intervals'
import { mutesOf } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { Point } from './gesture'
import type { LanesContext } from './lanes-context'

type Edge = 'from' | 'to'

export type LaneHit =
  /** `at` is where the edge is shown, `region` is kept. */
  | {
      readonly type: 'edge'
      readonly ref: RegionRef
      readonly region: Interval
      readonly edge: Edge
      readonly at: Tick
    }
  | { readonly type: 'region'; readonly ref: RegionRef; readonly region: Interval }
  | { readonly type: 'empty'; readonly track: TrackNumber }
  | { readonly type: 'none' }

const EDGE_PIXELS = 6
const COARSE_PIXELS = 14

/** Edges come first, since they are hard to hit, and the layer that is edited before the other. */
export function hitLanes(context: LanesContext, { x, y }: Point): LaneHit {
  const track = context.trackAt(y)
  if (track === null) return { type: 'none' }
  const tick = context.tickOf(x)
  const other: MuteKind = context.kind === 'global' ? 'pattern' : 'global'
  const kinds = context.tool === 'select' ? [context.kind, other] : [context.kind]
  for (const kind of kinds) {
    const hit = hitLane(context, track, kind, tick)
    if (hit !== null) return hit
  }
  return { type: 'empty', track }
}

function hitLane(context: LanesContext, track: TrackNumber, kind: MuteKind, tick: number): LaneHit | null {
  const { project, ticksPerPixel, coarse } = context
  const reach = (coarse ? COARSE_PIXELS : EDGE_PIXELS) * ticksPerPixel
  const near = (project.tracks[track]?.mutes[kind] ?? [])
    .map((region) => ({ region, shown: shownRegion(project, region) }))
    .filter(({ shown: { from, to } }) => from < to && tick >= from - reach && tick <= to + reach)
  const isEdge = edgesOf(context, track, kind)
  const [edge] = near
    .flatMap(({ region, shown }) =>
      (['from', 'to'] as const).map((name) => ({ region, shown, edge: name, at: shown[name] })),
    )
    .filter(({ at, shown }) => isEdge(at) && Math.abs(at - tick) <= reachOf(shown, tick, reach))
    .sort((a, b) => Math.abs(a.at - tick) - Math.abs(b.at - tick))
  const refOf = (region: Interval): RegionRef => ({ track, kind, inside: region.from })
  if (edge !== undefined)
    return { type: 'edge', ref: refOf(edge.region), region: edge.region, edge: edge.edge, at: edge.at }
  const inside = near.find(({ shown: { from, to } }) => tick >= from && tick < to)
  return inside === undefined ? null : { type: 'region', ref: refOf(inside.region), region: inside.region }
}

/** Regions that a view shows as one have no edges between them. */
function edgesOf({ project }: LanesContext, track: TrackNumber, kind: MuteKind): (at: Tick) => boolean {
  const kept = project.tracks[track]
  const lane = kept === undefined ? [] : mutesOf(project, kept)[kind]
  return (at) => {
    const region = intervalAt(lane, at) ?? intervalAt(lane, at - 1)
    return region?.from === at || region?.to === at
  }
}

/** Inside of a short region its edges leave room to grab it. */
function reachOf({ from, to }: Interval, tick: number, reach: number): number {
  return tick > from && tick < to ? Math.min(reach, (to - from) / 3) : reach
}

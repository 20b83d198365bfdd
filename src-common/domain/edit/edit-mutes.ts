// Edits of mute lanes: all of them are set algebra on intervals.
import { MUTE_KINDS, type MuteKind, type TrackNumber } from '../device/device'
import { clip, intervalAt, intervals, subtract, union, type Interval, type Intervals } from '../model/intervals'
import { drawn, drawnRegion } from '../model/mute-view'
import type { Project, Track } from '../model/project'
import { regionAt, stopped } from './mute-regions'
import type {
  MoveMuteEdges,
  MoveMutes,
  QuantizeMutes,
  RegionRef,
  SpanOfKind,
  SpanOfLanes,
  SplitMutes,
} from './mute-commands'

/** Mutes, or unmutes, a span of several tracks. */
export function paintMutes(project: Project, { tracks, kind, ...span }: SpanOfKind, muted: boolean): Project {
  const stroke = strokeOf(span)
  return withLanes(project, tracks, [kind], (lane) =>
    muted ? union(lane, stroke) : withoutScraps(project, lane, subtract(lane, stroke)),
  )
}

export function invertMutes(project: Project, { tracks, kinds, ...span }: SpanOfLanes): Project {
  const stroke = strokeOf(span)
  return withLanes(project, tracks, kinds, (lane) =>
    withoutScraps(project, lane, union(subtract(lane, stroke), subtract(stroke, lane))),
  )
}

export function joinMutes(project: Project, { tracks, kinds, ...span }: SpanOfLanes): Project {
  return withLanes(project, tracks, kinds, (lane) => {
    const inside = clip(lane, span)
    const [first, last] = [inside[0], inside.at(-1)]
    return first === undefined || last === undefined ? lane : union(lane, [{ from: first.from, to: last.to }])
  })
}

export function splitMutes(project: Project, { tracks, kinds, at, gap }: SplitMutes): Project {
  return withLanes(project, tracks, kinds, (lane) => {
    const region = intervalAt(lane, at)
    if (region === null || region.from === at) return lane
    return withoutScraps(project, lane, subtract(lane, [{ from: at, to: Math.min(at + gap, region.to) }]))
  })
}

/** Dragged onto its other edge, a region is gone; over a neighbour, the two become one. */
export function moveMuteEdges(project: Project, { regions, edge, by }: MoveMuteEdges): Project {
  return withRegions(project, regions, (region) =>
    edge === 'from'
      ? { from: Math.max(0, region.from + by), to: region.to }
      : { from: region.from, to: region.to + by },
  )
}

/** As one body: where the first would go before the start, or out of the tracks, all stop there. */
export function moveMutes(project: Project, { regions, by, trackBy, kind, copy }: MoveMutes): Project {
  const found = regions.flatMap((each) => {
    const region = regionAt(project, each)
    return region === null ? [] : [{ ...each, region }]
  })
  if (found.length === 0) return project
  const tracks = found.map(({ track }) => track)
  const move = stopped(project, tracks, Math.min(...found.map(({ region }) => region.from)), { by, trackBy })
  const lifted = copy ? project : deleteMutes(project, regions)
  return found.reduce((next, { track, kind: own, region: { from, to } }) => {
    const moved = { from: from + move.by, to: to + move.by }
    return withLanes(next, [track + move.trackBy], [kind ?? own], (lane) => union(lane, [moved]))
  }, lifted)
}

export const deleteMutes = (project: Project, regions: readonly RegionRef[]): Project =>
  withRegions(project, regions, () => null)

/** Edges that lie in the span; a region that becomes empty is gone. */
export function quantizeMutes(project: Project, { tracks, kinds, from, to, ...view }: QuantizeMutes): Project {
  const edge = (tick: number): number => (tick >= from && tick <= to ? drawn(tick, view) : tick)
  return withLanes(project, tracks, kinds, (lane) =>
    intervals(lane.map((each) => ({ from: edge(each.from), to: edge(each.to) }))),
  )
}

/** Each of the regions made another, or none, all at once. */
function withRegions(
  project: Project,
  regions: readonly RegionRef[],
  change: (region: Interval) => Interval | null,
): Project {
  return MUTE_KINDS.reduce((next, kind) => {
    const tracks = [...new Set(regions.filter((each) => each.kind === kind).map(({ track }) => track))]
    return tracks.reduce((changed, track) => {
      const own = regions.filter((each) => each.kind === kind && each.track === track)
      return withLanes(changed, [track], [kind], (lane) => {
        const found = intervals(own.flatMap(({ inside }) => intervalAt(lane, inside) ?? []))
        const next = union(subtract(lane, found), intervals(found.flatMap((region) => change(region) ?? [])))
        return withoutScraps(project, lane, next)
      })
    }, next)
  }, project)
}

const strokeOf = ({ from, to }: Interval): Intervals =>
  intervals([{ from: Math.max(0, Math.min(from, to)), to: Math.max(from, to) }])

/** What of a lane an edit left so short that the view shows it as gone is gone; what was out of view before stays. */
export function withoutScraps({ muteView }: Project, before: Intervals, after: Intervals): Intervals {
  if (muteView === null) return after
  const there = new Set(before.map(nameOf))
  return after.filter((region) => {
    const { from, to } = drawnRegion(region, muteView)
    return from < to || there.has(nameOf(region))
  })
}

const nameOf = ({ from, to }: Interval): string => `${String(from)} ${String(to)}`

const withLanes = (
  project: Project,
  tracks: readonly TrackNumber[],
  kinds: readonly MuteKind[],
  change: (lane: Intervals) => Intervals,
): Project =>
  withTracks(project, tracks, (track) =>
    kinds.reduce((next, kind) => withLane(next, kind, change(next.mutes[kind])), track),
  )

/** The track with another lane; itself if the lane is the same. */
export function withLane(track: Track, kind: MuteKind, lane: Intervals): Track {
  return sameIntervals(track.mutes[kind], lane) ? track : { ...track, mutes: { ...track.mutes, [kind]: lane } }
}

const sameIntervals = (a: Intervals, b: Intervals): boolean =>
  a.length === b.length && a.every((each, i) => each.from === b[i]?.from && each.to === b[i].to)

/** The project with some of its tracks changed; itself if none was. */
export function withTracks(
  project: Project,
  numbers: readonly TrackNumber[],
  change: (track: Track) => Track,
): Project {
  const tracks = project.tracks.map((track, number) => (numbers.includes(number) ? change(track) : track))
  return tracks.every((track, number) => track === project.tracks[number]) ? project : { ...project, tracks }
}

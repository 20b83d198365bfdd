// Edits of mute lanes: all of them are set algebra on intervals.
import type { MuteKind, TrackNumber } from '../device/device'
import { intervalAt, intervals, subtract, union, type Interval, type Intervals } from '../model/intervals'
import type { Project, Track } from '../model/project'
import type { Tick } from '../time/ticks'

export type PaintMutes = {
  readonly tracks: readonly TrackNumber[]
  readonly kind: MuteKind
  readonly from: Tick
  readonly to: Tick
}

export type MoveEdge = {
  readonly track: TrackNumber
  readonly kind: MuteKind
  /** Any tick of the region whose edge moves. */
  readonly inside: Tick
  readonly edge: 'from' | 'to'
  readonly to: Tick
}

/** Mutes, or unmutes, a span of several tracks. */
export function paintMutes(project: Project, { tracks, kind, from, to }: PaintMutes, muted: boolean): Project {
  const stroke = intervals([{ from: Math.max(0, Math.min(from, to)), to: Math.max(from, to) }])
  const change = (lane: Intervals): Intervals => (muted ? union(lane, stroke) : subtract(lane, stroke))
  return withTracks(project, tracks, (track) => withLane(track, kind, change(track.mutes[kind])))
}

/** Moves one edge of a region. Dragged onto its other edge, the region is gone; over a neighbour, the two become one. */
export function moveEdge(project: Project, { track, kind, inside, edge, to }: MoveEdge): Project {
  return withTracks(project, [track], (each) => {
    const region = intervalAt(each.mutes[kind], inside)
    if (region === null) return each
    const moved: Interval = edge === 'from' ? { from: Math.max(0, to), to: region.to } : { from: region.from, to }
    return withLane(each, kind, union(subtract(each.mutes[kind], [region]), intervals([moved])))
  })
}

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

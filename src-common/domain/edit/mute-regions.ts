// The muted regions of lanes, as selections and gestures refer to them.
import { MUTE_KINDS, type MuteKind, type TrackNumber } from '../device/device'
import { intervalAt, type Interval } from '../model/intervals'
import { drawnRegion } from '../model/mute-view'
import type { Project } from '../model/project'
import type { Tick } from '../time/ticks'
import type { RegionRef } from './mute-commands'

/** The region that is meant, as it is kept; null where there is none. */
export function regionAt(project: Project, { track, kind, inside }: RegionRef): Interval | null {
  const lane = project.tracks[track]?.mutes[kind]
  return lane === undefined ? null : intervalAt(lane, inside)
}

/** A region as it is shown; it may be empty. */
export const shownRegion = ({ muteView }: Project, region: Interval): Interval =>
  muteView === null ? region : drawnRegion(region, muteView)

/** All regions of some tracks, or those that are shown in a span. */
export function regionsOf(
  project: Project,
  tracks: readonly TrackNumber[],
  kinds: readonly MuteKind[] = MUTE_KINDS,
  span: Interval = { from: 0, to: Infinity },
): readonly RegionRef[] {
  return tracks.flatMap((track) =>
    kinds.flatMap((kind) =>
      (project.tracks[track]?.mutes[kind] ?? []).flatMap((region) => {
        const { from, to } = shownRegion(project, region)
        return from < to && from < span.to && to > span.from ? [{ track, kind, inside: region.from }] : []
      }),
    ),
  )
}

export const isSameRegion = (project: Project, a: RegionRef, b: RegionRef): boolean =>
  a.track === b.track && a.kind === b.kind && regionAt(project, a)?.from === regionAt(project, b)?.from

/** From the first begin to the last end of regions; null where there are none. */
export function spanOfRegions(project: Project, regions: readonly RegionRef[]): Interval | null {
  const found = regions.flatMap((each) => regionAt(project, each) ?? [])
  if (found.length === 0) return null
  return { from: Math.min(...found.map(({ from }) => from)), to: Math.max(...found.map(({ to }) => to)) }
}

type Move = { readonly by: Tick; readonly trackBy: number }

/** How far things from `from` on move as one body: to the start, the first and the last track at the furthest. */
export function stopped(project: Project, tracks: readonly TrackNumber[], from: Tick, { by, trackBy }: Move): Move {
  const down = Math.max(trackBy, -Math.min(...tracks))
  return { by: Math.max(by, -from), trackBy: Math.min(down, project.tracks.length - 1 - Math.max(...tracks)) }
}

/** Where regions are found after they were moved. */
export function movedRegions(project: Project, regions: readonly RegionRef[], move: Move): readonly RegionRef[] {
  const found = regions.filter((each) => regionAt(project, each) !== null)
  const span = spanOfRegions(project, found)
  if (span === null) return []
  const tracks = found.map(({ track }) => track)
  const { by, trackBy } = stopped(project, tracks, span.from, move)
  return found.map(({ track, kind, inside }) => ({ track: track + trackBy, kind, inside: inside + by }))
}

/** Where regions are found after one of their edges was moved. */
export function pulledRegions(
  project: Project,
  regions: readonly RegionRef[],
  edge: 'from' | 'to',
  by: Tick,
): readonly RegionRef[] {
  return regions.flatMap((each) => {
    const region = regionAt(project, each)
    return region === null ? [] : [{ ...each, inside: edge === 'from' ? Math.max(0, region.from + by) : region.from }]
  })
}

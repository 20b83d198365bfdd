// Edits of controller lanes.
import { controlPoints, type ControlPoint, type ControllerLane, type ControllerTarget } from '../model/controllers'
import type { Interval } from '../model/intervals'
import type { Track } from '../model/project'
import { thinned } from './thin-points'

/** The track with the points of a span of a lane replaced; the lane comes into being, and what held after the span holds there. */
export function withPoints(
  track: Track,
  target: ControllerTarget,
  { from, to }: Interval,
  points: readonly ControlPoint[],
): Track {
  const lane = track.controllers.find((each) => each.target === target)
  const before = lane?.points ?? []
  const resumed = before.findLast(({ tick }) => tick <= to)
  const next = controlPoints(target, [
    ...before.filter(({ tick }) => tick < from),
    ...points.filter(({ tick }) => tick >= from && tick < to),
    ...(resumed === undefined || to === Infinity ? [] : [{ ...resumed, tick: to }]),
    ...before.filter(({ tick }) => tick >= to),
  ])
  return withLaneOf(track, {
    target,
    points: meaningful(
      next,
      before.filter(({ tick }) => tick < from || tick >= to),
    ),
  })
}

/** Points that say nothing, since their value holds already, are left out where they were not there before. */
function meaningful(points: readonly ControlPoint[], before: readonly ControlPoint[]): readonly ControlPoint[] {
  const known = new Set(before.map(({ tick }) => tick))
  return points.filter(({ tick, value }, index) => known.has(tick) || points[index - 1]?.value !== value)
}

/** The track without a lane. */
export function withoutLane(track: Track, target: ControllerTarget): Track {
  const controllers = track.controllers.filter((lane) => lane.target !== target)
  return controllers.length === track.controllers.length ? track : { ...track, controllers }
}

/** The track with fewer points in a span of a lane, none further than `tolerance` from what was there. */
export function withThinned(track: Track, target: ControllerTarget, { from, to }: Interval, tolerance: number): Track {
  const points = track.controllers.find((lane) => lane.target === target)?.points ?? []
  const before = points.filter(({ tick }) => tick < from)
  const inside = points.filter(({ tick }) => tick >= from && tick < to)
  const fewer = thinned(inside, tolerance, before.at(-1)?.value ?? null)
  if (fewer.length === inside.length) return track
  return withLaneOf(track, { target, points: [...before, ...fewer, ...points.filter(({ tick }) => tick >= to)] })
}

/** The track with a lane in place of the one with its target, or with one more. */
function withLaneOf(track: Track, lane: ControllerLane): Track {
  const index = track.controllers.findIndex(({ target }) => target === lane.target)
  if (index < 0 && lane.points.length === 0) return track
  return { ...track, controllers: index < 0 ? [...track.controllers, lane] : track.controllers.with(index, lane) }
}

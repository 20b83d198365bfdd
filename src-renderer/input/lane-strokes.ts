// The pen on mute lanes: paints over what is heard and erases over what is muted; a double click is one cell of it.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { Gesture, Point } from './gesture'
import { hitLanes, type LaneHit } from './hit-lanes'
import { cells, gridOf, type LanesContext } from './lanes-context'

/** Whole cells of the grid, from the one where it began to the one under the pointer; all tracks between, too. */
export function strokeGesture(context: LanesContext, start: Point, first: TrackNumber, mutes: boolean): Gesture {
  const begin = context.tickOf(start.x)
  return {
    at: ({ x, y }, { alt, shift }) => ({
      type: mutes ? 'paintMutes' : 'eraseMutes',
      tracks: shift ? [first] : context.tracksBetween(first, context.nearestTrack(y)),
      kind: context.kind,
      ...cells(begin, context.tickOf(x), gridOf(context, { alt })),
    }),
    click: () => {
      context.choose(first)
    },
    double: () => cellEdit(context, start, hitLanes(context, start)),
    cursor: () => 'crosshair',
  }
}

/** A muted cell where there was none; the region under the point, deleted. */
export function cellEdit(context: LanesContext, { x }: Point, hit: LaneHit): ReturnType<Gesture['at']> {
  if (hit.type === 'none') return null
  if (hit.type !== 'empty') return { type: 'deleteMutes', regions: [hit.ref] }
  const tick = context.tickOf(x)
  return { type: 'paintMutes', tracks: [hit.track], kind: context.kind, ...cells(tick, tick, context.grid) }
}

// Drags that choose on the mute lanes, a span of tracks or the regions in it, and that move what a chosen span holds.
import { regionsOf, stopped } from '../../src-common/domain/edit/mute-regions'
import { ALL_PARTS } from '../../src-common/domain/model/slice'
import type { Gesture, Point } from './gesture'
import { hitLanes } from './hit-lanes'
import { drift } from './lane-regions'
import { cellEdit } from './lane-strokes'
import { cells, gridOf, type LaneRange, type LanesContext } from './lanes-context'

/** A span of tracks, snapped to the grid; with Ctrl or Cmd, the regions that it touches. */
export function chooseGesture(context: LanesContext, start: Point): Gesture {
  const { project, selection } = context
  const [begin, track] = [context.tickOf(start.x), context.nearestTrack(start.y)]
  return {
    at: () => null,
    move: ({ x, y }, { alt, command }) => {
      context.choose(track)
      const tracks = context.tracksBetween(track, context.nearestTrack(y))
      const span = cells(begin, context.tickOf(x), gridOf(context, { alt }))
      if (!command) context.select({ type: 'range', tracks, ...span })
      else context.select({ type: 'mutes', regions: regionsOf(project, tracks, [context.kind], span) })
    },
    click: ({ shift }) => {
      context.choose(track)
      context.select(
        shift && selection.type === 'range' ? extended(context, selection, begin, track) : { type: 'none' },
      )
    },
    double: () => cellEdit(context, start, hitLanes(context, start)),
    cursor: () => 'crosshair',
    cancel: () => {
      context.select(selection)
    },
  }
}

/** The range with the cell at a tick, and its track, taken in. */
function extended(context: LanesContext, { tracks, from, to }: LaneRange, tick: number, track: number): LaneRange {
  const cell = cells(tick, tick, context.grid)
  return {
    type: 'range',
    tracks: [...new Set(tracks.flatMap((each) => context.tracksBetween(each, track)))],
    from: Math.min(from, cell.from),
    to: Math.max(to, cell.to),
  }
}

/** The range under a point; null where none is. */
export function rangeAt({ selection, tickOf, trackAt }: LanesContext, { x, y }: Point): LaneRange | null {
  const track = trackAt(y)
  if (selection.type !== 'range' || track === null || !selection.tracks.includes(track)) return null
  const tick = tickOf(x)
  return tick >= selection.from && tick < selection.to ? selection : null
}

/** Everything that lies in the range goes with it. */
export function rangeGesture(context: LanesContext, start: Point, range: LaneRange, clicked: Gesture): Gesture {
  const moveTo = drift(context, start)
  const { tracks, from, to } = range
  return {
    at: (point, modifiers) => {
      const { by, trackBy } = stopped(context.project, tracks, from, moveTo(point, modifiers))
      const moved = tracks.map((track) => track + trackBy)
      context.select({ type: 'range', tracks: moved, from: from + by, to: to + by })
      if (by === 0 && trackBy === 0) return null
      return { type: 'moveRange', tracks, parts: ALL_PARTS, from, to, by, trackBy, copy: modifiers.command }
    },
    click: (modifiers) => clicked.click?.(modifiers),
    double: (modifiers) => clicked.double?.(modifiers) ?? null,
    cursor: ({ command }) => (command ? 'copy' : 'grabbing'),
    cancel: () => {
      context.select(range)
    },
  }
}

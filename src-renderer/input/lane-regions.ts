// Drags of muted regions: all chosen ones move together, over time and tracks, and so do their edges.
import type { RegionRef } from '../../src-common/domain/edit/mute-commands'
import { isSameRegion, movedRegions, pulledRegions } from '../../src-common/domain/edit/mute-regions'
import { snap } from '../../src-common/domain/time/grid'
import type { Gesture, Modifiers, Point } from './gesture'
import type { LaneHit } from './hit-lanes'
import { cellEdit } from './lane-strokes'
import { gridOf, snapped, type LanesContext } from './lanes-context'

type RegionHit = Extract<LaneHit, { readonly type: 'region' }>
type EdgeHit = Extract<LaneHit, { readonly type: 'edge' }>

const chosenRegions = ({ selection }: LanesContext): readonly RegionRef[] =>
  selection.type === 'mutes' ? selection.regions : []

const isChosen = (context: LanesContext, ref: RegionRef): boolean =>
  chosenRegions(context).some((each) => isSameRegion(context.project, each, ref))

/** Those that go with the one that is held. */
const held = (context: LanesContext, ref: RegionRef): readonly RegionRef[] =>
  isChosen(context, ref) ? chosenRegions(context) : [ref]

/** A drag of a region keeps its distance from the grid; an edge comes onto the grid. */
export function regionGesture(context: LanesContext, start: Point, hit: RegionHit): Gesture {
  const regions = held(context, hit.ref)
  const moveTo = drift(context, start)
  return {
    at: (point, modifiers) => {
      const move = moveTo(point, modifiers)
      context.select({ type: 'mutes', regions: movedRegions(context.project, regions, move) })
      if (move.by === 0 && move.trackBy === 0) return null
      return { type: 'moveMutes', regions, ...move, kind: null, copy: modifiers.command }
    },
    click: ({ shift, command }) => {
      context.choose(hit.ref.track)
      context.select({ type: 'mutes', regions: shift || command ? toggled(context, hit.ref) : [hit.ref] })
    },
    double: () => {
      context.select({ type: 'none' })
      return cellEdit(context, start, hit)
    },
    cursor: ({ command }) => (command ? 'copy' : 'grabbing'),
    cancel: () => {
      context.select(context.selection)
    },
  }
}

export function edgeGesture(context: LanesContext, start: Point, hit: EdgeHit): Gesture {
  const regions = held(context, hit.ref)
  const { edge, region } = hit
  const several = isChosen(context, hit.ref)
  const off = hit.at - context.tickOf(start.x)
  return {
    at: ({ x }, modifiers) => {
      const by = snapped(context.tickOf(x) + off, gridOf(context, modifiers)) - region[edge]
      if (several) context.select({ type: 'mutes', regions: pulledRegions(context.project, regions, edge, by) })
      return by === 0 ? null : { type: 'moveMuteEdges', regions, edge, by }
    },
    click: ({ shift, command }) => {
      context.choose(hit.ref.track)
      if (context.tool === 'select')
        context.select({ type: 'mutes', regions: shift || command ? toggled(context, hit.ref) : [hit.ref] })
    },
    double: () => cellEdit(context, start, hit),
    cursor: () => 'ew-resize',
    cancel: () => {
      if (several) context.select(context.selection)
    },
  }
}

function toggled(context: LanesContext, ref: RegionRef): readonly RegionRef[] {
  const chosen = chosenRegions(context)
  const others = chosen.filter((each) => !isSameRegion(context.project, each, ref))
  return others.length < chosen.length ? others : [...chosen, ref]
}

/** How far a point lies from where a drag began, in steps of the grid and in tracks; with Shift in one direction only. */
export function drift(
  context: LanesContext,
  start: Point,
): (point: Point, modifiers: Modifiers) => { readonly by: number; readonly trackBy: number } {
  const [tick, track] = [context.tickOf(start.x), context.nearestTrack(start.y)]
  return ({ x, y }, modifiers) => {
    const ticks = context.tickOf(x) - tick
    const tracks = context.nearestTrack(y) - track
    const sideways = Math.abs(ticks) / context.ticksPerPixel >= Math.abs(tracks) * ROW_PIXELS
    const free = !modifiers.shift
    return {
      by: free || sideways ? snap(ticks, gridOf(context, modifiers)) : 0,
      trackBy: free || !sideways ? tracks : 0,
    }
  }
}

/** How far sideways counts as much as a row. */
const ROW_PIXELS = 24

// What can be done with what is chosen on the mute lanes: with muted regions, and with spans of tracks.
import { MUTE_KINDS, type MuteKind, type TrackNumber } from '../../src-common/domain/device/device'
import type { RegionRef } from '../../src-common/domain/edit/mute-commands'
import { movedRegions, regionAt, regionsOf, spanOfRegions, stopped } from '../../src-common/domain/edit/mute-regions'
import { intervals, shift, type Interval } from '../../src-common/domain/model/intervals'
import { endOf } from '../../src-common/domain/model/project'
import { ALL_PARTS, sliceOfTracks, type Parts, type Slice } from '../../src-common/domain/model/slice'
import type { Tick } from '../../src-common/domain/time/ticks'
import { orderOf } from '../canvas/row-layout'
import type { AppState } from '../state/app-state.svelte'
import { NOTHING } from '../state/selection'
import { playheadTick } from './note-edits'

const MUTES_ONLY: Parts = { mutes: true, notes: false, controllers: false }

/** A piece of some tracks, and which of its contents were meant. */
type LanePiece = { readonly slice: Slice; readonly parts: Parts }

/** What commands on lanes are about: what is chosen there, else the chosen track in the loop or the whole song. */
type LaneTarget = {
  readonly tracks: readonly TrackNumber[]
  readonly kinds: readonly MuteKind[]
  readonly isChosen: boolean
} & Interval

export function laneTarget({ project, view }: AppState): LaneTarget {
  const { selection } = view
  if (selection.type === 'range') return { ...selection, kinds: [view.muteKind], isChosen: true }
  const span = selection.type === 'mutes' ? spanOfRegions(project, selection.regions) : null
  if (selection.type === 'mutes' && span !== null) {
    const kinds = MUTE_KINDS.filter((kind) => selection.regions.some((each) => each.kind === kind))
    return { tracks: tracksOf(selection.regions), kinds, isChosen: true, ...span }
  }
  // What was chosen is gone: nothing else is meant in its place.
  if (selection.type === 'mutes') return { tracks: [], kinds: [], isChosen: true, from: 0, to: 0 }
  const { from, to } = project.loop ?? { from: 0, to: endOf(project) }
  return { tracks: [view.track], kinds: [view.muteKind], isChosen: false, from, to }
}

const tracksOf = (regions: readonly RegionRef[]): readonly TrackNumber[] => [
  ...new Set(regions.map(({ track }) => track)),
]

/** A range with all that is in it; of regions nothing but themselves. */
export function copiedLanes(app: AppState): LanePiece {
  const { project, view } = app
  const { tracks, from, to } = laneTarget(app)
  const whole = sliceOfTracks(project, tracks, { from, to })
  if (view.selection.type !== 'mutes') return { slice: whole, parts: ALL_PARTS }
  const { regions } = view.selection
  const top = Math.min(...tracks)
  const lane = (track: TrackNumber, kind: MuteKind): readonly Interval[] => {
    const own = regions.filter((each) => each.track === track && each.kind === kind)
    return shift(intervals(own.flatMap((each) => regionAt(project, each) ?? [])), -from)
  }
  const slice = {
    ...whole,
    tracks: whole.tracks.map((each, index) =>
      each === null
        ? null
        : { ...each, mutes: { global: lane(top + index, 'global'), pattern: lane(top + index, 'pattern') }, notes: [] },
    ),
  }
  return { slice, parts: MUTES_ONLY }
}

/** Lays it at the playhead, its first track on the chosen one, and chooses it. */
export function pasteLanes(app: AppState, { slice, parts }: LanePiece): void {
  const { view, project } = app
  const at = playheadTick(app)
  const track = Math.min(view.track, Math.max(0, project.tracks.length - slice.tracks.length))
  app.dispatch({ type: 'laySlice', slice, at, track, parts, mode: parts.notes ? 'replace' : 'merge' })
  const laid = slice.tracks.flatMap((each, index) => (each === null ? [] : [{ each, number: track + index }]))
  view.selection = parts.notes
    ? { type: 'range', tracks: laid.map(({ number }) => number), from: at, to: at + slice.length }
    : {
        type: 'mutes',
        regions: laid.flatMap(({ each, number }) =>
          MUTE_KINDS.flatMap((kind) =>
            each.mutes[kind].map(({ from }) => ({ track: number, kind, inside: from + at })),
          ),
        ),
      }
}

export function deleteLanes(app: AppState): void {
  const { selection } = app.view
  if (selection.type === 'mutes') app.dispatch({ type: 'deleteMutes', regions: selection.regions })
  if (selection.type === 'range') app.dispatch({ ...selection, type: 'clearRange', parts: ALL_PARTS })
  if (selection.type === 'mutes') app.view.selection = NOTHING
}

/** Right after itself; the copy is chosen, so that it can be done again. */
export function duplicateLanes(app: AppState): void {
  const { selection } = app.view
  if (selection.type === 'range') {
    const { tracks, from, to } = selection
    app.dispatch({ type: 'repeatRange', tracks, from, to, parts: ALL_PARTS, times: 1 })
    app.view.selection = { ...selection, from: to, to: 2 * to - from }
  }
  if (selection.type !== 'mutes') return
  const span = spanOfRegions(app.project, selection.regions)
  if (span === null) return
  const by = Math.max(app.view.grid, Math.ceil((span.to - span.from) / app.view.grid) * app.view.grid)
  moveRegions(app, selection.regions, { by, trackBy: 0 }, true)
}

/** How many tracks on the row lies that is so many rows away, as the rows stand. */
function tracksTo({ project, view }: AppState, tracks: readonly TrackNumber[], rows: number): number {
  const track = tracks.includes(view.track) ? view.track : (tracks[0] ?? view.track)
  const order = orderOf(project.tracks.length, view.rows.order)
  return (order[order.indexOf(track) + rows] ?? track) - track
}

/** By steps of the grid, and by rows, which the chosen track follows. */
export function nudgeLanes(app: AppState, by: Tick, rows: number): void {
  const { selection } = app.view
  const { tracks, from, to, isChosen } = laneTarget(app)
  if (!isChosen || tracks.length === 0) return
  const move = stopped(app.project, tracks, from, { by, trackBy: tracksTo(app, tracks, rows) })
  if (move.by === 0 && move.trackBy === 0) return
  app.view.track += move.trackBy
  if (selection.type === 'mutes') moveRegions(app, selection.regions, move, false)
  if (selection.type !== 'range') return
  app.dispatch({ type: 'moveRange', tracks, from, to, parts: ALL_PARTS, ...move, copy: false })
  const moved = tracks.map((track) => track + move.trackBy)
  app.view.selection = { type: 'range', tracks: moved, from: from + move.by, to: to + move.by }
}

type Move = { readonly by: Tick; readonly trackBy: number }

function moveRegions(app: AppState, regions: readonly RegionRef[], move: Move, copy: boolean): void {
  app.dispatch({ type: 'moveMutes', regions, ...move, kind: null, copy })
  app.view.selection = { type: 'mutes', regions: movedRegions(app.project, regions, move) }
}

/** Lets the tracks through for a step of the grid at the playhead. */
export function splitLanes(app: AppState): void {
  const { tracks, kinds } = laneTarget(app)
  if (tracks.length === 0) return
  app.dispatch({ type: 'splitMutes', tracks, kinds, at: playheadTick(app), gap: app.view.grid })
}

/** Mutes what lies between the regions. */
export function joinLanes(app: AppState): void {
  const { tracks, kinds, from, to } = laneTarget(app)
  if (tracks.length === 0) return
  app.dispatch({ type: 'joinMutes', tracks, kinds, from, to })
}

/** Of regions nothing is left: their span stays chosen, so that it can be inverted back. */
export function invertLanes(app: AppState): void {
  const { tracks, kinds, from, to } = laneTarget(app)
  const [kind, other] = kinds
  if (tracks.length === 0 || kind === undefined) return
  app.dispatch({ type: 'invertMutes', tracks, kinds, from, to })
  if (app.view.selection.type !== 'mutes' || other !== undefined) return
  app.view.muteKind = kind
  app.view.selection = { type: 'range', tracks, from, to }
}

const otherLayer = (kind: MuteKind): MuteKind => (kind === 'global' ? 'pattern' : 'global')

export function switchLayer({ view }: AppState): void {
  view.muteKind = otherLayer(view.muteKind)
}

/** The regions that commands on whole regions are about. */
function regionsMeant({ project, view: { selection, muteKind } }: AppState): readonly RegionRef[] {
  if (selection.type === 'mutes') return selection.regions.filter((each) => regionAt(project, each) !== null)
  return selection.type === 'range' ? regionsOf(project, selection.tracks, [muteKind], selection) : []
}

export const hasRegions = (app: AppState): boolean => regionsMeant(app).length > 0

/** To the one that the first of them is not in. */
export function toOtherLayer(app: AppState): void {
  const [first] = regionsMeant(app)
  if (first !== undefined) toLayer(app, otherLayer(first.kind))
}

/** They are chosen where they came to, and that layer is the one that is edited. */
export function toLayer(app: AppState, kind: MuteKind): void {
  const regions = regionsMeant(app)
  if (regions.length === 0) return
  app.dispatch({ type: 'moveMutes', regions, by: 0, trackBy: 0, kind, copy: false })
  app.view.muteKind = kind
  app.view.selection = { type: 'mutes', regions: regions.map((each) => ({ ...each, kind })) }
}

export function chooseRegions({ project, view }: AppState, tracks: readonly TrackNumber[]): void {
  const regions = regionsOf(project, tracks, [view.muteKind])
  view.selection = regions.length === 0 ? NOTHING : { type: 'mutes', regions }
}

/** For good, as it was done the last time. */
export function quantizeLanes(app: AppState): void {
  const { tracks, kinds, from, to } = laneTarget(app)
  if (tracks.length === 0) return
  const { project, view } = app
  const { selection } = view
  app.dispatch({ type: 'quantizeMutes', tracks, kinds, from, to, ...view.muteQuantize })
  if (selection.type !== 'mutes') return
  // Their begins move; their middles are in them still.
  const middle = (each: RegionRef): Tick => {
    const span = regionAt(project, each)
    return span === null ? each.inside : (span.from + span.to) >> 1
  }
  view.selection = { type: 'mutes', regions: selection.regions.map((each) => ({ ...each, inside: middle(each) })) }
}

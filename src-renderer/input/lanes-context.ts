// What gestures on the mute lanes need to know of the page, and may do there besides edits.
import type { MuteKind, TrackNumber } from '../../src-common/domain/device/device'
import type { RegionRef } from '../../src-common/domain/edit/mute-commands'
import type { Interval } from '../../src-common/domain/model/intervals'
import type { Project } from '../../src-common/domain/model/project'
import { snap, snapDown } from '../../src-common/domain/time/grid'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { Modifiers } from './gesture'

export type LaneRange = { readonly type: 'range'; readonly tracks: readonly TrackNumber[] } & Interval

/** What can be chosen on lanes. */
export type LaneSelection =
  { readonly type: 'none' } | { readonly type: 'mutes'; readonly regions: readonly RegionRef[] } | LaneRange

export type LanesContext = {
  readonly project: Project
  /** The layer that is edited. */
  readonly kind: MuteKind
  readonly tool: 'draw' | 'select'
  readonly grid: Tick
  readonly ticksPerPixel: number
  /** By touch, edges reach further. */
  readonly coarse: boolean
  readonly selection: LaneSelection
  readonly tickOf: (x: number) => number
  /** The track whose row is at a height; null below all. */
  readonly trackAt: (y: number) => TrackNumber | null
  /** The same, but above all the first and below all the last. */
  readonly nearestTrack: (y: number) => TrackNumber
  /** The tracks from one to another, as their rows stand. */
  readonly tracksBetween: (a: TrackNumber, b: TrackNumber) => readonly TrackNumber[]
  readonly choose: (track: TrackNumber) => void
  readonly select: (selection: LaneSelection) => void
}

const FINEST: Tick = 1

export const gridOf = ({ grid }: LanesContext, { alt }: Pick<Modifiers, 'alt'>): Tick => (alt ? FINEST : grid)

export const snapped = (tick: number, grid: Tick): Tick => Math.max(0, snap(tick, grid))

/** Whole cells of the grid, from the one of a tick to the one of another; at least one. */
export function cells(a: number, b: number, grid: Tick): Interval {
  const from = Math.max(0, snapDown(Math.min(a, b), grid))
  return { from, to: Math.max(from + grid, snapDown(Math.max(a, b) + grid - 1, grid)) }
}

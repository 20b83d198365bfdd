// How a project was looked at last: kept beside it, no part of it, and never undone.

import type { ControllerTarget } from '../domain/model/controllers'
import type { Scale } from '../domain/midi/scales'

export type FollowMode = 'page' | 'smooth' | 'off'

export type ViewMemory = {
  /** The tick at the left edge, and how many ticks a pixel has. */
  readonly from: number
  readonly ticksPerPixel: number
  readonly track: number
  /** In ticks; null adapts it to the zoom. */
  readonly grid: number | null
  readonly follow: FollowMode
  readonly muteKind: 'global' | 'pattern'
  readonly tool: 'draw' | 'select'
  /** What lies below the arrangement. */
  readonly bottom: 'notes' | 'takes'
  /** Of what lies below, in pixels, without controller lanes; null goes by the window. */
  readonly bottomHeight: number | null
  readonly rows: RowsMemory
  readonly roll: RollMemory
  /** Which controller lanes are open, by the number of their track. */
  readonly controllers: Readonly<Record<string, readonly OpenLane[]>>
}

export type OpenLane = { readonly target: ControllerTarget; readonly folded: boolean }

/** How the piano roll stands. */
export type RollMemory = {
  readonly mode: 'lengths' | 'trigs'
  /** In pixels. */
  readonly rowHeight: number
  readonly topPitch: number
  readonly scale: Scale
  readonly velocities: boolean
  readonly velocityHeight: number
}

/** How the tracks' rows stand; tracks by their number. */
export type RowsMemory = {
  /** From top to bottom; tracks that are not named come after, in their own order. */
  readonly order: readonly number[]
  /** In pixels, for those that were given a height of their own. */
  readonly heights: Readonly<Record<string, number>>
  readonly folded: readonly number[]
  /** How much higher than what fits the window. */
  readonly zoom: number
}

export const USUAL_ROWS: RowsMemory = { order: [], heights: {}, folded: [], zoom: 1 }

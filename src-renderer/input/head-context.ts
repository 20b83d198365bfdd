// What gestures above the tracks need to know of the page, and may do there besides edits.
import type { Interval } from '../../src-common/domain/model/intervals'
import type { Project } from '../../src-common/domain/model/project'
import { snap } from '../../src-common/domain/time/grid'
import { PULSE, type Tick } from '../../src-common/domain/time/ticks'
import type { Modifiers } from './gesture'
import type { HeadHit } from './hit-head'

/** What can be chosen above the tracks. */
type HeadSelection =
  | { readonly type: 'none' }
  | ({ readonly type: 'range'; readonly tracks: readonly number[] } & Interval)
  | { readonly type: 'pattern'; readonly tick: Tick }
  | { readonly type: 'section' | 'marker'; readonly id: number }

export type HeadContext = {
  readonly project: Project
  readonly ticksPerPixel: number
  /** The visible grid; and that for what concerns all tracks: bars, where no grid is chosen. */
  readonly grid: Tick
  readonly bars: Tick
  /** By touch, edges reach further. */
  readonly coarse: boolean
  /** The stretch of time that is chosen. */
  readonly span: Interval | null
  /** The pattern that a drag lays. */
  readonly pattern: number
  readonly tickOf: (x: number) => number
  readonly locate: (tick: Tick) => void
  readonly select: (selection: HeadSelection) => void
  /** Says something at a tick, beside the pointer; null takes it back. */
  readonly say: (text: string | null, tick: Tick) => void
  /** Shows where what is dragged would be put in. */
  readonly showInsertion: (tick: Tick | null) => void
  /** Opens what edits it: names, tempos, which pattern. */
  readonly edit: (hit: HeadHit) => void
}

/** Without the grid: the box counts no finer. */
export const snapped = (tick: number, grid: Tick, { alt }: Pick<Modifiers, 'alt'>): Tick =>
  Math.max(0, snap(tick, alt ? PULSE : grid))

export const allTracks = ({ tracks }: Project): readonly number[] => tracks.map((_, number) => number)

export function ordered(a: Tick, b: Tick): Interval {
  return { from: Math.min(a, b), to: Math.max(a, b) }
}

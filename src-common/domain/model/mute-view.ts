// Mutes quantized as a view: what is shown and played lies on a grid, what was pressed keeps its exact tick.
import type { MuteKind } from '../device/device'
import type { Tick } from '../time/ticks'
import { intervals, type Interval, type Intervals } from './intervals'

/** `strength` in percent: 0 leaves an edge where it is, 100 puts it on the grid. */
export type MuteView = { readonly grid: Tick; readonly strength: number }

type Mutes = Readonly<Record<MuteKind, Intervals>>

/** A tick drawn to the nearest line of a grid. */
export function drawn(tick: Tick, { grid, strength }: MuteView): Tick {
  const line = Math.round(tick / grid) * grid
  return Math.round(tick + ((line - tick) * strength) / 100)
}

/** Each region with its edges drawn to the grid; it may have become empty. */
export const drawnRegion = ({ from, to }: Interval, view: MuteView): Interval => ({
  from: drawn(from, view),
  to: drawn(to, view),
})

/** Lanes as a view shows them; regions that meet become one, those that vanish are left out. */
export function heardMutes(view: MuteView | null, mutes: Mutes): Mutes {
  if (view === null) return mutes
  const kept = known.get(mutes)
  if (kept?.view.grid === view.grid && kept.view.strength === view.strength) return kept.mutes
  const shown = { global: shownLane(mutes.global, view), pattern: shownLane(mutes.pattern, view) }
  known.set(mutes, { view, mutes: shown })
  return shown
}

const shownLane = (lane: Intervals, view: MuteView): Intervals => intervals(lane.map((each) => drawnRegion(each, view)))

const known = new WeakMap<Mutes, { readonly view: MuteView; readonly mutes: Mutes }>()

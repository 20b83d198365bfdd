// The visible division of time, and the pull that it has on edits.
import { BAR, PPQ, STEP, type Tick } from './ticks'

/** Divisions from coarse to fine; all are whole ticks. */
const GRIDS: readonly Tick[] = [BAR * 16, BAR * 4, BAR, PPQ * 2, PPQ, PPQ / 2, STEP, STEP / 2]

export const snap = (tick: number, grid: Tick): Tick => Math.round(tick / grid) * grid
export const snapDown = (tick: number, grid: Tick): Tick => Math.floor(tick / grid) * grid

/** The finest division whose lines stand at least `minimum` pixels apart. */
export function gridFor(ticksPerPixel: number, minimum: number, finest: Tick = STEP / 2): Tick {
  let chosen = GRIDS[0] ?? BAR
  for (const grid of GRIDS) if (grid >= finest && grid / ticksPerPixel >= minimum) chosen = grid
  return chosen
}

// Events of which only one can be at a tick.
import type { Tick } from '../time/ticks'

/** In order, of several at one tick the last. */
export const onePerTick = <T extends { readonly tick: Tick }>(events: readonly T[]): readonly T[] =>
  [...new Map(events.map((each) => [each.tick, each])).values()].sort((a, b) => a.tick - b.tick)

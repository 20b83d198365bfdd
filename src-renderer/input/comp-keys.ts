// The bar cursor of a take's row: moved and extended by keys, as far as the take goes.
import type { Interval } from '../../src-common/domain/model/intervals'
import { BAR } from '../../src-common/domain/time/ticks'

/** Bars by number from 0: where choosing began, and where it is now. */
export type BarCursor = { readonly anchor: number; readonly head: number }

const last = ({ to }: Interval): number => Math.ceil(to / BAR) - 1
const first = ({ from }: Interval): number => Math.floor(from / BAR)
const within = (take: Interval, bar: number): number => Math.min(last(take), Math.max(first(take), bar))

/** On the bar of a tick, or the nearest one that the take has. */
export function cursorAt(take: Interval, tick: number): BarCursor {
  const bar = within(take, Math.floor(tick / BAR))
  return { anchor: bar, head: bar }
}

/** What a key makes of it; null for keys that are not its own. */
export function movedCursor(
  take: Interval,
  { anchor, head }: BarCursor,
  key: string,
  isExtending: boolean,
): BarCursor | null {
  const to: Readonly<Record<string, number>> = {
    ArrowLeft: head - 1,
    ArrowRight: head + 1,
    Home: first(take),
    End: last(take),
  }
  const wanted = to[key]
  if (wanted === undefined) return null
  const bar = within(take, wanted)
  return { anchor: isExtending ? within(take, anchor) : bar, head: bar }
}

/** The bars that are chosen, as far as the take goes. */
export const cursorSpan = (take: Interval, { anchor, head }: BarCursor): Interval => ({
  from: Math.max(take.from, Math.min(anchor, head) * BAR),
  to: Math.min(take.to, (Math.max(anchor, head) + 1) * BAR),
})

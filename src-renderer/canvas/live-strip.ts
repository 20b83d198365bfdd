// The part of a canvas that has to be painted anew while a performance is being recorded.
import type { Interval } from '../../src-common/domain/model/intervals'
import type { LiveTake } from '../../src-common/domain/record/performance'
import type { Tick } from '../../src-common/domain/time/ticks'
import { endOfAxis, xOf, type Axis } from './axis'

/** In pixels: notes shorter than they are drawn reach a little beyond the strip that they belong to. */
const OVERLAP = 2

/** `left`, `right`: in pixels; `part`: of the performance, in ticks. */
type LiveStrip = { readonly left: number; readonly right: number; readonly part: Interval }

/** What was performed since a tick and lies in view; null where nothing does. */
export function liveStrip(live: LiveTake, axis: Axis, since: Tick): LiveStrip | null {
  const left = Math.max(0, Math.floor(xOf(axis, Math.max(since, live.from))) - OVERLAP)
  const right = Math.min(axis.width, Math.ceil(xOf(axis, live.to)) + OVERLAP)
  if (right <= left) return null
  const from = axis.from + (left - OVERLAP) * axis.ticksPerPixel
  return { left, right, part: { from: Math.max(live.from, from), to: Math.min(live.to, endOfAxis(axis)) } }
}

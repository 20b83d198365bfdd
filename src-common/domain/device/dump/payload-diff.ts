// Where two reads of a pattern differ: in places, never in what they mean to the musician.
import type { KitLayout } from './kit-layout'
import type { PatternLayout } from './pattern-shape'
import { placeAt } from './place-names'

export type PayloadChange = {
  /** From the beginning of the data. */
  readonly offset: number
  /** What stands there, as far as it is known. */
  readonly name: string | null
  /** In hexadecimal. */
  readonly before: string
  readonly after: string
}

/** Beyond this many, a difference tells nothing that the first ones do not. */
const MOST_CHANGES = 200

/** The offsets in `[0, end)` that differ; what one of both does not have counts as a difference. */
export function changedOffsets(before: Uint8Array, after: Uint8Array, end: number): readonly number[] {
  const changed: number[] = []
  const last = Math.min(end, Math.max(before.length, after.length))
  for (let at = 0; at < last; at++) if (before[at] !== after[at]) changed.push(at)
  return changed
}

/** The differences, each as a whole thing: a number of two bytes is one. At most 200. */
export function namedChanges(
  before: Uint8Array,
  after: Uint8Array,
  offsets: readonly number[],
  layout: PatternLayout,
  kit: KitLayout | null,
): readonly PayloadChange[] {
  const changes: PayloadChange[] = []
  let end = -1
  for (const at of offsets) {
    if (at < end) continue
    if (changes.length === MOST_CHANGES) break
    const { from, size, name } = placeAt(layout, kit, at)
    end = from + size
    changes.push({ offset: from, name, before: hex(before.subarray(from, end)), after: hex(after.subarray(from, end)) })
  }
  return changes
}

export const hex = (bytes: ArrayLike<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')

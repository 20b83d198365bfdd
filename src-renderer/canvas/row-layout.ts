// Where each track's row stands: the order, the heights and the folds that the musician chose.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { RowsMemory } from '../../src-common/rpc/view-memory'
import { COARSE } from './head-layout'

export type Row = {
  readonly track: TrackNumber
  /** In pixels from the top of the first row. */
  readonly top: number
  readonly height: number
  readonly folded: boolean
}

/** A finger needs more than a pointer. */
const LOWEST_ROW = COARSE ? 28 : 23
const HIGHEST_ROW = 72
export const FOLDED_ROW = 11

/** The rows of `count` tracks; those without a height of their own share what room there is. */
export function layoutRows(count: number, { order, heights, folded, zoom }: RowsMemory, room: number): readonly Row[] {
  const usual = Math.round(Math.min(HIGHEST_ROW, Math.max(LOWEST_ROW, Math.floor(room / Math.max(1, count)))) * zoom)
  const rows: Row[] = []
  let top = 0
  for (const track of orderOf(count, order)) {
    const isFolded = folded.includes(track)
    const height = isFolded ? FOLDED_ROW : Math.max(LOWEST_ROW, heights[String(track)] ?? usual)
    rows.push({ track, top, height, folded: isFolded })
    top += height
  }
  return rows
}

/** Each track once: first those that were put in an order, then the others in their own. */
export function orderOf(count: number, order: readonly TrackNumber[]): readonly TrackNumber[] {
  const known = [...new Set(order)].filter((track) => track < count)
  const others = Array.from({ length: count }, (_, track) => track).filter((track) => !known.includes(track))
  return [...known, ...others]
}

/** The order with a track moved to the place of another. */
export function reordered(
  count: number,
  order: readonly TrackNumber[],
  track: TrackNumber,
  place: number,
): readonly TrackNumber[] {
  const others = orderOf(count, order).filter((each) => each !== track)
  return [...others.slice(0, place), track, ...others.slice(place)]
}

export const heightOf = (rows: readonly Row[]): number => {
  const last = rows.at(-1)
  return last === undefined ? 0 : last.top + last.height
}

/** The place of the row at a height; the first above all, the last below all. */
export function placeAt(rows: readonly Row[], y: number): number {
  const place = rows.findIndex(({ top, height }) => y < top + height)
  return place < 0 ? rows.length - 1 : Math.max(0, place)
}

/** The tracks from one place to another, whichever stands higher. */
export const tracksBetween = (rows: readonly Row[], a: number, b: number): readonly TrackNumber[] =>
  rows.slice(Math.min(a, b), Math.max(a, b) + 1).map(({ track }) => track)

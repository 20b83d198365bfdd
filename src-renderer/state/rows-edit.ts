// Changes of how the tracks' rows stand.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { RowsMemory } from '../../src-common/rpc/view-memory'

/** Folded where it was open, and the other way round. */
export function folded(rows: RowsMemory, track: TrackNumber): RowsMemory {
  const others = rows.folded.filter((each) => each !== track)
  return { ...rows, folded: others.length < rows.folded.length ? others : [...others, track] }
}

/** A height of its own, in pixels; null for that which all share. */
export function withHeight(rows: RowsMemory, track: TrackNumber, height: number | null): RowsMemory {
  const { [String(track)]: _, ...others } = rows.heights
  return { ...rows, heights: height === null ? others : { ...others, [String(track)]: height } }
}

// Which of the lists beside the canvases has the focus: keys step in the lane that one of them reads out.
import type { LaneRef } from '../state/lane-events'

/** The list of the arrangement, and that of the piano roll. */
export type ReaderId = 'lanes' | 'notes'

const readerOf = (lane: LaneRef): ReaderId => (lane.type === 'notes' ? 'notes' : 'lanes')

/** Null where the focus is elsewhere. */
export function focusedReader(): ReaderId | null {
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.laneReader : undefined
  return focused === 'lanes' || focused === 'notes' ? focused : null
}

/** Whoever reads one of the lists goes on in the other one, where that has the lane. */
export function followLane(lane: LaneRef): void {
  const focused = focusedReader()
  const wanted = readerOf(lane)
  if (focused !== null && focused !== wanted)
    document.querySelector<HTMLElement>(`[data-lane-reader=${wanted}]`)?.focus()
}

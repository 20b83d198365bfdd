// A stretch of a song that plays in one go: from a start, a locate or the seam of a loop on.
import type { Tick } from '../time/ticks'
import type { Landing, Playing } from './landings'
import type { StateEvent } from './sequence'

export type Segment = {
  readonly song: Tick
  readonly clock: Tick
  /** Song tick at which it ends. */
  readonly end: Tick
  /** The state at its begin was told; else it is yet to be, early by its leads. */
  readonly told: boolean
  readonly heard: Tick
  readonly askFrom: number
  /** What the box plays as it begins, and where it comes to change. */
  readonly first: Playing | null
  readonly landings: readonly Landing[]
}

/** Where the box comes to change before a segment is over. */
export const isWithin = ({ lands }: Landing, end: Tick): boolean => lands !== null && lands < end

/** What a pattern brings along, and is told only once it plays. */
export const ofPattern = (state: readonly StateEvent[]): readonly StateEvent[] =>
  state.filter((event) => event.type === 'mute' && event.kind === 'pattern')

/** Every driven track muted, the rest as it is. */
export const muted = (state: readonly StateEvent[]): readonly StateEvent[] =>
  state.map((event) => (event.type === 'mute' && event.kind === 'global' ? { ...event, muted: true } : event))

/** What a segment plays at a song tick, as planned. */
export function playingIn({ landings, first }: Segment, song: number): Playing | null {
  const landed = landings.findLast(({ lands }) => lands !== null && lands <= song)
  return landed === undefined ? first : { pattern: landed.pattern, tick: landed.lands ?? landed.wanted }
}

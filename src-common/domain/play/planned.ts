// A message of a replay, and in which order those of one moment leave.
import type { Bytes } from '../midi/message'

/** A message and the clock tick at which it is to leave; `why` says what asked for it. */
export type Planned = {
  readonly clock: number
  /** The clock tick from which on what it asks for is to hold. */
  readonly holds: number
  readonly bytes: Bytes
  readonly why: 'mute' | 'pattern' | 'control' | 'chase' | 'note' | 'end'
}

/** At one moment: ends first, then patterns, mutes, and at last what begins to sound. */
export const inOrder = (a: Planned, b: Planned): number =>
  a.clock - b.clock || rank(a) - rank(b) || endRank(a) - endRank(b)

const rank = ({ why }: Planned): number => (why === 'end' ? 0 : why === 'note' ? 2 : 1)

/** Ends at one moment by channel and pitch, in however many pieces they were asked for. */
const endRank = ({ why, bytes }: Planned): number => (why === 'end' ? ((bytes[0] ?? 0) << 7) | (bytes[1] ?? 0) : 0)

/** The same, not before a clock tick. */
export const atLeast = (clock: number, planned: Planned): Planned =>
  planned.clock < clock ? { ...planned, clock } : planned

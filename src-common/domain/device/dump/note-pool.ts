// The notes of a Digitakt II: records of track, step, note, velocity, length and micro timing that all tracks share.
// Source: edits on real units, OS 1.15B (digi-roll), and Digitone II.
import { POOL_RECORD, POOL_RECORDS, TRACKS } from './pattern-shape'

/** For each step of each track, where up to four records of it stand in the pattern; 0 for none. */
export type NotePool = Int32Array

export const POOL_STEPS = 128
const NOTES = 4
const FREE = 0xff
export const RECORD = { track: 0, step: 1, note: 2, velocity: 3, length: 4, micro: 5 } as const

/**
 * Looks at all records: they stand in order of creation, with gaps. The box writes four for a trig, the root and three more
 * notes; as the pool holds just four for every step there is, further ones are none of its doing.
 */
export function indexPool(payload: Uint8Array, from: number): NotePool {
  const pool = new Int32Array(TRACKS * POOL_STEPS * NOTES)
  const end = Math.min(payload.length, from + POOL_RECORDS * POOL_RECORD) - POOL_RECORD
  for (let at = from; at <= end; at += POOL_RECORD) {
    const track = payload[at] ?? FREE
    const step = payload[at + RECORD.step] ?? FREE
    if (track >= TRACKS || step >= POOL_STEPS) continue
    let slot = (track * POOL_STEPS + step) * NOTES
    const next = slot + NOTES
    while (slot < next && pool[slot] !== 0) slot++
    if (slot < next) pool[slot] = at
  }
  return pool
}

/** The root's record first; none where the trig of this step was never written. */
export function recordsOf(pool: NotePool, track: number, step: number): readonly number[] {
  const first = (track * POOL_STEPS + step) * NOTES
  return [...pool.subarray(first, first + NOTES)].filter((at) => at > 0)
}

export const hasRecord = (pool: NotePool, track: number, step: number): boolean =>
  pool[(track * POOL_STEPS + step) * NOTES] !== 0

// Finds where tracks and tail of a pattern are without a table: the swing bit of every second step shows the tracks, and
// behind them 80 parameter locks and a plausible tail have to follow. So a pattern of an operating system yet unknown can be
// read; on all 13 known versions, on real dumps, and on Digitone II it finds what is there (checked).
import type { DumpDevice } from '../pattern-dump'
import { PLOCKS, plockSize, sizeWithTail, TAIL, tailAt, TRACKS } from './pattern-shape'
import { isStepped, tailFault, type Structure } from './structure-check'

export type Geometry = Structure & { readonly hasPool: boolean }

const STEPS: Readonly<Record<DumpDevice, number>> = { digitakt: 64, digitakt2: 128 }
const FREE = 0xffff

/** Null where no structure is found. */
export function findGeometry(payload: Uint8Array, device: DumpDevice): Geometry | null {
  const steps = STEPS[device]
  const most = Math.floor((payload.length - tailAt(0, steps, false) - TAIL.end) / TRACKS)
  for (let trackSize = 2 * steps; trackSize <= most; trackSize++) {
    if (!isStepped(payload, { trackSize, steps })) continue
    for (const hasPool of [true, false]) {
      const tail = tailAt(trackSize, steps, hasPool)
      const fits = sizeWithTail(tail) <= payload.length
      if (fits && hasPlocks(payload, tail, steps) && tailFault(payload, tail) === null) {
        return { trackSize, steps, tail, hasPool }
      }
    }
  }
  return null
}

/** Each record of parameter locks is of one of the tracks, or free. */
function hasPlocks(payload: Uint8Array, tail: number, steps: number): boolean {
  const size = plockSize(steps)
  for (let at = tail - PLOCKS * size; at < tail; at += size) {
    const head = ((payload[at] ?? 0) << 8) | (payload[at + 1] ?? 0)
    if (head !== FREE && (head & 0xff) >= TRACKS) return false
  }
  return true
}

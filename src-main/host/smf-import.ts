// Imports a MIDI file in a worker with bounds on memory and time, so that no file can take the host down with it.
import type { SmfResult } from '../../src-common/domain/smf/smf-read'
import { runInWorker } from './run-in-worker'

const MOST_MEMORY_MB = 256
const MOST_MILLIS = 10_000

/** Never rejects because of the file: one that takes too long or too much is refused as any other. `bytes` stay usable. */
export function importSmf(
  bytes: Uint8Array,
  workerFile: string | URL,
  mostMillis: number = MOST_MILLIS,
): Promise<SmfResult> {
  const copy = new Uint8Array(bytes)
  const limits = { memoryMb: MOST_MEMORY_MB, millis: mostMillis }
  return runInWorker(workerFile, { data: copy, moved: copy.buffer }, limits, refuse)
}

const refuse = (reason: string): SmfResult => ({ ok: false, reason })

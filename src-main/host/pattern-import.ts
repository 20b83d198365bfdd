// Imports the patterns of a file in a worker with bounds on memory and time, so that no file can take the host down with it.
import { formatBytes } from '../../src-common/domain/base/figures'
import type { PatternFileResult } from './pattern-file'
import { runInWorker } from './run-in-worker'

export type PatternFile = { readonly name: string; readonly bytes: Uint8Array }

const MOST_MEMORY_MB = 512
const MOST_MILLIS = 20_000
/** A project of Digitakt II holds up to 400 MB of samples, packed. */
const MOST_BYTES = 512 << 20

/** Never rejects because of the file: one that takes too long or too much is refused as any other. `bytes` stay usable. */
export function importPatterns(
  { name, bytes }: PatternFile,
  workerFile: string | URL,
  mostMillis: number = MOST_MILLIS,
): Promise<PatternFileResult> {
  const refuse = (reason: string): PatternFileResult => ({ ok: false, reason: `${name}: ${reason}` })
  if (bytes.length > MOST_BYTES) {
    return Promise.resolve(
      refuse(`At most ${formatBytes(MOST_BYTES)} were expected of a file, and ${formatBytes(bytes.length)} found.`),
    )
  }
  const copy = new Uint8Array(bytes)
  const data: PatternFile = { name, bytes: copy }
  return runInWorker(workerFile, { data, moved: copy.buffer }, { memoryMb: MOST_MEMORY_MB, millis: mostMillis }, refuse)
}

// Imports a MIDI file in a worker with bounds on memory and time, so that no file can take the host down with it.
import { Worker } from 'node:worker_threads'
import type { SmfResult } from '../../src-common/domain/smf/smf-read'

const MOST_MEMORY_MB = 256
const MOST_MILLIS = 10_000

/** Never rejects because of the file: one that takes too long or too much is refused as any other. `bytes` stay usable. */
export function importSmf(
  bytes: Uint8Array,
  workerFile: string | URL,
  mostMillis: number = MOST_MILLIS,
): Promise<SmfResult> {
  return new Promise((resolve) => {
    const copy = new Uint8Array(bytes)
    const worker = new Worker(workerFile, {
      workerData: copy,
      transferList: [copy.buffer],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    })
    const finish = (result: SmfResult): void => {
      clearTimeout(timer)
      resolve(result)
      void worker.terminate()
    }
    const timer = setTimeout(() => {
      finish(refuse('The file takes too long to read.'))
    }, mostMillis)
    // These stay until the worker is gone: an error without a listener would end the host. Only the first one counts.
    worker.on('message', finish)
    worker.on('error', (error) => {
      finish(refuse(reasonOf(error)))
    })
    worker.on('exit', () => {
      finish(refuse('The file could not be read.'))
    })
  })
}

function reasonOf(error: unknown): string {
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return outOfMemory ? 'The file takes too much memory to read.' : 'The file could not be read.'
}

const refuse = (reason: string): SmfResult => ({ ok: false, reason })

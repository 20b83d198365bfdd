// Has a file that may be anything read in a thread of its own, with bounds on memory and time, so that none can take the
// host down with it.
import { Worker } from 'node:worker_threads'

export type WorkerLimits = { readonly memoryMb: number; readonly millis: number }

/** What the thread is given; its bytes are moved there, so they have to be nobody else's. */
export type WorkerInput = { readonly data: unknown; readonly moved: ArrayBuffer }

/**
 * The first message of the worker. Never rejects because of the file: one that takes too long or too much gives what
 * `refuse` makes of the reason, as one does on which the worker breaks down.
 */
export function runInWorker<Result>(
  workerFile: string | URL,
  { data, moved }: WorkerInput,
  { memoryMb, millis }: WorkerLimits,
  refuse: (reason: string) => Result,
): Promise<Result> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile, {
      workerData: data,
      transferList: [moved],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    const finish = (result: Result): void => {
      clearTimeout(timer)
      resolve(result)
      void worker.terminate()
    }
    const timer = setTimeout(() => {
      finish(refuse('The file takes too long to read.'))
    }, millis)
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

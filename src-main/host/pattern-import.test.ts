import { expect, it } from 'vitest'
import { importPatterns } from './pattern-import'

const worker = (body: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads'\n${body}`)}`,
  )
const BYTES = Uint8Array.of(1, 2, 3)
const FILE = { name: 'a.syx', bytes: BYTES }

it('gives the answer of the worker, which sees name and bytes; the caller keeps them', async () => {
  const echo = worker(`parentPort.postMessage({ ok: false, reason: workerData.name + ' ' + String(workerData.bytes) })`)
  expect(await importPatterns(FILE, echo)).toEqual({ ok: false, reason: 'a.syx 1,2,3' })
  expect(BYTES).toHaveLength(3)
})

it('refuses by its name a file on which the worker hangs, or breaks down', async () => {
  expect(await importPatterns(FILE, worker('for (;;) {}'), 300)).toEqual({
    ok: false,
    reason: 'a.syx: The file takes too long to read.',
  })
  expect(await importPatterns(FILE, worker(`throw 'no'`))).toEqual({
    ok: false,
    reason: 'a.syx: The file could not be read.',
  })
})

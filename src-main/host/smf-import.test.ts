import { expect, it } from 'vitest'
import { importSmf } from './smf-import'

const worker = (body: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads'\n${body}`)}`,
  )
const BYTES = Uint8Array.of(1, 2, 3)
const refused = (reason: string): object => ({ ok: false, reason })

it('gives the answer of the worker, which sees the bytes; the caller keeps them', async () => {
  const echo = worker(`parentPort.postMessage({ ok: false, reason: String(workerData) })`)
  expect(await importSmf(BYTES, echo)).toEqual(refused('1,2,3'))
  expect(await importSmf(Buffer.from(BYTES).subarray(1), echo)).toEqual(refused('2,3'))
  expect(BYTES).toHaveLength(3)
})

it('refuses a file on which the worker hangs', async () => {
  expect(await importSmf(BYTES, worker('for (;;) {}'), 300)).toEqual(refused('The file takes too long to read.'))
})

it('refuses a file on which the worker runs out of memory', async () => {
  const hungry = worker('const kept = []\nfor (;;) kept.push(new Array(10000).fill(kept.length))')
  expect(await importSmf(BYTES, hungry)).toEqual(refused('The file takes too much memory to read.'))
}, 20_000)

it('refuses a file on which the worker breaks down', async () => {
  expect(await importSmf(BYTES, worker(`throw 'no'`))).toEqual(refused('The file could not be read.'))
  expect(await importSmf(BYTES, worker('process.exit(3)'))).toEqual(refused('The file could not be read.'))
  expect(await importSmf(BYTES, new URL('file:///nowhere/worker.js'))).toEqual(refused('The file could not be read.'))
})

it('keeps to the first answer', async () => {
  const answer = (reason: string): string => `parentPort.postMessage({ ok: false, reason: '${reason}' })`
  expect(await importSmf(BYTES, worker(`${answer('first')}\n${answer('second')}`))).toEqual(refused('first'))
})

import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { EngineLink } from './engine-link'

/** An engine that answers, and fails at `panic`; a sender that says in a file that it was told to end. */
function workers(): { readonly folder: string; readonly ended: string } {
  const folder = mkdtempSync(join(tmpdir(), 'muteline-workers-'))
  const ended = join(folder, 'ended')
  writeFileSync(
    join(folder, 'engine-worker.js'),
    `const { parentPort } = require('node:worker_threads')
    parentPort.on('message', ({ id, method }) => {
      if (method === 'panic') throw new Error('It broke.')
      if (method !== 'stop') parentPort.postMessage({ type: 'answer', id, output: method })
    })`,
  )
  writeFileSync(
    join(folder, 'sender-worker.js'),
    `const { receiveMessageOnPort, workerData } = require('node:worker_threads')
    const wake = new Int32Array(workerData.signal)
    for (;;) {
      const seen = Atomics.load(wake, 0)
      if (receiveMessageOnPort(workerData.urgent)?.message.type === 'exit') break
      Atomics.wait(wake, 0, seen)
    }
    require('node:fs').writeFileSync(${JSON.stringify(ended)}, '')`,
  )
  return { folder, ended }
}

describe('the link to the engine', () => {
  it('starts an engine that died anew, says why, and lets the old sender end what sounds', async () => {
    const { folder, ended } = workers()
    const deaths: string[] = []
    const options = { workers: folder, journals: folder, realPorts: false }
    const link = new EngineLink(options, () => undefined, (reason) => deaths.push(reason), () => undefined) // prettier-ignore
    expect(await link.client.call('ports', null)).toBe('ports')
    const waiting = link.client.call('stop', null)
    const failing = link.client.call('panic', null)
    await expect(Promise.all([waiting, failing])).rejects.toMatchObject({ code: 'closed' })
    await vi.waitFor(() => {
      expect(deaths).toEqual(['It broke.'])
    })
    expect(existsSync(ended)).toBe(true)
    expect(await link.client.call('ports', null)).toBe('ports')
    await link.close()
  })

  it('closes in order, and is not started again', async () => {
    const { folder, ended } = workers()
    const died = vi.fn()
    const link = new EngineLink(
      { workers: folder, journals: folder, realPorts: false },
      () => undefined,
      died,
      () => undefined,
    )
    await link.close()
    expect(existsSync(ended)).toBe(true)
    expect(died).not.toHaveBeenCalled()
    await expect(link.client.call('ports', null)).rejects.toMatchObject({ code: 'closed' })
  })
})

import { once } from 'node:events'
import { request } from 'node:http'
import { expect, test } from 'playwright/test'
import { WebSocket } from 'ws'
import { connectTo, startHost } from './host-process'

/** Whether the host lets a page in that comes so. */
async function admits(
  url: string,
  { token, origin, host, path = '/wire' }: { token: string; origin: string; host?: string; path?: string },
): Promise<boolean> {
  const address = new URL(url).host
  const headers = host === undefined ? {} : { Host: host }
  const socket = new WebSocket(`ws://${address}${path}?token=${token}`, { origin, headers })
  const opened = once(socket, 'open').then(
    () => true,
    () => false,
  )
  const admitted = await opened
  socket.terminate()
  return admitted
}

test('only a page of this host with the token gets in', async () => {
  const host = await startHost()
  const { origin, hash, port } = new URL(host.url)
  const token = hash.slice(1)
  expect(await admits(host.url, { token, origin })).toBe(true)
  expect(await admits(host.url, { token: 'x'.repeat(token.length), origin })).toBe(false)
  expect(await admits(host.url, { token: '', origin })).toBe(false)
  expect(await admits(host.url, { token, origin: 'http://evil.example' })).toBe(false)
  expect(await admits(host.url, { token, origin: `http://127.0.0.1:${String(Number(port) + 1)}` })).toBe(false)
  expect(await admits(host.url, { token, origin: `http://evil.example:${port}`, host: `evil.example:${port}` })).toBe(
    false,
  )
  expect(await admits(host.url, { token, origin, path: '/other' })).toBe(false)
  // An address that is none must not harm the host.
  expect(await admits(host.url, { token, origin, path: '//' })).toBe(false)
  expect(await admits(host.url, { token, origin: 'http://evil.example', path: '//[' })).toBe(false)
  expect(await admits(host.url, { token, origin })).toBe(true)
  await host.close()
})

test('pages of another name are refused, and ours come with a strict policy', async () => {
  const host = await startHost()
  const { port } = new URL(host.url)
  const get = (path: string, name: string): Promise<{ status: number; policy: string }> =>
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, headers: { Host: name } }, (response) => {
        response.resume()
        resolve({ status: response.statusCode ?? 0, policy: String(response.headers['content-security-policy']) })
      })
        .on('error', reject)
        .end()
    })
  expect((await get('/', 'evil.example')).status).toBe(421)
  const page = await get('/', `127.0.0.1:${port}`)
  expect(page.status).toBe(200)
  expect(page.policy).toContain("require-trusted-types-for 'script'")
  expect(page.policy).not.toContain('unsafe')
  expect((await get('/../main/server.js', `127.0.0.1:${port}`)).status).toBe(404)
  await host.close()
})

test('requests that are not as they should be are refused, and harm nothing', async () => {
  const host = await startHost()
  const line = await connectTo(host.url)
  const call = line.client.call as (method: string, input: unknown) => Promise<unknown>
  for (const method of ['constructor', '__proto__', 'toString', 'nothing'])
    await expect(call(method, null)).rejects.toThrow('There is no request')
  await expect(
    call('dispatch', { type: 'addNotes', track: 0, notes: [{ tick: -1, length: 1, pitch: 1, velocity: 1 }] }),
  ).rejects.toThrow('tick')
  await expect(call('dispatch', { type: 'format' })).rejects.toThrow('type')
  await expect(call('openProject', { name: '../../etc' })).rejects.toThrow('name')
  await expect(call('locate', 'far')).rejects.toThrow('locate')
  expect((await line.client.call('hello', null)).revision).toBeGreaterThanOrEqual(0)
  line.close()
  await host.close()
})

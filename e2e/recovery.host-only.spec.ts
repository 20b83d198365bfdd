import { expect, test } from 'playwright/test'
import { BAR } from '../src-common/domain/time/ticks'
import { connectTo, startHost } from './host-process'

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

test('a take that was being recorded when the host was killed is there at the next start', async () => {
  const first = await startHost()
  const line = await connectTo(first.url)
  await line.client.call('perform', { script: '0 tempo 280\n0 pattern A01\n1.3 mute 3\n2.1 unmute 3\n2.3 mute 1 2' })
  await line.client.call('record', null)
  await line.client.call('boxKey', { type: 'play' })
  await sleep(3500)
  await first.kill()
  line.close()

  const second = await startHost(first.home)
  const again = await connectTo(second.url)
  const { project, notices } = await again.client.call('hello', null)
  expect(project.takes).toHaveLength(1)
  expect(project.takes[0]).toMatchObject({ from: 0, recovered: true, clock: { source: 'box' } })
  const end = project.takes[0]?.to ?? 0
  // Three and a half seconds at 280 BPM are four bars; what was written within the last frame may be missing.
  expect(end).toBeGreaterThan(3.5 * BAR)
  expect(project.tracks[2]?.mutes.global).toEqual([{ from: 1920, to: BAR }])
  expect(project.tracks[0]?.mutes.global).toEqual([{ from: BAR + 1920, to: end }])
  expect(project.patterns).toMatchObject([{ tick: 0, pattern: 0 }])
  expect(notices.map((notice) => notice.text).join(' ')).toContain('Take 1 was recovered')
  again.close()
  await second.close()

  // It is recovered once, and the project was saved with it.
  const third = await startHost(first.home)
  const last = await connectTo(third.url)
  expect((await last.client.call('hello', null)).project.takes).toHaveLength(1)
  last.close()
  await third.close()
})

test('edits are on disk without being saved by anyone', async () => {
  const first = await startHost()
  const line = await connectTo(first.url)
  await line.client.call('dispatch', { type: 'paintMutes', tracks: [7], kind: 'global', from: 0, to: BAR })
  await line.client.call('dispatch', { type: 'rename', name: 'My jam' })
  line.close()
  await first.close()
  const second = await startHost(first.home)
  const again = await connectTo(second.url)
  const { project } = await again.client.call('hello', null)
  expect(project.name).toBe('My jam')
  expect(project.tracks[7]?.mutes.global).toEqual([{ from: 0, to: BAR }])
  again.close()
  await second.close()
})

test('a second host on the same data shows the first instead of taking its work apart', async () => {
  const first = await startHost()
  const second = await startHost(first.home)
  expect(second.url).toBe(first.url)
  await expect.poll(() => second.process.exitCode).toBe(0)
  const line = await connectTo(first.url)
  expect((await line.client.call('hello', null)).project.takes).toHaveLength(0)
  line.close()
  await first.close()
})

test('a page finds its host again after a restart', async () => {
  const first = await startHost()
  await first.close()
  const second = await startHost(first.home)
  expect(second.url).toBe(first.url)
  await second.close()
})

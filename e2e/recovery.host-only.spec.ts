import { expect, test } from 'playwright/test'
import { BAR } from '../src-common/domain/time/ticks'
import { connectTo, startHost } from './host-process'
import { openBrowser } from './hosts'

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

test('what the box had before a song that was killed is given back once the musician says so', async () => {
  const first = await startHost()
  const line = await connectTo(first.url)
  const muted = async ({ client }: typeof line): Promise<unknown> => {
    const { box } = await client.call('hello', null)
    return [box?.pattern, box?.mutes.flatMap((on, track) => (on ? [track + 1] : []))]
  }
  for (const key of [
    { type: 'mute', track: 1 },
    { type: 'pattern', pattern: 1 },
  ] as const)
    await line.client.call('boxKey', key)
  await line.client.call('dispatch', { type: 'paintMutes', tracks: [4, 5], kind: 'global', from: 0, to: 8 * BAR })
  await line.client.call('dispatch', { type: 'putPattern', tick: 0, pattern: 2, from: null })
  await line.client.call('boxKey', {
    type: 'set',
    settings: { clockSend: false, clockReceive: true, transportReceive: true },
  })
  await line.client.call('setMode', 'lead')
  await line.client.call('play', null)
  await expect.poll(() => muted(line)).toEqual([2, [5, 6]])
  await sleep(500)
  await first.kill()
  line.close()

  // The virtual box is another one after the start: it has nothing of it, and is told what it had.
  const second = await startHost(first.home)
  const again = await connectTo(second.url)
  await expect.poll(() => muted(again)).toEqual([0, []])
  const browser = await openBrowser()
  const page = await browser.newPage()
  await page.goto(second.url)
  const offer = page.getByRole('group', { name: 'Give back' })
  await expect(offer).toContainText('Muteline ended while a song played into Virtual Digitakt')
  await offer.getByRole('button', { name: 'Give back' }).click()
  await expect.poll(() => muted(again)).toEqual([1, [2]])
  await expect(offer).toBeHidden()
  again.close()
  await browser.close()
  await second.close()
})

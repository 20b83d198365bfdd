// Stems are recorded from an audio input of Chromium that plays a file: what the virtual box would play.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright/test'
import { fromPcm24 } from '../src-common/domain/audio/pcm'
import { peakOf } from '../src-common/domain/audio/levels'
import { WAV_HEAD_BYTES } from '../src-common/domain/audio/wav'
import { unpackProject } from '../src-common/domain/model/packed-notes'
import type { Project } from '../src-common/domain/model/project'
import { USUAL_TAIL, type StemSettings } from '../src-common/domain/stems/stem-settings'
import { BAR } from '../src-common/domain/time/ticks'
import type { StemSession } from '../src-common/rpc/stems-contract'
import { PLAY_PRESET } from '../src-common/virtual/box-settings'
import { passSound, writeTimeline, type PassSound } from './box-audio'
import { connectTo, freshHome, startHost, type HostProcess } from './host-process'
import { expect, openBrowser, test } from './hosts'
import { button, expectAccessible } from './page-actions'

/** That of Chromium's fake input. */
const RATE = 44_100
/** The first marker comes so long after the input was opened, and the next ones so long after one another. */
const FIRST = 6
const EACH = 12.5
const settings: StemSettings = { tracks: [0, 2], mix: true, span: null, marker: 0, tail: USUAL_TAIL }

type Line = Awaited<ReturnType<typeof connectTo>>
type Bench = { readonly host: HostProcess; readonly line: Line; readonly browser: Browser; readonly page: Page }

const stemsOf = async ({ line }: Pick<Bench, 'line'>): Promise<StemSession | null> =>
  (await line.client.call('hello', null)).stems

/** Two bars of A01: the kick is muted in the second, and the hats in the first. */
async function arrange({ client }: Line): Promise<Project> {
  await client.call('boxKey', { type: 'set', settings: PLAY_PRESET })
  await client.call('dispatch', { type: 'putPattern', tick: 0, pattern: 0, from: null })
  await client.call('dispatch', { type: 'paintMutes', tracks: [0], kind: 'global', from: BAR, to: 2 * BAR })
  await client.call('dispatch', { type: 'paintMutes', tracks: [2], kind: 'global', from: 0, to: BAR })
  return unpackProject((await client.call('hello', null)).project)
}

/** A page whose audio input plays the passes, one after the other. */
async function openBench(passes: readonly (number | null)[]): Promise<Bench & { readonly sounds: readonly PassSound[] }> {
  const home = freshHome()
  const host = await startHost(home)
  const line = await connectTo(host.url)
  const project = await arrange(line)
  const sounds = passes.map((track) => passSound(project, settings, track, RATE))
  const file = join(home, 'input.wav')
  writeTimeline(
    file,
    RATE,
    sounds.map(({ samples }, index) => ({ at: FIRST + EACH * index, samples })),
  )
  const browser = await openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}%noloop`,
  ])
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  await page.goto(host.url)
  return { host, line, browser, page, sounds }
}

async function closeBench({ host, line, browser }: Bench): Promise<void> {
  line.close()
  await browser.close()
  await host.close()
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Record stems' })

/** Chooses what is recorded; the input is opened last, since its file begins then. */
async function choose(page: Page): Promise<void> {
  await expect(button(page, 'Box: play')).toBeVisible()
  await page.keyboard.press('Control+Alt+r')
  await expect(dialog(page)).toBeVisible()
  for (const name of ['2 Track 2', '4 Track 4', '5 Track 5', '6 Track 6', '7 Track 7', '8 Track 8'])
    await dialog(page).getByRole('checkbox', { name }).uncheck()
  await button(page, 'Close').click()
  await expect(dialog(page)).toBeHidden()
}

async function listen(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+r')
  const offer = button(page, 'Listen to an input…')
  const record = page.getByRole('button', { name: /^Record \d/ })
  await expect(offer.or(dialog(page).getByLabel('Channels'))).toBeVisible()
  if (await offer.isVisible()) await offer.click()
  await expect(record).toBeEnabled()
}

const samplesOf = (session: StemSession, file: string): Float32Array =>
  fromPcm24(readFileSync(join(session.folder, file)).subarray(WAV_HEAD_BYTES))

/** How far a file is from what the box played in its place, at most. */
function difference(session: StemSession, file: string, { samples, songFrom, songFrames }: PassSound): number {
  const wanted = samples.subarray(songFrom * 2, (songFrom + songFrames) * 2)
  const heard = samplesOf(session, file)
  expect(heard.length).toBeGreaterThanOrEqual(wanted.length)
  return peakOf(wanted.map((sample, index) => sample - (heard[index] ?? 0)))
}

test.setTimeout(180_000)

test('each file holds what its track plays, from the song’s first frame on', async () => {
  const bench = await openBench([null, 0, 2])
  const { page, sounds } = bench
  await choose(page)
  await listen(page)
  await page.screenshot({path:'/tmp/w/st1.png'})
  await button(page, 'Record 3 passes').click()
  await expect(dialog(page).getByText('gets ready')).toBeVisible()
  await expectAccessible(page)
  setTimeout(() => void page.screenshot({path:'/tmp/w/st2.png'}), 18000)
  await expect(dialog(page).getByRole('status')).toContainText('All are recorded', { timeout: 90_000 })
  await page.screenshot({path:'/tmp/w/st3.png'})
  const session = await stemsOf(bench)
  if (session === null) throw new Error('There is no session.')
  const names = ['00 Mix - A01.wav', '01 Track 1 - A01.wav', '03 Track 3 - A01.wav']
  expect(session.passes.map(({ file }) => file)).toEqual(names)
  for (const [index, name] of names.entries()) {
    const sound = sounds[index]
    if (sound !== undefined) console.log(name, difference(session, name, sound), session.passes[index]?.result)
  }
  await closeBench(bench)
})

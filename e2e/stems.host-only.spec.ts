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
import { expect, gotoByBridge, openBrowser, test } from './hosts'
import { button, expectAccessible } from './page-actions'

/** That of Chromium's fake input. */
const RATE = 44_100
/**
 * The first marker comes so long after the input was opened, and the next ones so long after one another. A recording waits
 * for its marker from some 0.9 s after it began on, for almost 3 s: it is begun so that the marker falls in the middle.
 */
const FIRST = 6
const EACH = 11.4
const BEGIN_MS = 2800
/** The fake input has 16 bits, and scales by 32767. */
const SAME = 1e-4
const settings: StemSettings = { tracks: [0, 2], mix: true, span: null, marker: 0, tail: USUAL_TAIL }

type Line = Awaited<ReturnType<typeof connectTo>>
type Bench = { readonly host: HostProcess; readonly line: Line; readonly browser: Browser; readonly page: Page }

async function sessionOf({ line }: Pick<Bench, 'line'>): Promise<StemSession> {
  const { stems } = await line.client.call('hello', null)
  if (stems === null) throw new Error('No stems were begun.')
  return stems
}

/** Two bars of A01: the kick is muted in the second, and the hats in the first. */
async function arrange({ client }: Line): Promise<Project> {
  await client.call('boxKey', { type: 'set', settings: PLAY_PRESET })
  await client.call('dispatch', { type: 'putPattern', tick: 0, pattern: 0, from: null })
  await client.call('dispatch', { type: 'paintMutes', tracks: [0], kind: 'global', from: BAR, to: 2 * BAR })
  await client.call('dispatch', { type: 'paintMutes', tracks: [2], kind: 'global', from: 0, to: BAR })
  return unpackProject((await client.call('hello', null)).project)
}

/** A page whose audio input plays the passes, one after the other. */
async function openBench(
  passes: readonly (number | null)[],
  open = async (page: Page, url: string): Promise<unknown> => page.goto(url),
): Promise<Bench & { readonly sounds: readonly PassSound[] }> {
  const home = freshHome()
  const host = await startHost(home)
  opened.push(() => host.close())
  const line = await connectTo(host.url)
  opened.push(() => { line.close() }) // prettier-ignore
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
  opened.push(() => browser.close())
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  await open(page, host.url)
  return { host, line, browser, page, sounds }
}

const opened: (() => unknown)[] = []
test.afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Record stems' })

/** Chooses what is recorded; the input is opened last, since its file begins then. */
async function choose(page: Page, wanted: readonly string[] = ['Mix', '1 Track 1', '3 Track 3']): Promise<void> {
  await expect(button(page, 'Box: play')).toBeVisible()
  await page.keyboard.press('Control+Alt+r')
  await expect(dialog(page)).toBeVisible()
  const all = ['Mix', ...[1, 2, 3, 4, 5, 6, 7, 8].map((track) => `${String(track)} Track ${String(track)}`)]
  for (const name of all) await dialog(page).getByRole('checkbox', { name }).setChecked(wanted.includes(name))
  await button(page, 'Close').click()
  await expect(dialog(page)).toBeHidden()
}

/** Listens, and begins once the file is where it is to be. */
async function listen(page: Page, then: string): Promise<void> {
  await expect(button(page, 'Box: play')).toBeVisible()
  await page.keyboard.press('Control+Alt+r')
  const inputs = dialog(page).getByRole('combobox', { name: 'Audio input' })
  await expect(inputs).toBeVisible()
  // That of the last time is listened to by itself.
  if ((await inputs.inputValue()) === '') await inputs.selectOption('Fake Default Audio Input')
  await expect(page.getByText('Hz · 24-bit WAV')).toBeVisible()
  await page.waitForTimeout(BEGIN_MS)
  await page.getByRole('button', { name: then }).click()
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

test('each file holds what its track plays, from the song’s first frame on', { tag: '@alone' }, async () => {
  const bench = await openBench([null, 0, 2])
  const { page, sounds } = bench
  await choose(page)
  await listen(page, 'Record 3 passes')
  await expect(dialog(page).getByText('gets ready')).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Close').click()
  const chip = page.getByRole('group', { name: 'Stems' })
  await expect(chip).toContainText('Mix · 0 of 3 recorded')
  await chip.getByRole('button', { name: 'Show' }).click()
  // What would disturb it is refused, in words.
  await expect(bench.line.client.call('locate', BAR)).rejects.toThrow('Stems are being recorded')
  await expect(dialog(page).getByRole('status')).toContainText('All are recorded', { timeout: 90_000 })
  await expectAccessible(page)
  const session = await sessionOf(bench)
  const names = ['00 Mix - A01.wav', '01 Track 1 - A01.wav', '03 Track 3 - A01.wav']
  expect(session.passes.map(({ file }) => file)).toEqual(names)
  for (const [index, sound] of sounds.entries())
    expect(difference(session, names[index] ?? '', sound)).toBeLessThan(SAME)
  expect(session.passes.flatMap(({ result }) => result?.warnings ?? [])).toEqual([])
  // The box has its mutes back, and the song can be played as it is.
  await bench.line.client.call('play', null)
})

test(
  'a page that goes away in the middle of a pass: it is recorded anew by the next one',
  { tag: '@alone' },
  async () => {
    const bench = await openBench([0], gotoByBridge)
    const { page, line, sounds } = bench
    await choose(page, ['1 Track 1'])
    await listen(page, 'Record 1 pass')
    await expect
      .poll(async () => (await sessionOf(bench)).current?.seconds ?? -1, { timeout: 30_000 })
      .toBeGreaterThan(0.5)
    page.on('dialog', (asked) => void asked.accept())
    await page.reload()
    await expect.poll(async () => (await sessionOf(bench)).state, { timeout: 20_000 }).toBe('paused')
    expect((await line.client.call('hello', null)).transport.replay).toBe('stopped')
    await page.keyboard.press('Control+Alt+r')
    await expect(dialog(page).getByRole('alert')).toContainText('No sound data comes from the page')
    await button(page, 'Close').click()
    await listen(page, 'Go on')
    await expect(dialog(page).getByRole('status')).toContainText('All are recorded', { timeout: 60_000 })
    const [sound] = sounds
    if (sound === undefined) throw new Error('There is no sound.')
    expect(difference(await sessionOf(bench), '01 Track 1 - A01.wav', sound)).toBeLessThan(SAME)
  },
)

const FAKE = '--use-fake-device-for-media-stream'

for (const [why, flags, words] of [
  ['may not be used', ['--deny-permission-prompts', FAKE], 'This page may not use audio inputs'],
  ['is gone since the last time', ['--use-fake-ui-for-media-stream', FAKE], 'The input of last time is not there'],
] as const)
  test(`an input that ${why} is said so`, async () => {
    const host = await startHost()
    opened.push(() => host.close())
    const browser = await openBrowser(flags)
    opened.push(() => browser.close())
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.addInitScript(() => {
      localStorage.setItem('muteline.audio-input', 'the one of last time')
    })
    await page.goto(host.url)
    await expect(button(page, 'Box: play')).toBeVisible()
    await page.keyboard.press('Control+Alt+r')
    const alert = dialog(page).getByRole('alert')
    const offer = button(page, 'Listen to an input…')
    await expect(offer.or(alert)).toBeVisible()
    if (await offer.isVisible()) await offer.click()
    await expect(alert).toContainText(words)
    await expectAccessible(page)
  })

test('a browser without direct access to the frames hears them by way of an audio graph', async () => {
  const host = await startHost()
  opened.push(() => host.close())
  // Without a file, the fake input beeps once a second.
  const browser = await openBrowser(['--use-fake-ui-for-media-stream', FAKE])
  opened.push(() => browser.close())
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'MediaStreamTrackProcessor')
  })
  await page.goto(host.url)
  await expect(button(page, 'Box: play')).toBeVisible()
  await page.keyboard.press('Control+Alt+r')
  await dialog(page).getByRole('combobox', { name: 'Audio input' }).selectOption('Fake Default Audio Input')
  await dialog(page).getByRole('combobox', { name: 'Channels' }).selectOption('Mono')
  await expect(dialog(page).getByRole('meter')).toHaveAttribute('aria-valuetext', /^−\d/)
})

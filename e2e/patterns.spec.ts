import { zipSync } from 'fflate'
import { writeFrame } from '../src-common/domain/device/dump/elektron-frame'
import { encodePattern } from '../src-common/domain/device/dump/pattern-encode'
import { imageOf, packed } from '../src-common/domain/device/dump/project-writer'
import { NEW_PATTERN } from '../src-common/domain/device/pattern'
import { allNotes, derivedNotes } from '../src-common/domain/model/derived'
import type { Fetching } from '../src-common/rpc/host-contract'
import { BAR } from '../src-common/domain/time/ticks'
import { demoPatterns } from '../src-common/virtual/demo-patterns'
import { expect, test, type Muteline } from './hosts'
import { button, expectAccessible, lastEdit, projectOf, record } from './page-actions'

const openPanel = ({ page }: Muteline, name: string): Promise<void> => page.getByRole('tab', { name }).click()
const slot = ({ page }: Muteline, label: string | RegExp) => page.getByRole('grid').getByRole('button', { name: label })

/** Waits until nothing is fetched any more. */
async function fetched({ client }: Muteline): Promise<void> {
  await expect.poll(async () => (await client.call('hello', null)).fetching).toBeNull()
}

test('the patterns of a performance are fetched, shown under its mutes, proved, and made editable', async ({
  muteline,
}) => {
  const { page } = muteline
  await record(muteline)
  await openPanel(muteline, 'Patterns')
  await expect(slot(muteline, 'A01, not read, used')).toBeVisible()
  await button(page, 'Fetch what is used (3)').click()
  await expect(slot(muteline, 'A03 BREAK, read, used')).toBeVisible()
  await fetched(muteline)
  const project = await projectOf(muteline)
  expect(Object.keys(project.bank)).toEqual(['0', '1', '2'])

  // What the audio tracks play, which the box never sends; the MIDI tracks were heard.
  expect(
    derivedNotes(project, 0)
      .filter(({ tick }) => tick < BAR)
      .map(({ tick }) => tick),
  ).toEqual([0, 960, 1920, 2880])
  expect(derivedNotes(project, 8)).toEqual([])
  await page.getByRole('button', { name: /^1 Track 1/ }).click()
  await expect(page.getByRole('region', { name: 'Piano roll' })).toContainText('of patterns')

  // Heard against decoded: MIDI tracks A to D.
  await page.getByText('Heard against decoded').click()
  await button(page, 'Compare').click()
  await expect(page.getByText(/✓\s+\d+ of \d+ notes that tracks A, B, C and D had to send/)).toBeVisible()
  await expect.poll(async () => (await projectOf(muteline)).device.proofs[0]?.fields).toContain('micro')

  // Made editable, its notes are those of the arrangement; undo gives them back to the pattern.
  await button(page, 'Make editable').click()
  await lastEdit(page, 'Make notes of Track 1 editable')
  const edited = await projectOf(muteline)
  expect(derivedNotes(edited, 0)).toEqual([])
  expect(edited.tracks[0]?.notes.map(({ tick }) => tick)).toEqual(derivedNotes(project, 0).map(({ tick }) => tick))
  await page.keyboard.press('Control+z')
  await expect.poll(async () => allNotes(await projectOf(muteline), 0).length).toBe(derivedNotes(project, 0).length)
  await expectAccessible(page)
  expect(muteline.faults).toEqual([])
})

test('all patterns are fetched one at a time, and cancelled in the middle with what came kept', async ({
  muteline,
}) => {
  const { page, client } = muteline
  const told: (Fetching | null)[] = []
  client.on('fetching', (fetching) => told.push(fetching))
  await expect(button(page, 'Box: play')).toBeVisible()
  await openPanel(muteline, 'Patterns')
  // All of them take some twenty seconds, so that there is a middle on any machine.
  await button(page, 'All').click()
  await expect(page.getByRole('progressbar', { name: 'Patterns fetched' })).toBeVisible()
  await expect(slot(muteline, 'A02 LIFT, read')).toBeVisible()
  await button(page, 'Cancel').click()
  await fetched(muteline)
  const kept = Object.keys((await projectOf(muteline)).bank).length
  expect(kept).toBeGreaterThan(1)
  expect(kept).toBeLessThan(128)
  expect(told[0]).toEqual({ total: 128, done: 0, asked: { pattern: 0, attempt: 1, bytes: 0 } })
})

test('a pattern that the box sends unasked is taken in, and the box tells its OS', async ({ muteline }) => {
  const { page, client } = muteline
  await expect(button(page, 'Box: play')).toBeVisible()
  await openPanel(muteline, 'Patterns')
  await client.call('boxKey', { type: 'dump', pattern: 3 })
  await expect(slot(muteline, 'A04 ODD, read')).toBeVisible()
  await expect(page.getByText('The box sent pattern A04 ODD: it is in the bank.')).toBeVisible()
  await slot(muteline, 'A04 ODD, read').click()
  await expect(page.getByRole('region', { name: 'Pattern A04' })).toContainText('132.0 BPM')
  await expect(page.getByRole('list', { name: 'Trigs of its tracks' })).toContainText(
    'Track 6: 1 trig, 4 steps, 3/4 speed',
  )
  await button(page, 'Ask who it is').click()
  await expect(page.getByText('Virtual Digitakt, OS 1.52A (build 0097)')).toBeVisible()
})

test('dumps and projects of Transfer are opened, with what is wrong in them said', async ({ muteline }) => {
  const { page } = muteline
  const { '1': lift = NEW_PATTERN, '3': odd = NEW_PATTERN } = demoPatterns()
  const message = writeFrame(encodePattern(lift, 'digitakt', 20))
  const syx = Buffer.concat([Buffer.from(message), Buffer.from(message.with(900, 1)), Buffer.from('junk')])
  const image = imageOf(
    'digitakt',
    (index) => encodePattern(index === 77 ? odd : NEW_PATTERN, 'digitakt', index).payload,
  )
  const dtprj = zipSync({ 'manifest.json': Buffer.from('{}'), PROJECT: packed(image), 'kick.wav': Buffer.alloc(9_000_000) }, { level: 0 }) // prettier-ignore
  await expect(button(page, 'Box: play')).toBeVisible()
  await openPanel(muteline, 'Patterns')
  const choosing = page.waitForEvent('filechooser')
  await button(page, 'Open…').click()
  const type = 'application/octet-stream'
  await (
    await choosing
  ).setFiles([
    { name: 'set.syx', mimeType: type, buffer: syx },
    { name: 'live.dtprj', mimeType: type, buffer: Buffer.from(dtprj) },
  ])
  await expect(slot(muteline, 'B05 LIFT, read')).toBeVisible()
  await expect(page.getByText(/set\.syx, message 2 \(from byte 31,613\): At byte 31,60\d/)).toBeVisible()
  await expect(slot(muteline, 'E14 ODD, read')).toBeVisible({ timeout: 20_000 })
  expect(Object.keys((await projectOf(muteline)).bank)).toEqual(['20', '77'])
})

test('nothing is asked of a box that plays, unless one says so', async ({ muteline }) => {
  const { page } = muteline
  await button(page, 'Box: play').click()
  await expect(page.getByRole('status', { name: 'Clock' })).toContainText('locked')
  await openPanel(muteline, 'Patterns')
  await button(page, 'Fetch it').click()
  await expect(page.getByText('The box is playing, and nobody knows how it answers then.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'while it plays' }).check()
  await button(page, 'Fetch it').click()
  await expect(slot(muteline, 'A01 DUSK, read')).toBeVisible()
})

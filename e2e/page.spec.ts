import { BAR } from '../src-common/domain/time/ticks'
import { headLayout } from '../src-renderer/canvas/head-layout'
import { expect, test } from './hosts'
import { button, expectAccessible, Lanes, lastEdit, projectOf } from './page-actions'

const HEAD = headLayout(false)
const SECTIONS = HEAD.sections + HEAD.sectionsHeight / 2

test('every panel is accessible, and the page reports no fault', async ({ muteline }) => {
  const { page } = muteline
  await expect(button(page, 'Box: play')).toBeVisible()
  for (const panel of ['Box', 'Doctor', 'Patterns', 'Takes', 'Monitor', 'History']) {
    await page.getByRole('tab', { name: panel }).click()
    await expectAccessible(page)
  }
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  expect(muteline.faults).toEqual([])
})

test('keys do what the list of shortcuts says', async ({ muteline }) => {
  const { page } = muteline
  await expect(button(page, 'Box: play')).toBeVisible()
  await page.keyboard.press('r')
  await expect(button(page, 'REC')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('r')
  await expect(button(page, 'REC')).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('Space')
  await expect(button(page, 'Stop playing')).toBeVisible()
  await page.keyboard.press('Space')
  await expect(button(page, 'Play')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByLabel('Position')).toHaveText('2.1.1')
  await page.keyboard.press('Home')
  await expect(page.getByLabel('Position')).toHaveText('1.1.1')
})

test('the monitor says in words what arrives', async ({ muteline }) => {
  const { page } = muteline
  await button(page, 'Key 3').click()
  await page.getByRole('tab', { name: 'Monitor' }).click()
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('Track 3 mute on · CC 94 = 127 · ch 3')
  await page.getByRole('button', { name: 'Bytes' }).click()
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('B2 5E 7F')
})

test('what cannot be done is said, with what to do', async ({ muteline }) => {
  const { page } = muteline
  await expect(page.getByRole('combobox', { name: 'MIDI input' })).toHaveValue('virtual:digitakt')
  await page.getByRole('combobox', { name: 'MIDI input' }).selectOption('')
  await page.keyboard.press('r')
  await expect(page.getByRole('log')).toContainText('There is no input to record from')
})

test('a key that is held turns a thing on once, and marks stay between their neighbours', async ({ muteline }) => {
  const { page, client } = muteline
  for (const [tick, name] of [[0, 'A'], [4 * BAR, 'B']] as const)
    await client.call('dispatch', { type: 'addSection', tick, name }) // prettier-ignore
  await lastEdit(page, 'Add section B')
  // The first is the press, the others are what a keyboard repeats.
  for (let i = 0; i < 4; i++) await page.keyboard.down('s')
  await page.keyboard.up('s')
  await expect.poll(async () => (await projectOf(muteline)).tracks[0]?.soloed).toBe(true)

  const head = await Lanes.fitted(page, 'Ruler, sections and patterns', 1)
  await page.mouse.click(head.x(BAR), head.top + SECTIONS)
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await projectOf(muteline)).sections.map(({ tick }) => tick / BAR)).toEqual([3, 4])
  await expect(button(page, 'Undo')).toHaveAttribute('title', /^Undo .*section A/)
})

test('a project is named, left and opened again', async ({ muteline }) => {
  const { page, client } = muteline
  await client.call('dispatch', { type: 'paintMutes', tracks: [0], kind: 'global', from: 0, to: 3840 })
  await page.getByRole('tab', { name: 'Takes' }).click()
  await page.getByLabel('Project name').fill('Night drive')
  await page.keyboard.press('Enter')
  await client.call('dispatch', {
    type: 'addNotes',
    track: 0,
    notes: [{ tick: 0, length: 240, pitch: 60, velocity: 100 }],
  })
  await button(page, 'Fit').click()
  await page.keyboard.press('Control+a')
  await expect(page.getByText('1 note · 1 chosen')).toBeVisible()
  await button(page, 'New').click()
  await expect(page.getByLabel('Project name')).toHaveValue(/^Jam/)
  // Its notes have the same ids: none of them is chosen for having been so in another song.
  await client.call('dispatch', {
    type: 'addNotes',
    track: 0,
    notes: [{ tick: 0, length: 240, pitch: 60, velocity: 100 }],
  })
  await expect(page.getByText('1 note', { exact: true })).toBeVisible()
  await client.call('undo', null)
  await expect(page.getByRole('listbox', { name: 'Mutes of Track 1, 0 events' })).toHaveCount(1)
  await page.getByLabel('Open project').selectOption('Untitled')
  await expect(page.getByLabel('Project name')).toHaveValue('Night drive')
  await expect(page.getByRole('listbox', { name: 'Mutes of Track 1, 1 event' })).toHaveCount(1)
})

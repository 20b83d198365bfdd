import { expect, test } from './hosts'
import { button, expectAccessible } from './page-actions'

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

test('a project is named, left and opened again', async ({ muteline }) => {
  const { page, client } = muteline
  await client.call('dispatch', { type: 'paintMutes', tracks: [0], kind: 'global', from: 0, to: 3840 })
  await page.getByRole('tab', { name: 'Takes' }).click()
  await page.getByLabel('Project name').fill('Night drive')
  await page.keyboard.press('Enter')
  await button(page, 'New').click()
  await expect(page.getByLabel('Project name')).toHaveValue(/^Jam/)
  await expect(page.getByRole('listbox', { name: 'Mutes of Track 1, 0 events' })).toHaveCount(1)
  await page.getByLabel('Open project').selectOption('Untitled')
  await expect(page.getByLabel('Project name')).toHaveValue('Night drive')
  await expect(page.getByRole('listbox', { name: 'Mutes of Track 1, 1 event' })).toHaveCount(1)
})

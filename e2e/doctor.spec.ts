import type { Locator, Page } from 'playwright/test'
import { expect, test } from './hosts'
import { button, expectAccessible, lastEdit, projectOf } from './page-actions'

const openTab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click()
const verdict = (page: Page): Locator => page.getByRole('status', { name: 'Verdict' })
const toDo = (page: Page): Locator => page.getByRole('status', { name: 'What to do' })

/** Lets the virtual box do what is asked for. */
async function doIt(page: Page, ask: string): Promise<void> {
  await expect(toDo(page)).toContainText(ask)
  await button(page, 'Do it for me').click()
  await expect(toDo(page).or(button(page, 'Teach me again'))).not.toContainText(ask, { timeout: 15_000 })
}

async function threeGestures(page: Page): Promise<void> {
  await doIt(page, 'Press STOP, then PLAY')
  await doIt(page, 'Mute track 1')
  await doIt(page, 'Unmute track 1')
}

/** Opens a menu of the virtual box, and sets an item of it. */
async function setOnBox(page: Page, menu: string, item: string, value: string): Promise<void> {
  await openTab(page, 'Box')
  await page.getByText('MIDI CONFIG', { exact: true }).click()
  await page.getByText(menu, { exact: true }).click()
  await page.getByRole('combobox', { name: item, exact: true }).selectOption(value)
  await openTab(page, 'Doctor')
}

test('the doctor walks through the gestures, and names the setting that is wrong', async ({ muteline }) => {
  const { page } = muteline
  await expect(button(page, 'Box: play')).toBeVisible()
  await button(page, 'Ask the doctor').click()
  await expect(verdict(page)).toContainText('were not tried yet')
  await expectAccessible(page)

  await button(page, 'Teach me').click()
  await expect(button(page, 'Do it for me')).toBeFocused()
  await threeGestures(page)
  await expect(verdict(page)).toContainText('What was tried works.')
  const learned = page.getByRole('list', { name: 'What was learned' })
  await expect(learned).toContainText('Track 1 is on channel 1.')
  await expect(learned).toContainText('Mutes: 127 on, 0 off.')
  await page
    .getByRole('group', { name: 'Did track 1 fall silent as you muted it?' })
    .getByRole('button', { name: 'Yes' })
    .click()
  await expectAccessible(page)

  await setOnBox(page, 'PORT CONFIG', 'MUTE DEST', 'INT')
  await button(page, 'Teach me again').click()
  await doIt(page, 'Press STOP, then PLAY')
  await expect(toDo(page)).toContainText('Mute track 1')
  await button(page, 'Do it for me').click()
  await expect(toDo(page)).toContainText('No mute of track 1 arrived.', { timeout: 15_000 })
  await expect(verdict(page)).toContainText('Mutes do not arrive.')
  const likely = page.getByRole('group', { name: 'Most likely' })
  await expect(likely.getByRole('listitem').first()).toHaveText(
    'SETTINGS > MIDI CONFIG > PORT CONFIG > MUTE DEST: INT+EXT',
  )
  await expectAccessible(page)
  expect(muteline.faults).toEqual([])
})

test('what was learned of a box is used with one press, and undone', async ({ muteline }) => {
  const { page, client } = muteline
  await expect(button(page, 'Box: play')).toBeVisible()
  await client.call('boxKey', { type: 'set', settings: { muteValue: { muted: 0, unmuted: 1 } } })
  await openTab(page, 'Doctor')
  await button(page, 'Teach me').click()
  await threeGestures(page)
  await expect(verdict(page)).toContainText('Mutes are the wrong way round')
  await expect(page.getByRole('group', { name: 'What changes' })).toContainText('Mutes: 0 on, 1 off, was 127 on, 0 off')
  await button(page, 'Use what was learned').click()
  await expect.poll(async () => (await projectOf(muteline)).device.muteValues.global).toEqual({ muted: 0, unmuted: 1 })
  await expect(verdict(page)).toContainText('What was tried works.')
  await lastEdit(page, 'Device Virtual Digitakt')
  await button(page, 'Undo').click()
  await expect
    .poll(async () => (await projectOf(muteline)).device.muteValues.global)
    .toEqual({ muted: 127, unmuted: 0 })
})

test('something is sent to the box only after it was agreed to', async ({ muteline }) => {
  const { page } = muteline
  await expect(button(page, 'Box: play')).toBeVisible()
  await openTab(page, 'Doctor')
  const tries = page.getByRole('group', { name: 'Try the way back' })
  const consent = page.getByRole('group', { name: 'What is sent' })
  await tries.getByRole('button', { name: 'A mute' }).click()
  await expect(consent).toContainText('Teach me first')
  await tries.getByRole('button', { name: 'A note' }).click()
  await expect(consent).toContainText('Plays track 1 for 0.2 s: note C5 on channel 1.')
  await openTab(page, 'Monitor')
  await expect(page.getByRole('list', { name: 'Messages' })).not.toContainText('note C5')
  await openTab(page, 'Doctor')
  await tries.getByRole('button', { name: 'A note' }).click()
  await consent.getByRole('button', { name: 'Send it' }).click()
  await expect(tries.getByRole('button', { name: 'A note' })).toBeFocused()
  const heard = page.getByRole('group', { name: 'As Muteline sent a note, did its track sound?' })
  await heard.getByRole('button', { name: 'No' }).click()
  await expect(verdict(page)).toContainText('Notes from Muteline do nothing')
  await heard.getByRole('button', { name: 'Yes' }).click()
  await expect(page.getByRole('list', { name: 'The way back: what the box takes' })).toContainText('You said so.')
  await expectAccessible(page)
})

test('a preset is walked through: what was seen is ticked by itself', async ({ muteline }) => {
  const { page } = muteline
  await expect(button(page, 'Box: play')).toBeVisible()
  await button(page, 'Box: play').click()
  await openTab(page, 'Doctor')
  await page.getByText('Record from the box', { exact: false }).first().click()
  const preset = page.getByRole('list', { name: 'Record from the box' })
  const item = (path: string): Locator => preset.getByRole('checkbox', { name: path })
  await expect(item('SYNC > CLOCK SEND')).toBeChecked()
  await expect(item('SYNC > CLOCK SEND')).toBeDisabled()
  await expect(item('SYNC > CLOCK RECEIVE')).not.toBeChecked()
  await item('SYNC > CLOCK RECEIVE').check()
  await expect(item('SYNC > CLOCK RECEIVE')).toBeChecked()
  await page.getByText('Play into the box', { exact: false }).first().click()
  await expectAccessible(page)
})

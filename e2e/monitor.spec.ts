/// <reference lib="dom" />
import type { Locator, Page } from 'playwright/test'
import { expect, test, type Muteline } from './hosts'
import { button } from './page-actions'

const MUTE = 'Track 3 mute on · CC 94 = 127 · ch 3'
const messages = (page: Page): Locator => page.getByRole('list', { name: 'Messages' })

async function openMonitor({ page }: Muteline): Promise<void> {
  await expect(button(page, 'Box: play')).toBeVisible()
  await page.getByRole('tab', { name: 'Monitor' }).click()
}

const pressKey3 = ({ client }: Muteline): Promise<unknown> => client.call('boxKey', { type: 'mute', track: 2 })

test('a filter hides what was kept, and gives it back', async ({ muteline }) => {
  const { page } = muteline
  await openMonitor(muteline)
  await pressKey3(muteline)
  await expect(messages(page)).toContainText(MUTE)
  for (const name of ['Mutes', 'Channel 3', 'In']) {
    await button(page, name).click()
    await expect(messages(page)).toContainText('The filter hides all messages')
    await button(page, 'Show all').click()
    await expect(messages(page)).toContainText(MUTE)
  }
})

test('what is looked for is found by its words', async ({ muteline }) => {
  const { page } = muteline
  await openMonitor(muteline)
  await pressKey3(muteline)
  await expect(messages(page)).toContainText(MUTE)
  const search = page.getByLabel('Search the messages')
  await search.pressSequentially('mute TRACK 3')
  await expect(messages(page)).toContainText(MUTE)
  await search.fill('filter frequency')
  await expect(messages(page)).toContainText('The filter hides all messages')
  await button(page, 'Show all').click()
  await expect(search).toHaveValue('')
  await expect(messages(page)).toContainText(MUTE)
})

test('a paused list holds still, and goes on with what came meanwhile', async ({ muteline }) => {
  const { page } = muteline
  await openMonitor(muteline)
  await button(page, 'Pause').click()
  await pressKey3(muteline)
  await expect(page.getByText('1 came since')).toBeVisible()
  await expect(messages(page)).not.toContainText(MUTE)
  await button(page, 'Pause').click()
  await expect(messages(page)).toContainText(MUTE)
})

test('only the rows on screen are made, and earlier ones are held where they are read', async ({ muteline }) => {
  const { page } = muteline
  await openMonitor(muteline)
  await button(page, 'Bytes').click()
  for (let i = 0; i < 120; i++) await pressKey3(muteline)
  await expect(page.getByText('120 messages')).toBeVisible()
  const newest = messages(page).getByRole('listitem').last()
  await expect(newest).toHaveAttribute('aria-posinset', '120')
  expect(await messages(page).getByRole('listitem').count()).toBeLessThan(80)
  await page.getByRole('group', { name: 'Messages, scrolled' }).press('Home')
  await expect(messages(page).getByRole('listitem').first()).toHaveAttribute('aria-posinset', '1')
  await pressKey3(muteline)
  await page.getByRole('button', { name: /^Newest · 1 more/ }).click()
  await expect(newest).toHaveAttribute('aria-posinset', '121')
})

test('where the clipboard is refused the messages are there to be copied by hand', async ({ muteline }) => {
  const { page } = muteline
  await openMonitor(muteline)
  await pressKey3(muteline)
  await expect(messages(page)).toContainText(MUTE)
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))
  })
  await button(page, 'Copy').click()
  await expect(page.getByRole('log')).toContainText('The clipboard was refused')
  await expect(page.getByLabel('Messages to copy')).toHaveValue(
    '0:00.000\tin\tVirtual Digitakt\tTrack 3 mute on · CC 94 = 127 · ch 3\tB2 5E 7F',
  )
  expect(await page.evaluate(() => getSelection()?.toString().length ?? 0)).toBeGreaterThan(20)
  await button(page, 'Back to the messages').click()
  await expect(messages(page)).toContainText(MUTE)
})

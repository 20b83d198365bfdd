import type { Page } from 'playwright/test'
import { BAR } from '../src-common/domain/time/ticks'
import { expect, test, type Muteline } from './hosts'
import { button, expectAccessible, lastEdit, projectOf } from './page-actions'

/** A01, A02 and A03 with some mutes, as the box performs them; their patterns are fetched. */
async function performed({ page, client }: Muteline): Promise<void> {
  const script = '0 tempo 300\n0 pattern A01\n2.1 mute 1 3\n3.1 unmute 1\n4.2 pattern A02\n9.1 stop'
  await client.call('perform', { script })
  await button(page, 'REC').click()
  await button(page, 'Box: play').click()
  await expect
    .poll(async () => (await client.call('hello', null)).history.done, { timeout: 20_000 })
    .toContain('Place Take 1')
  await lastEdit(page, 'Place Take 1')
  await client.call('fetchPatterns', { patterns: [0, 1, 2], whilePlaying: true })
  await page.getByRole('tab', { name: 'Replay' }).click()
}

const panel = (page: Page) => page.getByRole('tabpanel')

test('a song begun inside a pattern begins at a boundary, or after a pre-roll with everything muted', async ({
  muteline,
}) => {
  const { page, client } = muteline
  await performed(muteline)
  // A02 plays two bars from bar 5 on.
  await client.call('locate', 5 * BAR)
  await expect(panel(page).getByText('6.1.1 is inside A02')).toBeVisible()
  await expect(panel(page).getByRole('heading', { name: 'Play begins at 5.1.1' })).toBeVisible()
  await panel(page)
    .getByRole('radio', { name: /Pre-roll from 5\.1\.1/ })
    .check()
  await expect(panel(page).getByRole('heading', { name: 'Play begins at 6.1.1' })).toBeVisible()
  expect((await projectOf(muteline)).device.startInside).toBe('preroll')
  await expectAccessible(page)

  await page.getByRole('tab', { name: 'Box' }).click()
  await button(page, 'Play into it').click()
  await button(page, 'Lead').click()
  await button(page, 'Play').click()
  await expect(page.getByText('pre-roll: muted up to 6.1.1')).toBeVisible()
  const muted = (): Promise<unknown> => client.call('hello', null).then(({ box }) => box?.mutes.slice(0, 8))
  await expect.poll(muted).toEqual(Array.from({ length: 8 }, () => true))
  await expect(page.getByText('pre-roll: muted up to 6.1.1')).toBeHidden()
  await expect.poll(muted).toEqual([false, false, true, false, false, false, false, false])

  // It is paused, goes on, and gives the box back what it had.
  await page.keyboard.press('Shift+Space')
  await expect(button(page, 'Play')).toBeVisible()
  await expect.poll(muted).toEqual([false, false, true, false, false, false, false, false])
  await button(page, 'Play').click()
  await expect(button(page, 'Stop playing')).toBeVisible()
  await button(page, 'Stop playing').click()
  await expect.poll(async () => (await client.call('hello', null)).box?.transport).toBe('stopped')
})

test(
  'the plan tells what is sent and what cannot land, and bars tell what became of it',
  { tag: '@alone' },
  async ({ muteline }) => {
    const { page, client } = muteline
    await performed(muteline)
    await client.call('locate', 0)
    await expect(panel(page).getByText('Every pattern change from here on can land.')).toBeVisible()
    const plan = panel(page).getByRole('list', { name: 'Plan' })
    await expect(plan.getByRole('listitem').first()).toContainText('Pattern A01')
    await expect(plan.getByRole('listitem').first()).toContainText('before Start: what holds as it begins')
    await panel(page).getByRole('group', { name: 'Plan, scrolled' }).press('End')
    await expect(plan).toContainText('24 pulses ahead of 5.1.1, where the pattern before comes round')
    await expect(plan).toContainText('1 pulse ahead of 3.1.1')

    // A change inside a pattern cannot land; pressing it goes there.
    await client.call('dispatch', { type: 'putPattern', tick: 5.5 * BAR, pattern: 0, from: null })
    const trouble = panel(page).getByRole('list', { name: 'What cannot land' })
    await expect(trouble).toContainText('A01 comes at 7.1.1, not at 6.3.1.')
    await trouble.getByRole('button').first().click()
    await expect.poll(async () => (await client.call('hello', null)).transport.locate).toBe(5.5 * BAR)
    await client.call('undo', null)
    await client.call('locate', 0)

    await page.getByRole('tab', { name: 'Box' }).click()
    await button(page, 'Play into it').click()
    await button(page, 'Lead').click()
    await button(page, 'Play').click()
    await page.getByRole('tab', { name: 'Replay' }).click()
    for (const bar of [1, 4, 5, 6])
      await expect(button(page, `Bar ${String(bar)}: landed`)).toBeVisible({ timeout: 15_000 })
    await expect(panel(page).getByRole('status')).toHaveText(/^\d landed$/)
    await expectAccessible(page)
    await button(page, 'Stop playing').click()
  },
)

test('the song plan has a row for each pattern and its mutes, to be printed or copied', async ({ muteline }) => {
  const { page } = muteline
  await performed(muteline)
  await button(page, 'Song plan for the box…').click()
  const dialog = page.getByRole('dialog', { name: 'Song plan' })
  const rows = dialog.getByRole('row')
  await expect(rows.nth(1)).toContainText('A01')
  await expect(rows.nth(1)).toContainText('×1')
  await expect(rows.nth(2).getByRole('cell', { name: 'Track 1 muted' })).toBeVisible()
  await expect(rows.nth(3).getByRole('cell', { name: 'Track 1 heard' })).toBeVisible()
  await expect(rows.nth(4)).toContainText('A02')
  await expectAccessible(page)
  await page.emulateMedia({ media: 'print' })
  await expect(dialog.getByRole('table')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Print…' })).toBeHidden()
})

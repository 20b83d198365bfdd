import { BAR } from '../src-common/domain/time/ticks'
import { expect, test } from './hosts'
import { button, expectAccessible, lastEdit, projectOf } from './page-actions'

test('the history jumps to any state, back and forth, by pointer and by keys', async ({ muteline }) => {
  const { page, client } = muteline
  for (let bar = 1; bar <= 4; bar++)
    await client.call('dispatch', {
      type: 'paintMutes',
      tracks: [0],
      kind: 'global',
      from: 2 * bar * BAR,
      to: (2 * bar + 1) * BAR,
    })
  await lastEdit(page, 'Mute Track 1 at 9.1.1')
  const mutes = async (): Promise<number | undefined> => (await projectOf(muteline)).tracks[0]?.mutes.global.length
  await page.getByRole('tab', { name: 'History' }).click()
  const list = page.getByRole('list', { name: 'What can be undone and redone' })
  await expect(list.getByRole('button')).toHaveText(
    ['Opened', 'Mute Track 1 at 3.1.1', 'Mute Track 1 at 5.1.1', 'Mute Track 1 at 7.1.1', /Mute Track 1 at 9.1.1/].map(
      (text) => (typeof text === 'string' ? new RegExp(text) : text),
    ),
  )
  const now = list.locator('[aria-current=step]')
  await expect(now).toHaveText(/Mute Track 1 at 9.1.1/)

  await list.getByRole('button', { name: 'Mute Track 1 at 3.1.1' }).click()
  await expect.poll(mutes).toBe(1)
  await expect(now).toHaveText(/Mute Track 1 at 3.1.1/)
  await expect(list.getByRole('button', { name: 'undone' })).toHaveCount(3)
  await expect(list).toBeVisible()
  await expectAccessible(page)

  await list.getByRole('button', { name: 'Opened' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(mutes).toBe(0)
  await expect(button(page, 'Undo')).toBeDisabled()

  await list.getByRole('button', { name: 'Mute Track 1 at 7.1.1' }).click()
  await expect.poll(mutes).toBe(3)
  await expect(button(page, 'Redo')).toHaveAttribute('title', 'Redo Mute Track 1 at 9.1.1 (Ctrl+Shift+Z)')

  // What is done from here takes the place of what was undone.
  await client.call('dispatch', { type: 'setTempo', bpm: 99 })
  await expect(now).toHaveText(/Tempo 99.0/)
  await expect(list.getByRole('button')).toHaveCount(5)
  await expect(list.getByRole('button', { name: 'undone' })).toHaveCount(0)
  expect(muteline.faults).toEqual([])
})

test('a jump beyond what there is goes as far as there is', async ({ muteline }) => {
  const { client } = muteline
  await client.call('dispatch', { type: 'setTempo', bpm: 99 })
  await client.call('goToHistory', { done: 0 })
  await client.call('goToHistory', { done: 1_000_000 })
  expect((await projectOf(muteline)).bpm).toBe(99)
  await expect(client.call('goToHistory', { done: -1 })).rejects.toThrow('goToHistory: done')
})

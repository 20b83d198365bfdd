// How the tracks' rows stand: folded, in another order, with heights of their own, and as at first again.
import { BAR } from '../src-common/domain/time/ticks'
import { expect, test } from './hosts'
import { button, HEADER_WIDTH, projectOf } from './page-actions'

test('rows are folded, moved and made higher; gestures find their tracks, and a reload brings them back', async ({
  muteline,
}) => {
  const { page } = muteline
  const track = (name: string) => page.getByRole('button', { name: new RegExp(`^\\d+ ${name}( |$)`) })
  const boxOf = async (name: string) => {
    const box = await track(name).boundingBox()
    if (box === null) throw new Error(`There is no ${name}`)
    return box
  }
  await track('Track 3').click()
  await page.keyboard.press('Alt+Shift+ArrowUp')
  await expect.poll(async () => (await boxOf('Track 3')).y < (await boxOf('Track 2')).y).toBe(true)

  const before = await boxOf('Track 3')
  const grip = page.getByRole('separator', { name: 'Height of Track 3' })
  await grip.hover()
  await page.mouse.down()
  await page.mouse.move(before.x + 40, before.y + 80, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round((await boxOf('Track 3')).height)).toBeGreaterThan(70)

  await track('Track 1').click()
  await page.keyboard.press('u')
  await expect.poll(async () => (await boxOf('Track 1')).height).toBeLessThan(14)

  const row = await boxOf('Track 3')
  await page.getByRole('combobox', { name: 'Grid' }).selectOption(String(BAR))
  await page.mouse.move(HEADER_WIDTH + 30, row.y + row.height / 2)
  await page.mouse.down()
  await page.mouse.move(HEADER_WIDTH + 90, row.y + row.height / 2, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => (await projectOf(muteline)).tracks[2]?.mutes.global.length).toBe(1)

  // The view is kept a moment after it was changed.
  await page.waitForTimeout(1500)
  await page.reload()
  await expect.poll(async () => Math.round((await boxOf('Track 3')).height)).toBeGreaterThan(70)
  await button(page, 'Menu').click()
  await page.getByRole('menuitem', { name: 'View' }).hover()
  await page.getByRole('menuitem', { name: 'All lanes as at first' }).click()
  await expect.poll(async () => (await boxOf('Track 1')).height).toBeGreaterThan(14)
  await expect.poll(async () => (await boxOf('Track 3')).y > (await boxOf('Track 2')).y).toBe(true)
  expect(muteline.faults).toEqual([])
})

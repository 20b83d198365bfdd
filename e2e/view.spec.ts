import { BAR } from '../src-common/domain/time/ticks'
import { expect, test } from './hosts'
import { button, lastEdit, projectOf } from './page-actions'
import type { Muteline } from './hosts'

const header = ({ page }: Muteline, name: string) =>
  page.getByRole('button', { name: new RegExp(`\\b${name}\\b`) }).first()

test('a track is named and coloured; its row is moved, made higher and folded, and all of that is remembered', async ({
  muteline,
}) => {
  const { page } = muteline
  await header(muteline, 'Track 4').dblclick()
  const panel = page.getByRole('dialog', { name: 'Name and colour of Track 4' })
  await panel.getByRole('textbox').fill('Hats')
  await page.keyboard.press('Enter')
  await lastEdit(page, 'Rename Track 4 to Hats')
  await page.getByRole('button', { name: 'Colour 9', exact: true }).click()
  await lastEdit(page, 'Colour Hats')
  expect((await projectOf(muteline)).tracks[3]).toMatchObject({ name: 'Hats', color: '#8a8cff' })
  await page.keyboard.press('Escape')

  const rowsFromTop = (): Promise<readonly string[]> =>
    page
      .locator('.headers button.name')
      .evaluateAll((buttons) => buttons.map((each) => each.querySelector('span')?.textContent ?? ''))
  const hats = (await header(muteline, 'Hats').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const top = (await header(muteline, 'Track 1').boundingBox()) ?? hats
  await page.mouse.move(hats.x + 60, hats.y + hats.height / 2)
  await page.mouse.down()
  await page.mouse.move(hats.x + 60, top.y + 4, { steps: 6 })
  await page.mouse.up()
  await expect.poll(async () => (await rowsFromTop()).slice(0, 4)).toEqual(['Hats', 'Track 1', 'Track 2', 'Track 3'])

  // By keys: chosen, folded, and moved down again.
  await header(muteline, 'Track 2').click()
  await page.keyboard.press('u')
  await expect.poll(async () => (await header(muteline, 'Track 2').boundingBox())?.height).toBeLessThan(14)
  await page.keyboard.press('Alt+Shift+ArrowDown')
  await expect.poll(async () => (await rowsFromTop()).slice(0, 4)).toEqual(['Hats', 'Track 1', 'Track 3', 'Track 2'])

  // A drag over rows mutes the tracks as they stand, whatever their numbers are.
  await button(page, 'Fit').click()
  const lanes = await page.getByLabel('Mute lanes').boundingBox()
  const middle = async (name: string): Promise<number> => {
    const box = await header(muteline, name).boundingBox()
    return (box?.y ?? 0) + (box?.height ?? 0) / 2
  }
  await page.getByRole('combobox', { name: 'Grid' }).selectOption(String(BAR))
  await page.mouse.move((lanes?.x ?? 0) + 30, await middle('Hats'))
  await page.mouse.down()
  await page.mouse.move((lanes?.x ?? 0) + 40, await middle('Track 1'), { steps: 4 })
  await page.mouse.up()
  await expect
    .poll(async () => (await projectOf(muteline)).tracks.slice(0, 4).map((track) => track.mutes.global.length))
    .toEqual([1, 0, 0, 1])

  // What lies below gets more room by a drag, and by keys; controller lanes stay open.
  const split = page.getByRole('separator', { name: 'Height of what lies below' })
  const heightOfSplit = async (): Promise<number> => Number(await split.getAttribute('aria-valuenow'))
  const line = (await split.boundingBox()) ?? hats
  const usual = await heightOfSplit()
  await page.mouse.move(line.x + 400, line.y + 3)
  await page.mouse.down()
  await page.mouse.move(line.x + 400, line.y - 37, { steps: 4 })
  await page.mouse.up()
  await expect.poll(heightOfSplit).toBe(usual + 40)
  await split.focus()
  await page.keyboard.press('ArrowUp')
  await expect.poll(heightOfSplit).toBe(usual + 48)
  await button(page, 'Add a controller lane').click()
  await page.getByLabel('Controller number').fill('74')
  await button(page, 'Show').first().click()
  const lane = page.getByLabel(/^(CC 74|Filter frequency) of Track 2$/).first()
  await expect(lane).toBeVisible()

  // What was looked at is there again: the order, the fold, the grid and the tool.
  await page.keyboard.press('v')
  await page.waitForTimeout(1200)
  await page.reload()
  await expect.poll(async () => (await rowsFromTop()).slice(0, 4)).toEqual(['Hats', 'Track 1', 'Track 3', 'Track 2'])
  await expect(page.getByRole('combobox', { name: 'Grid' })).toHaveValue(String(BAR))
  await expect(button(page, 'Select tool')).toHaveAttribute('aria-pressed', 'true')
  expect(await heightOfSplit()).toBe(usual + 48)
  await expect(lane).toBeVisible()
})

test('the view zooms to what is chosen and to the song, and follows the playhead in three ways', async ({
  muteline,
}) => {
  const { page, client } = muteline
  await client.call('dispatch', { type: 'paintMutes', tracks: [1], kind: 'global', from: 40 * BAR, to: 42 * BAR })
  await page.keyboard.press('f')
  await header(muteline, 'Track 2').click()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(page.getByRole('status', { name: 'What happened' })).toContainText(
    'Track 2, muted from bar 41 to bar 43',
  )
  await page.keyboard.press('z')
  const bars = page.getByRole('listbox', { name: 'Mutes of Track 2' })
  await expect(bars).toContainText('Track 2, muted from bar 41 to bar 43')
  // Zoomed in, the two bars fill most of the lanes: a drag over their middle lies within bar 42.
  const lanes = await page.getByLabel('Mute lanes').boundingBox()
  const row = await header(muteline, 'Track 2').boundingBox()
  await page.getByRole('combobox', { name: 'Grid' }).selectOption('240')
  await page.mouse.move((lanes?.x ?? 0) + (lanes?.width ?? 0) * 0.6, (row?.y ?? 0) + 8)
  await page.mouse.down()
  await page.mouse.move((lanes?.x ?? 0) + (lanes?.width ?? 0) * 0.7, (row?.y ?? 0) + 8, { steps: 4 })
  await page.mouse.up()
  const lane = async (): Promise<readonly { from: number; to: number }[]> =>
    (await projectOf(muteline)).tracks[1]?.mutes.global ?? []
  await expect.poll(async () => (await lane()).length).toBe(2)
  const [first, second] = await lane()
  expect(first?.to).toBeGreaterThan(41 * BAR)
  expect(second?.from).toBeLessThan(42 * BAR)

  const follow = page.getByRole('button', { name: /^Follow the playhead/ })
  await expect(follow).toHaveText('Page')
  await follow.click()
  await expect(follow).toHaveText('Smooth')
  await page.keyboard.press('Shift+F')
  await expect(follow).toHaveText('Still')
})

test('enlarged to twice the size, everything is still within reach', async ({ muteline }) => {
  const { page } = muteline
  await page.setViewportSize({ width: 640, height: 360 })
  await page.reload()
  await expect(button(page, 'Box: play')).toHaveCount(0)
  await button(page, 'Side panel').click()
  await expect(button(page, 'Box: play')).toBeVisible()
  await button(page, 'Side panel').click()
  await expect(button(page, 'REC')).toBeInViewport()
  const scrolls = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
  expect(scrolls).toBe(true)
})

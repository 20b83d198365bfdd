import { BAR } from '../src-common/domain/time/ticks'
import { expect, test } from './hosts'
import { button, expectAccessible, lastEdit, projectOf } from './page-actions'

test.beforeEach(async ({ muteline }) => {
  await expect(button(muteline.page, 'Box: play')).toBeVisible()
})

test('the palette runs a command by keyboard alone, and gives the focus back', async ({ muteline }) => {
  const { page } = muteline
  const loop = button(page, 'Loop')
  await loop.focus()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Find and run a command' })
  const field = palette.getByRole('combobox', { name: 'Command, bar or section' })
  await expect(field).toBeFocused()
  await expectAccessible(page)
  // What cannot be done now stands last, and Enter does nothing.
  await field.pressSequentially('undo')
  await expect(palette.getByRole('option', { selected: true })).toContainText('Undo')
  await expect(palette.getByRole('option', { selected: true })).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Enter')
  await field.fill('loop')
  await page.keyboard.press('Enter')
  await expect(palette).toBeHidden()
  await expect(loop).toBeFocused()
  await expect(loop).toHaveAttribute('aria-pressed', 'true')

  // Those used last are offered first; arrows choose, Escape only closes.
  await page.keyboard.press('Control+k')
  await expect(palette.getByRole('option').first()).toContainText('Loop on or off')
  await page.keyboard.press('ArrowDown')
  await expect(palette.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await expect(loop).toHaveAttribute('aria-pressed', 'true')
})

test('the palette goes to bars, positions and sections', async ({ muteline }) => {
  const { page, client } = muteline
  await client.call('dispatch', { type: 'addSection', tick: 32 * BAR, name: 'Drop' })
  const go = async (typed: string): Promise<void> => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(typed)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await go('bar 57')
  await expect(page.getByLabel('Position')).toHaveText('57.1.1')
  await go('9.2.1')
  await expect(page.getByLabel('Position')).toHaveText('9.2.1')
  await go('section dr')
  await expect(page.getByLabel('Position')).toHaveText('33.1.1')
  await page.keyboard.press('/')
  await expect(page.getByRole('dialog').getByRole('option')).toHaveText(['Go to section Drop'])
  await page.keyboard.type('3')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Position')).toHaveText('3.1.1')
})

test('keys are changed, a conflict is told and decided, and all of it holds after a reload', async ({ muteline }) => {
  const { page } = muteline
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const rowOf = (title: string) => sheet.getByRole('listitem').filter({ hasText: title })
  await page.keyboard.press('?')
  await expect(sheet.getByRole('searchbox')).toBeFocused()
  await expectAccessible(page)

  await page.keyboard.type('keep')
  await expect(rowOf('Loop on or off')).toHaveCount(0)
  await button(page, 'Change the keys of: Keep what I just played').click()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeVisible()
  await button(page, 'Change the keys of: Keep what I just played').click()
  await expect(sheet.getByLabel('Press the new keys')).toBeFocused()
  await page.keyboard.press('l')
  await expect(sheet.getByRole('alert')).toContainText('belongs to Loop on or off')
  await expectAccessible(page)
  await button(page, 'Take it over').click()
  await expect(rowOf('Keep what I just played').locator('kbd')).toHaveText(['L'])

  await page.reload()
  await expect(button(page, 'Box: play')).toBeVisible()
  await expect(button(page, 'Keep last')).toHaveAttribute('title', /^Keep what I just played \(L\)/)
  await page.keyboard.press('?')
  await sheet.getByRole('searchbox').fill('loop')
  await expect(rowOf('Loop on or off').locator('kbd')).toHaveText(['Ctrl', 'L'])
  await page.keyboard.press('Escape')
  await page.keyboard.press('l')
  await expect(button(page, 'Loop')).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('Control+l')
  await expect(button(page, 'Loop')).toHaveAttribute('aria-pressed', 'true')

  await page.keyboard.press('?')
  await button(page, 'All back to default').click()
  await expect(rowOf('Keep what I just played').locator('kbd')).toHaveText(['K'])
})

test('keys that are pressed in a dialog do nothing behind it', async ({ muteline }) => {
  const { page } = muteline
  await page.keyboard.press('Control+,')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('r')
  await page.keyboard.press('Home')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(button(page, 'REC')).toHaveAttribute('aria-pressed', 'false')
})

test('the menu has every command by group, and is worked by keys', async ({ muteline }) => {
  const { page } = muteline
  const opener = button(page, 'Menu')
  await opener.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Files' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('v')
  await expect(page.getByRole('menuitem', { name: 'View' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menuitem', { name: 'Zoom in' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('menuitem', { name: 'View' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Home')
  await page.keyboard.type('show the m')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(page.getByRole('tab', { name: 'Monitor' })).toHaveAttribute('aria-selected', 'true')
  await expect(opener).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(opener).toBeFocused()

  // By mouse, the button that opens it closes it, too; what the pointer passes over shows what is in it.
  await opener.click()
  await page.getByRole('menuitem', { name: 'Files' }).hover()
  await expect(page.getByRole('menuitem', { name: 'Export a MIDI file, mutes as CC 94' })).toBeVisible()
  await opener.click()
  await expect(page.getByRole('menu')).toBeHidden()
})

test('a right click on a track offers what can be done with it', async ({ muteline }) => {
  const { page } = muteline
  await page.getByRole('button', { name: /^H MIDI H/ }).click({ button: 'right' })
  const menu = page.getByRole('menu', { name: 'What can be done here' })
  await expect(menu.getByRole('menuitemcheckbox', { name: 'Mute the whole track' })).toBeFocused()
  await expectAccessible(page)
  const box = await menu.boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(menu).toBeHidden()
  await expect.poll(async () => (await projectOf(muteline)).tracks[15]?.soloed).toBe(true)
  await page.getByRole('button', { name: /^H MIDI H/ }).click({ button: 'right' })
  await expect(menu.getByRole('menuitemcheckbox', { name: 'Solo the track' })).toHaveAttribute('aria-checked', 'true')
  await page.mouse.click(640, 40)
  await expect(menu).toBeHidden()
})

test('a long press by touch opens the same menu, and presses nothing', async ({ muteline }) => {
  const { page } = muteline
  const mute = button(page, 'Mute Track 3')
  const { x, y } = (await mute.boundingBox()) ?? { x: 0, y: 0 }
  const touch = { pointerType: 'touch', isPrimary: true, bubbles: true, clientX: x + 5, clientY: y + 5 }
  const menu = page.getByRole('menu', { name: 'What can be done here' })
  await mute.dispatchEvent('pointerdown', touch)
  await mute.dispatchEvent('pointermove', { ...touch, clientX: x + 40 })
  await page.waitForTimeout(700)
  await expect(menu).toBeHidden()
  await mute.dispatchEvent('pointerdown', touch)
  await expect(menu).toBeVisible()
  // A click comes at once with the finger's lifting.
  await mute.evaluate((element: HTMLElement, lifted) => {
    element.dispatchEvent(new PointerEvent('pointerup', lifted))
    element.click()
  }, touch)
  await expect(menu).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(mute).toHaveAttribute('aria-pressed', 'false')
})

test('what is typed after the palette was asked for goes into it, also while an edit is on its way', async ({
  muteline,
}) => {
  const { page } = muteline
  await page.keyboard.press('l')
  await lastEdit(page, 'Set loop')
  const open = await page.evaluate(async () => {
    const press = (key: string): boolean =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true }))
    press('z')
    press('k')
    await Promise.resolve()
    return document.querySelector('dialog:modal') !== null
  })
  expect(open).toBe(true)
})

import type { Page } from 'playwright/test'
import { BAR, PPQ } from '../src-common/domain/time/ticks'
import { expect, test, type Muteline } from './hosts'
import { button, Lanes, lastEdit, projectOf } from './page-actions'

type Span = readonly [from: number, to: number]

const mute = (
  { client }: Muteline,
  track: number,
  [from, to]: Span,
  kind: 'global' | 'pattern' = 'global',
): Promise<unknown> => client.call('dispatch', { type: 'paintMutes', tracks: [track], kind, from, to })

/** The muted spans of some tracks. */
async function mutes(muteline: Muteline, tracks: readonly number[], kind: 'global' | 'pattern' = 'global') {
  const project = await projectOf(muteline)
  return tracks.map((track) => project.tracks[track]?.mutes[kind].map(({ from, to }) => [from, to]))
}

/** Eight bars in view, a grid of bars, and the tool that chooses. */
async function choosing(muteline: Muteline): Promise<Lanes> {
  const { page, client } = muteline
  await client.call('dispatch', { type: 'addSection', tick: 7 * BAR, name: 'End' })
  await page.getByRole('combobox', { name: 'Grid' }).selectOption(String(BAR))
  await page.keyboard.press('v')
  await expect(button(page, 'Select tool')).toHaveAttribute('aria-pressed', 'true')
  return Lanes.fitted(page)
}

const click = (page: Page, lanes: Lanes, tick: number, track: number): Promise<void> =>
  page.mouse.click(lanes.x(tick), lanes.y(track))

test('chosen mutes move, copy and stretch together; Shift constrains, Escape drops', async ({ muteline }) => {
  const { page } = muteline
  await mute(muteline, 1, [BAR, 2 * BAR])
  await mute(muteline, 2, [2 * BAR + 30, 3 * BAR])
  const lanes = await choosing(muteline)
  const now = () => mutes(muteline, [1, 2, 3])

  await click(page, lanes, 1.5 * BAR, 1)
  await page.keyboard.down('Shift')
  await click(page, lanes, 2.5 * BAR, 2)
  await page.keyboard.up('Shift')
  await expect(page.getByRole('group', { name: 'Chosen on the lanes' })).toContainText('2 mutes')

  await lanes.drag([1.5 * BAR, lanes.y(1)], [2.5 * BAR, lanes.y(2)])
  await expect.poll(now).toEqual([[], [[2 * BAR, 3 * BAR]], [[3 * BAR + 30, 4 * BAR]]])
  await lastEdit(page, 'Move 2 mutes of 2 tracks')

  await lanes.drag([3 * BAR, lanes.y(2)], [4 * BAR, lanes.y(2)])
  await expect.poll(now).toEqual([[], [[2 * BAR, 4 * BAR]], [[3 * BAR + 30, 5 * BAR]]])
  await lastEdit(page, 'Move edges of 2 mutes')

  await lanes.press([3.5 * BAR, lanes.y(2)], [4.6 * BAR, lanes.y(4)])
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await lanes.press([2.5 * BAR, lanes.y(2)], [5.6 * BAR, lanes.y(3)])
  await page.keyboard.down('Shift')
  await page.keyboard.down('Control')
  await page.mouse.up()
  await page.keyboard.up('Control')
  await page.keyboard.up('Shift')
  await expect.poll(now).toEqual([
    [],
    [[2 * BAR, 4 * BAR], [5 * BAR, 7 * BAR]],
    [[3 * BAR + 30, 5 * BAR], [6 * BAR + 30, 8 * BAR]],
  ]) // prettier-ignore
  await lastEdit(page, 'Copy 2 mutes of 2 tracks')
  await page.keyboard.press('Delete')
  await expect.poll(now).toEqual([[], [[2 * BAR, 4 * BAR]], [[3 * BAR + 30, 5 * BAR]]])
  for (let step = 0; step < 4; step++) await page.keyboard.press('Control+z')
  await expect.poll(now).toEqual([[[BAR, 2 * BAR]], [[2 * BAR + 30, 3 * BAR]], []])
})

test('a range holds mutes and notes: it moves, copies, is cut, pasted, doubled and cleared', async ({ muteline }) => {
  const { page, client } = muteline
  await mute(muteline, 1, [BAR, 2 * BAR])
  await client.call('dispatch', {
    type: 'addNotes',
    track: 2,
    notes: [{ tick: BAR + PPQ, length: 240, pitch: 60, velocity: 100 }],
  })
  const lanes = await choosing(muteline)
  const now = async () => {
    const project = await projectOf(muteline)
    const spans = project.tracks.slice(0, 5).map((track) => track.mutes.global.map(({ from }) => from / BAR))
    return [spans, project.tracks.slice(0, 5).map((track) => track.notes.map(({ tick }) => (tick - PPQ) / BAR))]
  }

  await lanes.drag([3.5 * BAR, lanes.y(2)], [1.2 * BAR, lanes.y(1)])
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('2.1.1')
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('5.1.1')
  await lanes.drag([3.5 * BAR, lanes.y(1)], [5.5 * BAR, lanes.y(2)])
  await expect.poll(now).toEqual([
    [[], [], [3], [], []],
    [[], [], [], [3], []],
  ])
  await lastEdit(page, 'Move 3 bars of 2 tracks')
  await page.keyboard.press('Control+z')
  await expect.poll(now).toEqual([
    [[], [1], [], [], []],
    [[], [], [1], [], []],
  ])

  await lanes.drag([2.5 * BAR, lanes.y(4)], [1.2 * BAR, lanes.y(4)])
  await lanes.drag([2.5 * BAR, lanes.y(2)], [2.5 * BAR, lanes.y(1)])
  await page.keyboard.press('Escape')
  await lanes.drag([2.9 * BAR, lanes.y(2)], [1.2 * BAR, lanes.y(1)])
  await page.keyboard.press('Control+d')
  await expect.poll(now).toEqual([
    [[], [1, 3], [], [], []],
    [[], [], [1, 3], [], []],
  ])
  await page.keyboard.press('Delete')
  await expect.poll(now).toEqual([
    [[], [1], [], [], []],
    [[], [], [1], [], []],
  ])
  await lastEdit(page, 'Clear 2 tracks at 4.1.1')

  await lanes.drag([2.9 * BAR, lanes.y(2)], [1.2 * BAR, lanes.y(1)])
  await page.keyboard.press('Control+x')
  await expect.poll(now).toEqual([
    [[], [], [], [], []],
    [[], [], [], [], []],
  ])
  await client.call('locate', 5 * BAR)
  await page.getByRole('button', { name: /Track 4/ }).first().click() // prettier-ignore
  await page.keyboard.press('Control+v')
  await expect.poll(now).toEqual([
    [[], [], [], [5], []],
    [[], [], [], [], [5]],
  ])
  await lastEdit(page, 'Paste 2 bars at 6.1.1')
})

test('a double click mutes one cell, and deletes the mute; keys split, join, invert and change the layer', async ({
  muteline,
}) => {
  const { page, client } = muteline
  const lanes = await choosing(muteline)
  const now = () => mutes(muteline, [3])
  await page.mouse.dblclick(lanes.x(2.5 * BAR), lanes.y(3))
  await expect.poll(now).toEqual([[[2 * BAR, 3 * BAR]]])
  await page.mouse.dblclick(lanes.x(2.5 * BAR), lanes.y(3), { delay: 20 })
  await expect.poll(now).toEqual([[]])

  await mute(muteline, 3, [BAR, 6 * BAR])
  await client.call('locate', 3 * BAR)
  await expect(page.getByText('4.1.1').first()).toBeVisible()
  await click(page, lanes, 2.5 * BAR, 3)
  await page.keyboard.press('Control+e')
  await expect.poll(now).toEqual([[[BAR, 3 * BAR], [4 * BAR, 6 * BAR]]]) // prettier-ignore
  await lanes.drag([7.5 * BAR, lanes.y(3)], [0.5 * BAR, lanes.y(3)])
  await page.keyboard.press('i')
  await expect.poll(now).toEqual([[[0, BAR], [3 * BAR, 4 * BAR], [6 * BAR, 8 * BAR]]]) // prettier-ignore
  await page.keyboard.press('Control+j')
  await expect.poll(now).toEqual([[[0, 8 * BAR]]])
  await page.keyboard.press('Shift+g')
  await expect.poll(now).toEqual([[]])
  await expect.poll(() => mutes(muteline, [3], 'pattern')).toEqual([[[0, 8 * BAR]]])
  await expect(button(page, 'Pattern mutes')).toHaveAttribute('aria-pressed', 'true')
  await lastEdit(page, 'Change layer of mute of Track 4')
})

test('numbers, arrows and steps from edge to edge', async ({ muteline }) => {
  const { page } = muteline
  await mute(muteline, 1, [BAR, 2 * BAR])
  await mute(muteline, 4, [3 * BAR, 4 * BAR])
  const lanes = await choosing(muteline)
  const now = () => mutes(muteline, [1, 2])
  await click(page, lanes, 1.5 * BAR, 1)
  const length = page.getByLabel('Length', { exact: true })
  await length.fill('+1')
  await length.press('Enter')
  await expect.poll(now).toEqual([[[BAR, 3 * BAR]], []])
  await page.getByLabel('From', { exact: true }).fill('2.2.1')
  await page.getByLabel('From', { exact: true }).press('Enter')
  await expect.poll(now).toEqual([[[BAR + PPQ, 3 * BAR]], []])
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect.poll(now).toEqual([[], [[2 * BAR + PPQ, 4 * BAR]]])

  const locate = page.getByText(/^\d+\.\d\.\d$/).first()
  await page.keyboard.press('Escape')
  await page.keyboard.press(']')
  await expect(locate).toHaveText('3.2.1')
  await page.keyboard.press('Shift+}')
  await expect(locate).toHaveText('4.1.1')
  await page.keyboard.press(']')
  await expect(locate).toHaveText('5.1.1')
  await page.keyboard.press('[')
  await expect(locate).toHaveText('3.2.1')
})

test('mutes are shown on the grid and keep what was pressed, until that is applied', async ({ muteline }) => {
  const { page } = muteline
  await mute(muteline, 1, [BAR + 70, 2 * BAR - 55])
  const lanes = await choosing(muteline)
  const now = () => mutes(muteline, [1])
  await page.keyboard.press('q')
  await lastEdit(page, 'Show mutes quantized')
  // What is shown can be taken: its edge goes to the grid, and the other one stays as it was pressed.
  await lanes.drag([2 * BAR, lanes.y(1)], [3 * BAR, lanes.y(1)])
  await expect.poll(now).toEqual([[[BAR + 70, 3 * BAR]]])
  await page.keyboard.press('q')
  await lastEdit(page, 'Show mutes as they were pressed')
  await page.mouse.click(lanes.x(2 * BAR), lanes.y(1), { button: 'right' })
  await page.getByRole('menuitem', { name: /Quantize mutes/ }).click()
  await page.getByRole('radio', { name: /Apply to Track 2/ }).check()
  await button(page, 'Apply').click()
  await expect.poll(now).toEqual([[[BAR, 3 * BAR]]])
})

test('a finger draws and drags, two pan and zoom, one that rests opens the menu', async ({ muteline }) => {
  const { page } = muteline
  const lanes = await choosing(muteline)
  await page.keyboard.press('b')
  const line = await page.context().newCDPSession(page)
  const touch = (type: string, points: readonly (readonly [number, number])[]): Promise<unknown> =>
    line.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart',
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    })
  const at = (tick: number, track: number): readonly [number, number] => [lanes.x(tick), lanes.y(track)]
  const now = () => mutes(muteline, [1, 2])

  await touch('touchStart', [at(BAR + 100, 1)])
  await touch('touchMove', [at(2 * BAR, 1)])
  await touch('touchMove', [at(3 * BAR - 100, 2)])
  await touch('touchEnd', [])
  await expect.poll(now).toEqual([[[BAR, 3 * BAR]], [[BAR, 3 * BAR]]])
  await touch('touchStart', [at(3 * BAR, 1)])
  await touch('touchMove', [at(3.5 * BAR, 1)])
  await touch('touchMove', [at(5 * BAR, 1)])
  await touch('touchEnd', [])
  await expect.poll(now).toEqual([[[BAR, 5 * BAR]], [[BAR, 3 * BAR]]])

  // A second finger drops what the first one began.
  await touch('touchStart', [at(6 * BAR, 4)])
  await touch('touchMove', [at(7 * BAR, 5)])
  await touch('touchStart', [at(7 * BAR, 5), at(2 * BAR, 8)])
  await touch('touchMove', [at(6 * BAR, 5), at(3 * BAR, 8)])
  await touch('touchEnd', [])
  expect(await mutes(muteline, [4, 5])).toEqual([[], []])

  await touch('touchStart', [[lanes.x(2 * BAR), lanes.y(10)]])
  await expect(page.getByRole('menu')).toBeVisible()
  await touch('touchEnd', [])
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
})

test('a drag that is held at the edge scrolls on', async ({ muteline }) => {
  const { page } = muteline
  const lanes = await choosing(muteline)
  await page.keyboard.press('b')
  await lanes.press([7 * BAR + 10, lanes.y(1)], [9 * BAR, lanes.y(1)])
  await page.waitForTimeout(700)
  await page.mouse.up()
  await expect.poll(async () => (await mutes(muteline, [1]))[0]?.[0]?.[0]).toBe(7 * BAR)
  expect((await mutes(muteline, [1]))[0]?.[0]?.[1]).toBeGreaterThan(9 * BAR)
})

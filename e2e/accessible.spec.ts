// Every panel, mode, dialog and menu, with music in it, has nothing that axe finds fault with.
import type { Page } from 'playwright/test'
import type { Command } from '../src-common/domain/edit/command'
import { BAR, PPQ, STEP } from '../src-common/domain/time/ticks'
import { HEAD } from '../src-renderer/canvas/head-layout'
import { expect, test, type Muteline } from './hosts'
import { button, expectAccessible, Lanes, lastEdit } from './page-actions'

const SONG: readonly Command[] = [
  { type: 'addSection', tick: 0, name: 'Intro' },
  { type: 'addSection', tick: 4 * BAR, name: 'Drop' },
  { type: 'addMarker', tick: 6 * BAR, name: 'Riser' },
  { type: 'putPattern', tick: 0, pattern: 0, from: null },
  { type: 'putPattern', tick: 5 * BAR + PPQ, pattern: 1, from: null },
  { type: 'setLoop', loop: { from: BAR, to: 3 * BAR } },
  { type: 'setPunch', punch: { from: BAR, to: 2 * BAR } },
  { type: 'paintMutes', tracks: [0, 2], kind: 'global', from: 2 * BAR, to: 4 * BAR },
  { type: 'paintMutes', tracks: [2], kind: 'pattern', from: 6 * BAR, to: 7 * BAR },
  {
    type: 'addNotes',
    track: 0,
    notes: [0, 1, 2, 3].map((bar) => ({ tick: bar * BAR, length: STEP, pitch: 60 + bar, velocity: 90 })),
  },
  { type: 'drawController', track: 0, target: 'cc:74', points: [{ tick: 0, value: 4 }], from: 0, to: BAR },
]

test.setTimeout(150_000)

test.beforeEach(async ({ muteline: { page, client } }) => {
  await expect(button(page, 'Box: play')).toBeVisible()
  for (const command of SONG) await client.call('dispatch', command)
  await expect(page.getByText('4 notes', { exact: true })).toBeVisible()
})

async function record({ page, client }: Muteline, count: number): Promise<void> {
  await client.call('perform', {
    script: '0 tempo 300\n0 pattern A01\n1.3 mute 1\n2.1 pattern A02\n2.3 unmute 1\n4.1 stop',
  })
  await button(page, 'REC').click()
  await button(page, 'Box: play').click()
  await lastEdit(page, count === 1 ? 'Place Take 1, bar 2' : `Place Take ${String(count)}, bar 2`)
}

/** By its name, as one finds it in the palette. */
async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(command)
  await page.keyboard.press('Enter')
}

test('every panel at the side, empty and filled', async ({ muteline }) => {
  const { page } = muteline
  const panels = ['Box', 'Doctor', 'Patterns', 'Takes', 'Monitor', 'History']
  const all = async (): Promise<void> => {
    for (const panel of panels) {
      await page.getByRole('tab', { name: panel, exact: true }).click()
      await expect(page.getByRole('tabpanel', { name: panel })).toBeVisible()
      await expectAccessible(page)
    }
  }
  await all()
  await page.getByRole('tab', { name: 'Box', exact: true }).click()
  await record(muteline, 1)
  await page.getByRole('tab', { name: 'Patterns' }).click()
  await page.getByRole('button', { name: /^Fetch what is used \(/ }).click()
  await expect(button(page, 'Fetch what is used again')).toBeVisible()
  await all()
  await page.getByRole('tab', { name: 'Takes' }).click()
  await button(page, 'Ways to place Take 1').click()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await button(page, 'Clock of Take 1').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page)
  expect(muteline.faults).toEqual([])
})

test('each mode of what lies below the arrangement', async ({ muteline }) => {
  const { page } = muteline
  await record(muteline, 1)
  await record(muteline, 2)
  await page.keyboard.press('Control+a')
  await expect(page.getByRole('group', { name: 'Chosen notes' })).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Trigs of all tracks').click()
  await expectAccessible(page)
  await button(page, 'Lengths of notes').click()

  await button(page, '1 with values').click()
  await expect(page.getByRole('slider')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Thin / }).click()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await button(page, 'Add a controller lane').click()
  await page.getByLabel('Search parameters').fill('filter')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /tracks shown behind/ }).click()
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: 'Comp' }).click()
  await expect(page.getByRole('group', { name: 'Takes, the newest first' })).toBeVisible()
  await expectAccessible(page)
  expect(muteline.faults).toEqual([])
})

test('dialogs over the page', async ({ muteline }) => {
  const { page } = muteline
  await page.keyboard.press('Control+a')
  const opened: readonly (readonly [command: string, dialog: string | RegExp])[] = [
    ['quantize: choose how', 'Quantize'],
    ['humanize: choose', 'Humanize'],
    ['quantize mutes', 'Quantize mutes'],
    ['keys, and change', 'Keyboard shortcuts'],
    ['settings of the box', /./],
  ]
  for (const [command, dialog] of opened) {
    await run(page, command)
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.keyboard.press('Control+k')
  await page.keyboard.type('mute')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await button(page, 'Menu').click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await expectAccessible(page)
  expect(muteline.faults).toEqual([])
})

test('what opens above the tracks, and the menus of every strip and lane', async ({ muteline }) => {
  const { page } = muteline
  const head = await Lanes.fitted(page, 'Ruler, sections and patterns')
  const middleOf = (strip: 'ruler' | 'marks' | 'sections' | 'patterns'): number =>
    head.top + HEAD[strip] + HEAD[`${strip}Height`] / 2
  const panel = async (name: string): Promise<void> => {
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  }
  await page.mouse.click(head.x(BAR), middleOf('sections'))
  await page.keyboard.press('Enter')
  await panel('Section')
  await run(page, 'repeat the chosen bars')
  await panel('Repeat bars')
  await page.keyboard.press('Control+i')
  await panel('Insert bars')
  await page.mouse.click(head.x(BAR), middleOf('patterns'))
  await page.keyboard.press('Enter')
  await panel('Pattern from here on')
  await page.mouse.dblclick(head.x(6 * BAR) + 8, middleOf('marks'))
  await expect(page.getByLabel('Name of the marker')).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  const lanes = await Lanes.fitted(page)
  const places: readonly (readonly [number, number])[] = [
    ...(['ruler', 'marks', 'sections', 'patterns'] as const).map((strip) => [head.x(BAR), middleOf(strip)] as const),
    [lanes.x(3 * BAR), lanes.y(0)],
    [lanes.x(7.5 * BAR), lanes.y(1)],
    [lanes.x(0) - 150, lanes.y(0)],
  ]
  for (const [x, y] of places) {
    await page.mouse.click(x, y, { button: 'right' })
    await expect(page.getByRole('menu')).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  }
  // With mutes and a range chosen, and quantized.
  await page.keyboard.press('v')
  await page.mouse.click(lanes.x(3 * BAR), lanes.y(0))
  await page.keyboard.press('q')
  await expect(page.getByRole('group', { name: 'Chosen on the lanes' })).toBeVisible()
  await expectAccessible(page)
  expect(muteline.faults).toEqual([])
})

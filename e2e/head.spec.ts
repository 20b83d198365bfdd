import type { Page } from 'playwright/test'
import { HEAD } from '../src-renderer/canvas/head-layout'
import { BAR, PPQ } from '../src-common/domain/time/ticks'
import type { Command } from '../src-common/domain/edit/command'
import type { Project } from '../src-common/domain/model/project'
import { expect, test, type Muteline } from './hosts'
import { button, Lanes, lastEdit, projectOf } from './page-actions'

const RULER = HEAD.rulerHeight / 2
const MARKS = HEAD.marks + HEAD.marksHeight / 2
const SECTIONS = HEAD.sections + HEAD.sectionsHeight / 2
const PATTERNS = HEAD.patterns + HEAD.patternsHeight / 2

/** Eight bars: A, B and C of two, four and two; A01, and A02 from bar 5. */
async function song({ page, client }: Muteline, more: readonly Command[] = []): Promise<Lanes> {
  const commands: readonly Command[] = [
    { type: 'addSection', tick: 0, name: 'A' },
    { type: 'addSection', tick: 2 * BAR, name: 'B' },
    { type: 'addSection', tick: 6 * BAR, name: 'C' },
    { type: 'putPattern', tick: 0, pattern: 0, from: null },
    { type: 'putPattern', tick: 4 * BAR, pattern: 1, from: null },
    { type: 'paintMutes', tracks: [0], kind: 'global', from: 2 * BAR, to: 3 * BAR },
    { type: 'addNotes', track: 0, notes: [{ tick: 8 * BAR - 10, length: 10, pitch: 60, velocity: 90 }] },
    ...more,
  ]
  for (const command of commands) await client.call('dispatch', command)
  await lastEditIsShown(page)
  return Lanes.fitted(page, 'Ruler, sections and patterns')
}
const lastEditIsShown = (page: Page): Promise<void> => expect(button(page, 'Undo')).toBeEnabled()

const sections = ({ sections: all }: Project): readonly string[] =>
  all.map(({ tick, name }) => `${String(tick / BAR + 1)} ${name}`)
const patterns = ({ patterns: all }: Project): readonly (readonly number[])[] =>
  all.map(({ tick, pattern }) => [tick / BAR + 1, pattern])

test('the ruler locates by a click, sets the loop by a drag, and its brace is moved, resized and chosen', async ({
  muteline,
}) => {
  const { page } = muteline
  const head = await song(muteline)
  const loop = async (): Promise<unknown> => (await projectOf(muteline)).loop
  await page.mouse.click(head.x(3 * BAR + 100), head.top + RULER)
  await expect(page.getByLabel('Position')).toHaveText('4.1.1')

  await head.drag([BAR + 60, head.top + RULER], [3 * BAR - 60, head.top + RULER])
  await expect.poll(loop).toEqual({ from: BAR, to: 3 * BAR })
  await lastEdit(page, 'Set loop')
  await head.drag([2 * BAR, head.top + 3], [4 * BAR, head.top + 3])
  await expect.poll(loop).toEqual({ from: 3 * BAR, to: 5 * BAR })
  await head.drag([5 * BAR, head.top + 3], [7 * BAR, head.top + 3])
  await expect.poll(loop).toEqual({ from: 3 * BAR, to: 7 * BAR })

  await head.press([3 * BAR, head.top + 3], [BAR, head.top + 3])
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await page.keyboard.press('Control+z')
  await expect.poll(loop).toEqual({ from: 3 * BAR, to: 5 * BAR })
  await expect(button(page, 'Redo')).toBeEnabled()

  await page.mouse.click(head.x(4 * BAR), head.top + 3)
  await page.keyboard.press('Shift+P')
  await expect.poll(async () => (await projectOf(muteline)).punch).toEqual({ from: 3 * BAR, to: 5 * BAR })
  await head.drag([4 * BAR, head.top + HEAD.rulerHeight - 3], [5 * BAR, head.top + HEAD.rulerHeight - 3])
  await expect.poll(async () => (await projectOf(muteline)).punch).toEqual({ from: 4 * BAR, to: 6 * BAR })
  await lastEdit(page, 'Set punch range')
})

test('bars that are chosen with Shift in the ruler are duplicated, moved and deleted on all tracks', async ({
  muteline,
}) => {
  const { page } = muteline
  const head = await song(muteline)
  await page.keyboard.down('Shift')
  await head.drag([2 * BAR + 90, head.top + RULER], [4 * BAR - 90, head.top + RULER])
  await page.keyboard.up('Shift')
  await page.keyboard.press('Control+Shift+D')
  await expect.poll(async () => sections(await projectOf(muteline))).toEqual(['1 A', '3 B', '9 C'])
  expect((await projectOf(muteline)).tracks[0]?.mutes.global).toEqual([
    { from: 2 * BAR, to: 3 * BAR },
    { from: 4 * BAR, to: 5 * BAR },
  ])
  await lastEdit(page, 'Repeat 2 bars at 3.1.1')
  await page.keyboard.press('Control+Shift+Delete')
  await expect.poll(async () => sections(await projectOf(muteline))).toEqual(['1 A', '3 B', '7 C'])
  await lastEdit(page, 'Delete 2 bars at 5.1.1')

  await page.keyboard.press('Control+i')
  await page.getByRole('spinbutton', { name: 'Bars' }).fill('3')
  await page.keyboard.press('Enter')
  await lastEdit(page, 'Insert 3 bars at 1.1.1')
})

test('a section is dragged to another place with its bars, copied, renamed, coloured, and its begin moved', async ({
  muteline,
}) => {
  const { page } = muteline
  const head = await song(muteline)
  const named = async (): Promise<unknown> => sections(await projectOf(muteline))
  const y = head.top + SECTIONS

  await head.press([4 * BAR, y], [7 * BAR, y])
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await named()).toEqual(['1 A', '3 B', '7 C'])

  await head.drag([4 * BAR, y], [100, y])
  await expect.poll(named).toEqual(['1 B', '5 A', '7 C'])
  await lastEdit(page, 'Move 4 bars to 1.1.1')
  expect((await projectOf(muteline)).tracks[0]?.mutes.global).toEqual([{ from: 0, to: BAR }])
  await page.keyboard.press('Control+z')
  await expect.poll(named).toEqual(['1 A', '3 B', '7 C'])
  await expect(button(page, 'Redo')).toBeEnabled()

  await head.drag([2 * BAR, y], [3 * BAR, y])
  await expect.poll(named).toEqual(['1 A', '4 B', '7 C'])
  await lastEdit(page, 'Move begin of section B to 4.1.1')

  await page.mouse.dblclick(head.x(5 * BAR), y)
  await page.getByLabel('Name of the section').fill('Drop')
  await page.keyboard.press('Enter')
  await expect.poll(named).toEqual(['1 A', '4 Drop', '7 C'])

  await page.mouse.click(head.x(5 * BAR), y)
  await page.keyboard.press('Enter')
  await button(page, 'Colour 3').click()
  await lastEdit(page, 'Change section Drop')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Delete')
  await expect.poll(named).toEqual(['1 A', '7 C'])
  await lastEdit(page, 'Remove section Drop')
  await page.keyboard.press('2')
  await expect(page.getByLabel('Position')).toHaveText('7.1.1')
})

test('patterns are dragged to where the box can change, with the reason said, and chosen from the banks', async ({
  muteline,
}) => {
  const { page } = muteline
  const head = await song(muteline)
  const row = async (): Promise<unknown> => patterns(await projectOf(muteline))
  const y = head.top + PATTERNS

  await head.press([4 * BAR, y], [4.8 * BAR, y])
  await expect(page.getByText(/A01 lasts 16 steps \(1 bar\): it can change at bars/).first()).toBeAttached()
  await page.mouse.up()
  await expect.poll(row).toEqual([[1, 0], [6, 1]]) // prettier-ignore
  await lastEdit(page, 'Move pattern A02 to 6.1.1')

  await page.getByRole('tab', { name: 'Patterns' }).click()
  await page.getByRole('button', { name: /^Fetch what is used/ }).click()
  await expect(button(page, 'Fetch what is used again')).toBeVisible()

  await page.mouse.dblclick(head.x(6 * BAR), y)
  const panel = page.getByRole('dialog', { name: 'Pattern from here on' })
  await panel.getByRole('button', { name: /^A04/ }).click()
  await expect.poll(row).toEqual([[1, 0], [6, 3]]) // prettier-ignore
  await lastEdit(page, 'Pattern A04 at 6.1.1')

  await page.mouse.click(head.x(2 * BAR), y)
  await page.keyboard.press('Enter')
  await panel.getByLabel('Name of pattern A01').fill('Start')
  await page.keyboard.press('Enter')
  await lastEdit(page, 'Change look of pattern A01')
  await page.keyboard.press('Escape')
  await page.mouse.click(head.x(6 * BAR), y)
  await page.keyboard.press('Delete')
  await expect.poll(row).toEqual([[1, 0]])
})

test('markers are put at the playhead, moved and renamed; a typed place is gone to', async ({ muteline }) => {
  const { page } = muteline
  const head = await song(muteline)
  const markers = async (): Promise<unknown> =>
    (await projectOf(muteline)).markers.map(({ tick, name }) => [tick, name])
  await page.getByLabel('Go to a bar').fill('3.2')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Position')).toHaveText('3.2.1')
  await page.keyboard.press('m')
  await expect.poll(markers).toEqual([[2 * BAR + PPQ, 'Mark 1']])
  await lastEdit(page, 'Add marker Mark 1')
  await page.getByRole('combobox', { name: 'Grid' }).selectOption(String(PPQ))
  await head.drag([2 * BAR + PPQ + 60, head.top + MARKS], [5 * BAR + PPQ + 60, head.top + MARKS])
  await expect.poll(markers).toEqual([[5 * BAR + PPQ, 'Mark 1']])
  await page.mouse.dblclick(head.x(5 * BAR + PPQ + 60), head.top + MARKS)
  await page.getByLabel('Name of the marker').fill('Hit')
  await page.keyboard.press('Enter')
  await expect.poll(markers).toEqual([[5 * BAR + PPQ, 'Hit']])

  await page.getByLabel('Go to a bar').fill('nowhere')
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('Position')).toHaveText('3.2.1')
})

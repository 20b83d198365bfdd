// The arrangement edited without a mouse: from event to event, from lane to lane, and what a screen reader is told meanwhile.
import type { Locator, Page } from 'playwright/test'
import type { Command } from '../src-common/domain/edit/command'
import { BAR, PPQ, STEP } from '../src-common/domain/time/ticks'
import { expect, test, type Muteline } from './hosts'
import { button, lastEdit, projectOf } from './page-actions'

const SONG: readonly Command[] = [
  { type: 'addSection', tick: 0, name: 'Intro' },
  { type: 'addSection', tick: 8 * BAR, name: 'Drop' },
  { type: 'addMarker', tick: 6 * BAR, name: 'Riser' },
  { type: 'putPattern', tick: 0, pattern: 0, from: null },
  { type: 'paintMutes', tracks: [2], kind: 'global', from: 8 * BAR, to: 16 * BAR },
  { type: 'paintMutes', tracks: [2], kind: 'pattern', from: 2 * BAR, to: 5 * BAR },
  {
    type: 'addNotes',
    track: 2,
    notes: [
      { tick: 4 * BAR + PPQ, length: STEP, pitch: 60, velocity: 96 },
      { tick: 8 * BAR, length: PPQ, pitch: 62, velocity: 80 },
    ],
  },
]

async function song({ page, client }: Muteline): Promise<void> {
  await expect(button(page, 'Box: play')).toBeVisible()
  for (const command of SONG) await client.call('dispatch', command)
  await lastEdit(page, 'Add 2 notes')
}

const heard = (page: Page): Locator => page.getByRole('status', { name: 'What happened' })
const list = (page: Page, name: RegExp): Locator => page.getByRole('listbox', { name })

/** By Tab alone. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let press = 0; press < 200; press++) {
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab did not come to ${String(wanted)}`)
}

const mutes = async (muteline: Muteline, track: number): Promise<unknown> =>
  (await projectOf(muteline)).tracks[track]?.mutes.global.map(({ from, to }) => [from / BAR + 1, to / BAR + 1])
const notes = async (muteline: Muteline): Promise<unknown> =>
  (await projectOf(muteline)).tracks[2]?.notes.map(({ tick, pitch }) => [tick / STEP, pitch])

test('mutes are gone to, heard of, moved, copied, edited as numbers and deleted', async ({ muteline }) => {
  const { page } = muteline
  await song(muteline)
  await tabTo(page, page.getByRole('combobox', { name: 'Grid' }))
  await page.keyboard.press('ArrowDown')
  await tabTo(page, list(page, /^Mutes of Track 1, 0 events/))
  await page.keyboard.press('Alt+ArrowDown')
  await expect(heard(page)).toHaveText('Mutes of Track 2: nothing')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(heard(page)).toHaveText('Mutes of Track 3. Track 3, muted in its pattern from bar 3 to bar 6')
  await page.keyboard.press('Alt+ArrowRight')
  await expect(heard(page)).toHaveText('Track 3, muted from bar 9 to bar 17')
  const lane = list(page, /^Mutes of Track 3, 2 events/)
  await expect(lane).toBeFocused()
  await expect(lane.getByRole('option', { selected: true })).toHaveText('Track 3, muted from bar 9 to bar 17')
  const active = (await lane.getAttribute('aria-activedescendant')) ?? ''
  await expect(page.locator(`#${active}`)).toHaveAttribute('aria-posinset', '2')
  await page.keyboard.press('Alt+ArrowRight')
  await expect(heard(page)).toHaveText('That was the last one')

  await page.keyboard.press('ArrowRight')
  await lastEdit(page, 'Move mute of Track 3')
  expect(await mutes(muteline, 2)).toEqual([[10, 18]])
  await expect(heard(page)).toHaveText('Move mute of Track 3')
  await expect(lane.getByRole('option', { selected: true })).toHaveText('Track 3, muted from bar 10 to bar 18')
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => mutes(muteline, 1)).toEqual([[10, 18]])
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => mutes(muteline, 2)).toEqual([[10, 18]])

  // Enter goes to its numbers; when they are left, the list has the focus again.
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('From', { exact: true })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('To', { exact: true })).toBeFocused()
  await page.keyboard.type('12.1.1')
  await page.keyboard.press('Enter')
  await expect.poll(() => mutes(muteline, 2)).toEqual([[10, 12]])
  await expect(lane).toBeFocused()

  await page.keyboard.press('Control+d')
  await expect.poll(() => mutes(muteline, 2)).toEqual([[10, 14]])
  await page.keyboard.press('Control+z')
  await expect.poll(() => mutes(muteline, 2)).toEqual([[10, 12]])
  // The copy is gone, so that it goes on at the playhead.
  await page.keyboard.press('Alt+ArrowRight')
  await expect(heard(page)).toHaveText('Track 3, muted in its pattern from bar 3 to bar 6')
  await page.keyboard.press('Alt+ArrowRight')
  await page.keyboard.press('Control+c')
  await page.keyboard.press('1')
  await expect(page.getByLabel('Position')).toHaveText('1.1.1')
  await page.keyboard.press('Control+v')
  await expect.poll(() => mutes(muteline, 2)).toEqual([[1, 3], [10, 12]]) // prettier-ignore
  await page.keyboard.press('Delete')
  await expect.poll(() => mutes(muteline, 2)).toEqual([[10, 12]])
  await expect(heard(page)).toHaveText('Delete mute of Track 3')
  expect(muteline.faults).toEqual([])
})

test('notes are gone to, heard of, transposed, quantized, edited as numbers and copied', async ({ muteline }) => {
  const { page } = muteline
  await song(muteline)
  await tabTo(page, list(page, /^Mutes of Track 1/))
  for (const track of [2, 3]) {
    await page.keyboard.press('Alt+ArrowDown')
    await expect(heard(page)).toContainText(`Mutes of Track ${String(track)}`)
  }
  const reader = list(page, /^Notes of Track 3, 2 events/)
  await tabTo(page, reader)
  const box = await reader.boundingBox()
  expect(box?.height).toBeGreaterThan(60)
  expect(await reader.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none')
  await page.keyboard.press('Alt+ArrowRight')
  await expect(heard(page)).toHaveText('Notes of Track 3. C5, bar 5 beat 2, velocity 96, 1 step, muted')
  await expect(reader.getByRole('option', { selected: true })).toHaveText(
    'C5, bar 5 beat 2, velocity 96, 1 step, muted',
  )
  await page.keyboard.press('Alt+ArrowRight')
  await expect(heard(page)).toHaveText('D5, bar 9, velocity 80, 1 beat, muted')

  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Shift+ArrowUp')
  await expect.poll(() => notes(muteline)).toEqual([[68, 60], [128, 75]]) // prettier-ignore
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => notes(muteline)).toEqual([[68, 60], [128 + 1 / STEP, 75]]) // prettier-ignore
  await page.keyboard.press('Control+u')
  await expect.poll(() => notes(muteline)).toEqual([[68, 60], [128, 75]]) // prettier-ignore
  await expect(heard(page)).toHaveText('Quantize note')

  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Start' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('-12')
  await page.keyboard.press('Enter')
  await expect.poll(() => notes(muteline)).toEqual([[68, 60], [128, 63]]) // prettier-ignore
  await page.keyboard.press('Escape')
  await expect(reader).toBeFocused()

  await page.keyboard.press('Control+c')
  await page.keyboard.press('2')
  await expect(page.getByLabel('Position')).toHaveText('9.1.1')
  await page.keyboard.press('Home')
  await expect(page.getByLabel('Position')).toHaveText('1.1.1')
  await page.keyboard.press('Control+v')
  await expect.poll(() => notes(muteline)).toEqual([[0, 63], [68, 60], [128, 63]]) // prettier-ignore
  await page.keyboard.press('Delete')
  await expect.poll(() => notes(muteline)).toEqual([[68, 60], [128, 63]]) // prettier-ignore

  // One lane up from the notes are the mutes of the last track, and the focus goes along.
  await page.keyboard.press('Alt+ArrowUp')
  await expect(heard(page)).toContainText('Mutes of')
  await expect(list(page, /^Mutes of MIDI H/)).toBeFocused()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(list(page, /^Notes of MIDI H/)).toBeFocused()
  expect(muteline.faults).toEqual([])
})

test('sections, markers and patterns are gone to, edited and left again', async ({ muteline }) => {
  const { page } = muteline
  await song(muteline)
  await tabTo(page, list(page, /^Mutes of Track 1/))
  await page.keyboard.press('Alt+ArrowUp')
  await expect(heard(page)).toHaveText('Pattern row. Pattern A01, from bar 1 to bar 17')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Pattern from here on' })).toBeVisible()
  await page.keyboard.press('Escape')
  const patterns = list(page, /^Pattern row, 1 event$/)
  await expect(patterns).toBeFocused()

  await page.keyboard.press('Alt+ArrowUp')
  await expect(heard(page)).toHaveText('Sections. Section Intro, from bar 1 to bar 9')
  await page.keyboard.press('Alt+ArrowRight')
  await expect(heard(page)).toHaveText('Section Drop, from bar 9')
  await page.keyboard.press('Enter')
  const look = page.getByRole('dialog', { name: 'Section' })
  await expect(look.getByLabel('Name of the section')).toBeFocused()
  await page.keyboard.type('Peak')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await projectOf(muteline)).sections.map(({ name }) => name)).toEqual(['Intro', 'Peak'])
  await page.keyboard.press('Escape')
  await expect(list(page, /^Sections/)).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(heard(page)).toHaveText('Markers. Marker Riser, bar 7')
  await page.keyboard.press('F2')
  await page.keyboard.type('Lift')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox', { name: /^Markers/ }).getByRole('option')).toHaveText('Marker Lift, bar 7')

  // A section is repeated, and gone to, by its name.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('section peak')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Position')).toHaveText('9.1.1')
  await page.keyboard.press('1')
  await expect(page.getByLabel('Position')).toHaveText('1.1.1')
  expect(muteline.faults).toEqual([])
})

test('Tab goes through the page as it is read: the head, the arrangement, what lies below, the panels', async ({
  muteline,
}) => {
  const { page } = muteline
  await song(muteline)
  const regions: string[] = []
  for (let press = 0; press < 220; press++) {
    await page.keyboard.press('Tab')
    const region = await page.evaluate(() => {
      const region = document.activeElement?.closest('header, section[aria-label], aside')
      return region?.getAttribute('aria-label') ?? region?.tagName ?? ''
    })
    if (region !== regions.at(-1)) regions.push(region)
    if (region === 'Panels') break
  }
  expect(regions.filter((each) => each !== '')).toEqual(['HEADER', 'Arrangement', 'Piano roll', 'Panels'])
})

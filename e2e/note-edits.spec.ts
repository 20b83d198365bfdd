import type { Page } from 'playwright/test'
import type { NewNote } from '../src-common/domain/edit/edit-notes'
import { BAR, STEP } from '../src-common/domain/time/ticks'
import { expect, test, type Muteline } from './hosts'
import { expectAccessible, lastEdit, projectOf } from './page-actions'

const NOTES: readonly NewNote[] = [
  { tick: BAR + 20, length: 200, pitch: 60, velocity: 100 },
  { tick: BAR + STEP - 10, length: 100, pitch: 64, velocity: 60 },
  { tick: BAR + 960, length: 960, pitch: 60, velocity: 80 },
]
type Numbers = readonly (readonly number[])[]
const START: Numbers = NOTES.map(({ tick, length, pitch, velocity }) => [tick, length, pitch, velocity])

/** Notes on the second track, all of them chosen. */
async function withNotes({ page, client }: Muteline): Promise<void> {
  await client.call('dispatch', { type: 'addNotes', track: 1, notes: NOTES })
  await lastEdit(page, 'Add 3 notes')
  await page
    .getByRole('button', { name: /Track 2/ })
    .first()
    .click()
  await page.getByRole('combobox', { name: 'Grid' }).selectOption('240')
  await page.getByRole('combobox', { name: 'Grid' }).blur()
  await page.keyboard.press('Control+a')
  await expect(inspector(page)).toBeVisible()
}

const inspector = (page: Page) => page.getByRole('group', { name: 'Chosen notes' })
const field = (page: Page, name: string) => inspector(page).getByRole('textbox', { name })

const notesOf =
  (muteline: Muteline, track = 1) =>
  async (): Promise<Numbers> =>
    ((await projectOf(muteline)).tracks[track]?.notes ?? []).map(({ tick, length, pitch, velocity }) => [
      tick,
      length,
      pitch,
      velocity,
    ])

const changed = (change: (numbers: readonly number[]) => readonly number[]): Numbers => START.map(change)

test('each key does one edit of the chosen notes, which one undo takes back', async ({ muteline }) => {
  const { page } = muteline
  await withNotes(muteline)
  const notes = notesOf(muteline)

  const edits: readonly (readonly [keys: string, label: string, after: Numbers])[] = [
    ['ArrowUp', 'Transpose 3 notes', changed(([t = 0, l = 0, p = 0, v = 0]) => [t, l, p + 1, v])],
    ['Shift+ArrowDown', 'Transpose 3 notes', changed(([t = 0, l = 0, p = 0, v = 0]) => [t, l, p - 12, v])],
    ['ArrowRight', 'Move 3 notes', changed(([t = 0, l = 0, p = 0, v = 0]) => [t + STEP, l, p, v])],
    ['Shift+ArrowLeft', 'Move 3 notes', changed(([t = 0, l = 0, p = 0, v = 0]) => [t - 1, l, p, v])],
    ['Control+ArrowRight', 'Resize 3 notes', changed(([t = 0, l = 0, p = 0, v = 0]) => [t, l + STEP, p, v])],
    ['Control+ArrowDown', 'Change velocity of 3 notes', changed(([t = 0, l = 0, p = 0, v = 0]) => [t, l, p, v - 5])],
    [
      'Control+u',
      'Quantize 3 notes',
      changed(([t = 0, l = 0, p = 0, v = 0]) => [Math.round(t / STEP) * STEP, l, p, v]),
    ],
    ['Delete', 'Delete 3 notes', []],
  ]
  for (const [keys, label, after] of edits) {
    await page.keyboard.press(keys)
    await expect.poll(notes, keys).toEqual(after)
    await lastEdit(page, label)
    await page.keyboard.press('Control+z')
    await expect.poll(notes, `${keys} undone`).toEqual(START)
    await lastEdit(page, 'Add 3 notes')
    await page.keyboard.press('Control+a')
  }

  await page.keyboard.press('Control+j')
  await expect.poll(notes).toEqual([
    [BAR + 20, 1900, 60, 100],
    [BAR + STEP - 10, 100, 64, 60],
  ])
  await lastEdit(page, 'Join 3 notes')
  await page.keyboard.press('Control+z')
  await lastEdit(page, 'Add 3 notes')

  // The playhead is at the start: they are cut where the grid crosses them.
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+e')
  await lastEdit(page, 'Split 3 notes')
  await expect
    .poll(async () => (await notes()).map(([tick]) => tick))
    .toEqual([20, 230, 240, 960, 1200, 1440, 1680].map((tick) => BAR + tick))
  await expect(page.getByText('7 chosen')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect.poll(notes).toEqual(START)
})

test('notes are copied, cut, pasted at the playhead of another track, and duplicated', async ({ muteline }) => {
  const { page, client } = muteline
  await withNotes(muteline)
  const notes = notesOf(muteline)

  await page.keyboard.press('Control+d')
  await lastEdit(page, 'Copy 3 notes')
  await expect.poll(notes).toEqual([...START, ...START.map(([t = 0, ...rest]) => [t + 2160 - STEP, ...rest])])
  await expect(page.getByText('3 chosen')).toBeVisible()

  // What is chosen are the copies: they are cut, and what was first is left.
  await page.keyboard.press('Control+x')
  await expect.poll(notes).toEqual(START)
  await page
    .getByRole('button', { name: /Track 3/ })
    .first()
    .click()
  await client.call('locate', 4 * BAR)
  await expect(page.getByRole('status', { name: 'Position' })).toContainText('5.1.1')
  await page.keyboard.press('Control+v')
  const pasted = START.map(([t = 0, ...rest]) => [t + 3 * BAR, ...rest])
  await expect.poll(notesOf(muteline, 2)).toEqual(pasted)
  await lastEdit(page, 'Add 3 notes')
  await expect(page.getByText('3 chosen')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect.poll(notesOf(muteline, 2)).toEqual([])
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(notes).toEqual(START)
})

test('numbers are typed for the chosen notes: values, changes, and what cannot be read is told', async ({
  muteline,
}) => {
  const { page } = muteline
  await withNotes(muteline)
  const notes = notesOf(muteline)
  await expect(field(page, 'Start')).toHaveValue('2.1.1 – 2.2.1')
  await expect(field(page, 'Length')).toHaveValue('100 – 1/4')
  await expect(field(page, 'Pitch')).toHaveValue('C5 – E5')
  await expect(field(page, 'Velocity')).toHaveValue('60 – 100')
  await expectAccessible(page)

  const typed: readonly (readonly [name: string, text: string, shown: string, after: Numbers])[] = [
    ['Velocity', '-10%', '54 – 90', changed(([t = 0, l = 0, p = 0, v = 0]) => [t, l, p, v * 0.9])],
    ['Velocity', '96', '96', changed(([t = 0, l = 0, p = 0]) => [t, l, p, 96])],
    ['Pitch', '+12', 'C6 – E6', changed(([t = 0, l = 0, p = 0, v = 0]) => [t, l, p + 12, v])],
    ['Pitch', 'f#3', 'F#3', changed(([t = 0, l = 0, , v = 0]) => [t, l, 42, v])],
    ['Length', '1/8', '1/8', changed(([t = 0, , p = 0, v = 0]) => [t, 480, p, v])],
    ['Start', '1.1.1', '1.1.1 – 1.1.4', changed(([t = 0, l = 0, p = 0, v = 0]) => [t - BAR - 20, l, p, v])],
    ['Start', '+1bar', '3.1.1 – 3.2.1', changed(([t = 0, l = 0, p = 0, v = 0]) => [t + BAR, l, p, v])],
  ]
  for (const [name, text, shown, after] of typed) {
    await field(page, name).fill(text)
    await field(page, name).press('Enter')
    await expect.poll(notes, `${name} ${text}`).toEqual(after)
    await expect(field(page, name)).toHaveValue(shown)
    await lastEdit(page, `Change ${name.toLowerCase()} of 3 notes`)
    await field(page, name).press('Escape')
    await page.keyboard.press('Control+z')
    await expect.poll(notes, `${name} ${text} undone`).toEqual(START)
  }

  await field(page, 'Velocity').press('ArrowUp')
  await expect(field(page, 'Velocity')).toHaveValue('61 – 101')
  await field(page, 'Velocity').press('Shift+ArrowDown')
  await expect(field(page, 'Velocity')).toHaveValue('51 – 91')

  await field(page, 'Velocity').fill('loud')
  await field(page, 'Velocity').press('Enter')
  await expect(field(page, 'Velocity')).toHaveAttribute('aria-invalid', 'true')
  await expect(inspector(page).getByRole('alert')).toHaveText('Such as 96, +10, -5%')
  await field(page, 'Velocity').press('Escape')
  await expect(field(page, 'Velocity')).toHaveValue('51 – 91')
  await expect(inspector(page).getByRole('alert')).toHaveCount(0)
})

test('quantizing and humanizing are shown before they are done, dropped by Escape, and remembered', async ({
  muteline,
}) => {
  const { page } = muteline
  await withNotes(muteline)
  const notes = notesOf(muteline)
  await page.keyboard.press('Control+Shift+u')
  const quantize = page.getByRole('dialog', { name: 'Quantize' })
  await expect(quantize).toContainText('3 notes')
  await quantize.getByRole('spinbutton', { name: 'Swing, as a number' }).fill('66')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(quantize).toHaveCount(0)
  expect(await notes()).toEqual(START)

  await page.keyboard.press('Control+Shift+u')
  await expect(quantize.getByRole('spinbutton', { name: 'Swing, as a number' })).toHaveValue('50')
  await quantize.getByRole('spinbutton', { name: 'Strength, as a number' }).fill('50')
  await quantize.getByRole('radio', { name: 'Both' }).check()
  await quantize.getByRole('button', { name: 'Apply' }).click()
  const half = [
    [BAR + 10, 220, 60, 100],
    [BAR + 235, 170, 64, 60],
    [BAR + 960, 960, 60, 80],
  ]
  await expect.poll(notes).toEqual(half)
  await lastEdit(page, 'Quantize 3 notes')
  await page.keyboard.press('Control+z')
  await expect.poll(notes).toEqual(START)
  await page.keyboard.press('Control+u')
  await expect.poll(notes).toEqual(half)
  await page.keyboard.press('Control+z')
  await expect.poll(notes).toEqual(START)

  await inspector(page).getByRole('button', { name: 'Humanize…' }).click()
  const humanize = page.getByRole('dialog', { name: 'Humanize' })
  await humanize.getByRole('spinbutton', { name: 'Timing, as a number' }).fill('0')
  await humanize.getByRole('spinbutton', { name: 'Velocity, as a number' }).fill('20')
  await humanize.getByRole('button', { name: 'Other dice' }).click()
  await humanize.getByRole('spinbutton', { name: 'Seed' }).fill('7')
  await humanize.getByRole('button', { name: 'Apply' }).click()
  await lastEdit(page, 'Random velocity of 3 notes')
  const drawn = await notes()
  expect(drawn.map((numbers) => numbers.slice(0, 3))).toEqual(START.map((numbers) => numbers.slice(0, 3)))
  expect(drawn).not.toEqual(START)
  await page.keyboard.press('Control+z')
  await expect.poll(notes).toEqual(START)
})

test('what has no key of its own is run by its name', async ({ muteline }) => {
  const { page } = muteline
  await withNotes(muteline)
  const notes = notesOf(muteline)
  const runs: readonly (readonly [typed: string, label: string, column: number, after: readonly number[]])[] = [
    ['legato', 'Legato of 3 notes', 1, [210, 730, 960]],
    ['reverse notes', 'Reverse 3 notes', 0, [20, 1610, 1720]],
    ['velocities rising', 'Ramp velocity of 3 notes', 3, [60, 69, 100]],
    ['velocities falling', 'Ramp velocity of 3 notes', 3, [100, 91, 60]],
  ]
  for (const [typed, label, column, after] of runs) {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(typed)
    await page.keyboard.press('Enter')
    await lastEdit(page, label)
    const base = column === 0 ? BAR : 0
    await expect.poll(async () => (await notes()).map((numbers) => (numbers[column] ?? 0) - base), typed).toEqual(after)
    await page.keyboard.press('Control+z')
    await lastEdit(page, 'Add 3 notes')
  }

  // A groove that was taken out of some notes is there for others.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('take the groove')
  await page.keyboard.press('Enter')
  await lastEdit(page, 'Take groove Groove of Track 2')
  expect((await projectOf(muteline)).grooves[0]?.offsets.slice(0, 5)).toEqual([20, -10, 0, 0, 0])
  await page.keyboard.press('Control+Shift+u')
  await expect(page.getByRole('combobox', { name: 'Groove' })).toHaveValue('Groove of Track 2')
})

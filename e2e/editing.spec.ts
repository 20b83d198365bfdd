import { BAR, STEP } from '../src-common/domain/time/ticks'
import { expect, test } from './hosts'
import { button, Lanes, lastEdit, projectOf } from './page-actions'

test('mutes are painted over tracks and bars, erased, and their edges dragged; each drag is one step', async ({
  muteline,
}) => {
  const { page, client } = muteline
  await client.call('dispatch', { type: 'addSection', tick: 7 * BAR, name: 'End' })
  await page.getByRole('combobox', { name: 'Grid' }).selectOption('3840')
  const lanes = await Lanes.fitted(page)
  const mutes = async (): Promise<unknown> =>
    (await projectOf(muteline)).tracks.slice(0, 5).map((track) => track.mutes.global)

  await lanes.drag([BAR + 100, lanes.y(1)], [4 * BAR - 100, lanes.y(3)])
  const painted = [{ from: BAR, to: 4 * BAR }]
  await expect.poll(mutes).toEqual([[], painted, painted, painted, []])
  await lastEdit(page, 'Mute 3 tracks at 2.1.1')

  await lanes.drag([2 * BAR + 100, lanes.y(2)], [3 * BAR - 100, lanes.y(2)])
  const holed = [
    { from: BAR, to: 2 * BAR },
    { from: 3 * BAR, to: 4 * BAR },
  ]
  await expect.poll(mutes).toEqual([[], painted, holed, painted, []])
  await lastEdit(page, 'Unmute Track 3 at 3.1.1')

  await lanes.drag([4 * BAR, lanes.y(3)], [6 * BAR + 50, lanes.y(3)])
  await expect.poll(mutes).toEqual([[], painted, holed, [{ from: BAR, to: 6 * BAR }], []])

  // Escape drops a drag in hand, and nothing was written.
  await lanes.press([BAR + 100, lanes.y(0)], [3 * BAR, lanes.y(0)])
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await page.keyboard.press('Control+z')
  await expect.poll(mutes).toEqual([[], painted, holed, painted, []])
  await page.keyboard.press('Control+z')
  await expect.poll(mutes).toEqual([[], painted, painted, painted, []])
  await page.keyboard.press('Control+y')
  await expect.poll(mutes).toEqual([[], painted, holed, painted, []])
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByRole('list', { name: 'What can be undone and redone' })).toContainText(
    'Unmute Track 3 at 3.1.1',
  )
})

test('notes are drawn, moved, resized, chosen and deleted in the piano roll', async ({ muteline }) => {
  const { page } = muteline
  await page
    .getByRole('button', { name: /Track 2/ })
    .first()
    .click()
  await page.getByRole('combobox', { name: 'Grid' }).selectOption('960')
  const roll = await Lanes.fitted(page, 'Notes of Track 2')
  const row = (pitch: number): number => roll.top + (84 - pitch) * 11 + 5
  const notes = async (): Promise<unknown> =>
    (await projectOf(muteline)).tracks[1]?.notes.map(({ tick, length, pitch }) => [tick, length, pitch])

  await roll.drag([BAR + 10, row(80)], [BAR + 960 + 400, row(80)])
  await expect.poll(notes).toEqual([[BAR, 2 * 960, 80]])
  await lastEdit(page, 'Draw note')
  await page.mouse.click(roll.x(2 * BAR + 100), row(77))
  await expect.poll(notes).toEqual([
    [BAR, 2 * 960, 80],
    [2 * BAR, 960, 77],
  ])
  await expect(page.getByText('2 notes', { exact: true })).toBeVisible()

  await roll.drag([BAR + 500, row(80)], [BAR + 500 + 960, row(78)])
  await expect.poll(notes).toEqual([
    [BAR + 960, 2 * 960, 78],
    [2 * BAR, 960, 77],
  ])
  await lastEdit(page, 'Move note')
  await roll.drag([BAR + 3 * 960 - 60, row(78)], [BAR + 3 * 960 + 960 - 60, row(78)])
  await expect.poll(notes).toEqual([
    [BAR + 960, 3 * 960, 78],
    [2 * BAR, 960, 77],
  ])
  await lastEdit(page, 'Resize note')

  await page.keyboard.down('Shift')
  await roll.drag([100, row(82)], [3 * BAR, row(76)])
  await page.keyboard.up('Shift')
  await expect(page.getByText('2 notes · 2 chosen')).toBeVisible()
  await page.keyboard.press('Delete')
  await expect.poll(notes).toEqual([])
  await page.keyboard.press('Control+z')
  await expect.poll(async () => ((await notes()) as unknown[]).length).toBe(2)
})

test('the wheel scrolls in time, and zooms at the pointer with Ctrl', async ({ muteline }) => {
  const { page, client } = muteline
  await client.call('dispatch', { type: 'paintMutes', tracks: [0], kind: 'global', from: 4 * BAR, to: 5 * BAR })
  const lanes = await Lanes.fitted(page)
  const x = lanes.x(4 * BAR)
  await page.mouse.move(x, lanes.y(0))
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -600)
  await page.keyboard.up('Control')
  // What was under the pointer is still there: the mute's edge can be dragged from the same pixel.
  await page.getByRole('combobox', { name: 'Grid' }).selectOption(String(STEP))
  await page.mouse.move(x, lanes.y(0))
  await page.mouse.down()
  await page.mouse.move(x - 300, lanes.y(0), { steps: 4 })
  await page.mouse.up()
  const region = async (): Promise<{ from: number; to: number } | undefined> =>
    (await projectOf(muteline)).tracks[0]?.mutes.global[0]
  await expect.poll(async () => (await region())?.to).toBe(5 * BAR)
  const from = (await region())?.from ?? 0
  expect(from).toBeLessThan(4 * BAR)
  expect(from).toBeGreaterThan(4 * BAR - 300 * 12)
})

test('a MIDI file goes out and comes in again; a hostile one is refused and nothing is lost', async ({ muteline }) => {
  const { page, client } = muteline
  await client.call('dispatch', { type: 'paintMutes', tracks: [4], kind: 'global', from: BAR, to: 2 * BAR })
  await client.call('dispatch', {
    type: 'addNotes',
    track: 4,
    notes: [{ tick: 480, length: 240, pitch: 61, velocity: 90 }],
  })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export MIDI file' }).click({ modifiers: ['Shift'] }),
  ])
  const path = await download.path()
  expect(download.suggestedFilename()).toBe('Untitled.mid')

  const choose = async (file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, 'Import MIDI file').click()])
    await chooser.setFiles(file)
  }
  await client.call('dispatch', { type: 'eraseMutes', tracks: [4], kind: 'global', from: 0, to: 9 * BAR })
  await choose(path)
  await expect
    .poll(async () => (await projectOf(muteline)).tracks[4]?.mutes.global)
    .toEqual([{ from: BAR, to: 2 * BAR }])
  expect((await projectOf(muteline)).tracks[4]?.notes).toMatchObject([
    { tick: 480, length: 240, pitch: 61, velocity: 90 },
  ])

  // Thirty bytes that hang a naive reader.
  const hostile = Buffer.from('4d546864000000060000000100604d54726b0000000800ff018fffffff78', 'hex')
  await choose({ name: 'hostile.mid', mimeType: 'audio/midi', buffer: hostile })
  await expect(page.getByRole('log')).toContainText('hostile.mid was not imported')
  expect((await projectOf(muteline)).tracks[4]?.mutes.global).toEqual([{ from: BAR, to: 2 * BAR }])
})

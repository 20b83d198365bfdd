// Two takes of the same bars: placed whole and in part, comped by pointer and by keys, and never lost.
import type { Interval } from '../src-common/domain/model/intervals'
import { BAR } from '../src-common/domain/time/ticks'
import { expect, test, type Muteline } from './hosts'
import { button, expectAccessible, Lanes, lastEdit, projectOf } from './page-actions'

/** Four bars each; MIDI A is driven by notes that the box sends. */
const FIRST = `
0 tempo 280
0 pattern A01
1.1 mute 1
2.1 unmute 1
3.1 mute 3
5.1 stop
`
const SECOND = `
0 tempo 280
0 pattern A01
2.1 mute 1
4.1 unmute 1
3.3 mute 4
5.1 stop
`
const bars = (from: number, to: number): Interval => ({ from: (from - 1) * BAR, to: to * BAR })

async function recordTake(muteline: Muteline, script: string, count: number): Promise<void> {
  const { page, client } = muteline
  await expect(button(page, 'Box: play')).toBeVisible()
  await client.call('perform', { script })
  await button(page, 'REC').click()
  await button(page, 'Box: play').click()
  await expect(async () => {
    expect((await projectOf(muteline)).takes).toHaveLength(count)
  }).toPass({ timeout: 20_000 })
}

const mutes = async (muteline: Muteline, track: number): Promise<readonly Interval[] | undefined> =>
  (await projectOf(muteline)).tracks[track]?.mutes.global

/** Two takes, of which the second lies in the arrangement. */
async function twoTakes(muteline: Muteline): Promise<void> {
  await recordTake(muteline, FIRST, 1)
  expect(await mutes(muteline, 0)).toEqual([bars(1, 1)])
  await recordTake(muteline, SECOND, 2)
  expect(await mutes(muteline, 0)).toEqual([bars(2, 3)])
  await lastEdit(muteline.page, 'Place Take 2')
}

test('a take is placed whole or in part, over or into what is there; undoing all leaves every take', async ({
  muteline,
}) => {
  const { page, client, faults } = muteline
  await twoTakes(muteline)
  await page.getByRole('tab', { name: 'Takes' }).click()
  const card = page.getByRole('listitem', { name: 'Take 1' })
  await expect(card).toContainText('Bars 1 to 4')
  await expect(card).toContainText('steady clock')
  await expect(card).toContainText('2 mutes')

  const options = card.getByRole('button', { name: 'Ways to place Take 1' })
  await options.click()
  const ways = page.getByRole('group', { name: 'What of Take 1 to place' })
  await page.getByRole('button', { name: 'Overdub', exact: true }).last().click()
  await ways.getByRole('button', { name: 'Only mutes' }).click()
  await lastEdit(page, 'Overdub mutes of Take 1')
  // Track 4 was touched in the second take only.
  expect(await mutes(muteline, 0)).toEqual([bars(1, 1)])
  expect(await mutes(muteline, 3)).toHaveLength(1)

  await client.call('dispatch', { type: 'putPattern', tick: 0, pattern: 100, from: null })
  await lastEdit(page, 'Pattern G05 at 1.1.1')
  await options.click()
  await ways.getByRole('button', { name: 'Only patterns and tempo' }).click()
  await lastEdit(page, 'Place patterns of Take 1')

  await client.call('locate', 8 * BAR)
  await options.click()
  await page.getByRole('button', { name: 'At the playhead, bar 9' }).click()
  await ways.getByRole('button', { name: 'Everything' }).click()
  await lastEdit(page, 'Place Take 1 at 9.1.1')
  expect((await mutes(muteline, 0))?.at(-1)).toEqual(bars(9, 9))
  await card.getByRole('button', { name: 'Place', exact: true }).click()
  await lastEdit(page, 'Place Take 1')
  expect(await mutes(muteline, 3)).toEqual([])

  await card.getByRole('button', { name: 'Rename Take 1' }).dblclick()
  await page.getByLabel('New name of Take 1').fill('The good one')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem', { name: 'The good one' })).toBeVisible()

  await expect(async () => {
    await client.call('undo', null)
    expect((await client.call('hello', null)).history.done).toEqual([])
  }).toPass()
  const project = await projectOf(muteline)
  expect(project.takes.map(({ name }) => name)).toEqual(['The good one', 'Take 2'])
  expect(project.tracks.every((track) => track.mutes.global.length === 0)).toBe(true)
  await expect(page.getByRole('listitem', { name: 'The good one' })).toBeVisible()
  await expectAccessible(page)
  expect(faults).toEqual([])
})

test('bars of takes are comped by pointer and by keys, each a step by its name', async ({ muteline }) => {
  const { page, faults } = muteline
  await twoTakes(muteline)
  await page.getByRole('tab', { name: 'Comp' }).click()
  const lanes = await Lanes.fitted(page, 'Bars of takes', 2)
  const [newest, oldest] = [lanes.y(0), lanes.y(1)]
  const rows = page.getByRole('group', { name: 'Takes, the newest first' })
  const [take1, take2] = [rows.getByRole('button', { name: /^Take 1/ }), rows.getByRole('button', { name: /^Take 2/ })]
  await expect(take2).toContainText('in use: bars 1 to 4')
  await expect(take1).toContainText('in use: bar 4')

  await lanes.drag([100, oldest], [BAR + 100, oldest])
  await lastEdit(page, 'Comp mutes and notes of Track 1 from Take 1, bars 1 to 2')
  expect(await mutes(muteline, 0)).toEqual([bars(1, 1), bars(3, 3)])
  await expect(take1).toContainText('in use: bars 1 to 2, bar 4')
  await expect(take2).toContainText('in use: bars 3 to 4')

  // A click takes a bar; Escape drops a drag in hand.
  await page.mouse.click(lanes.x(2 * BAR + 500), oldest)
  await lastEdit(page, 'Comp mutes and notes of Track 1 from Take 1, bar 3')
  expect(await mutes(muteline, 0)).toEqual([bars(1, 1)])
  await lanes.press([100, newest], [3 * BAR, newest])
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await mutes(muteline, 0)).toEqual([bars(1, 1)])

  // With Alt, cells of the grid.
  await page.getByRole('combobox', { name: 'Grid' }).selectOption('960')
  await page.keyboard.down('Alt')
  await lanes.drag([2 * BAR + 100, newest], [2 * BAR + 960 + 100, newest])
  await page.keyboard.up('Alt')
  await lastEdit(page, 'Comp mutes and notes of Track 1 from Take 2, 3.1.1 to 3.3.1')
  expect(await mutes(muteline, 0)).toEqual([bars(1, 1), { from: 2 * BAR, to: 2 * BAR + 1920 }])

  await take2.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(take2).toContainText('Enter: use bars 2 to 3 for Track 1')
  await page.keyboard.press('Enter')
  await lastEdit(page, 'Comp mutes and notes of Track 1 from Take 2, bars 2 to 3')
  expect(await mutes(muteline, 0)).toEqual([bars(1, 3)])
  await page.keyboard.press('ArrowDown')
  await expect(take1).toBeFocused()

  // All tracks at once, and only what is switched on.
  await button(page, 'All tracks').click()
  await page.getByRole('group', { name: 'What is taken of a take' }).getByRole('button', { name: 'Notes' }).click()
  await expectAccessible(page)
  await take1.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.keyboard.press('Enter')
  await lastEdit(page, 'Place mutes of Take 1, bars 1 to 4')
  expect(await mutes(muteline, 0)).toEqual([bars(1, 1)])
  expect(await mutes(muteline, 2)).toEqual([bars(3, 4)])
  expect(faults).toEqual([])
})

test('a recording is punched into the bars that are set, replaces or overdubs, and says where it went', async ({
  muteline,
}) => {
  const { page, client } = muteline
  await page.getByRole('tab', { name: 'Takes' }).click()
  await expect(page.getByText('No take yet. REC, then PLAY')).toBeVisible()
  await client.call('dispatch', { type: 'setLoop', loop: bars(2, 2) })
  await button(page, 'From loop').click()
  await lastEdit(page, 'Set punch range')
  await button(page, 'Overdub').click()
  await lastEdit(page, 'Recording overdubs')
  await client.call('dispatch', { type: 'paintMutes', tracks: [0, 5], kind: 'global', ...bars(1, 4) })
  await page.getByRole('tab', { name: 'Box' }).click()
  await recordTake(muteline, SECOND.replace('2.1 mute 1', '2.3 mute 1'), 1)
  await lastEdit(page, 'Overdub Take 1, bar 2')
  const [first, last] = [bars(1, 1), bars(3, 4)]
  expect(await mutes(muteline, 0)).toEqual([first, { from: BAR + 1920, to: last.to }])
  expect(await mutes(muteline, 5)).toEqual([bars(1, 4)])
  expect(await mutes(muteline, 3)).toEqual([])
  await page.getByRole('tab', { name: 'Takes' }).click()
  await button(page, 'Off').click()
  await lastEdit(page, 'Clear punch range')
})

import type { ControllerTarget, ControlPoint } from '../src-common/domain/model/controllers'
import { replayPlan } from '../src-common/domain/play/replay-plan'
import { BAR, PPQ, PULSE, STEP } from '../src-common/domain/time/ticks'
import type { BoxReceived } from '../src-common/rpc/engine-contract'
import { expect, test, type Muteline } from './hosts'
import { button, expectAccessible, Lanes, lastEdit, projectOf } from './page-actions'

const LANE = 'Filter frequency of Track 3'
const HEIGHT = 68

/** A lane of track 3 is opened, by its name or its number. */
async function openLane({ page }: Muteline, search: string, way: string): Promise<void> {
  await page
    .getByRole('button', { name: /Track 3/ })
    .first()
    .click()
  await button(page, 'Add a controller lane').click()
  await page.getByLabel('Search parameters').fill(search)
  await button(page, way).first().click()
}

const pointsOf = async (muteline: Muteline, target = 'cc:74'): Promise<readonly ControlPoint[]> =>
  (await projectOf(muteline)).tracks[2]?.controllers.find((lane) => lane.target === target)?.points ?? []

/** The height at which a lane has a value of 0 to 127: it leaves five pixels at each side. */
const heightOf = (lane: Lanes, value: number): number => lane.top + 5 + (1 - value / 127) * (HEIGHT - 10)

test('knobs are drawn by hand, as lines and curves, erased, thinned and undone', async ({ muteline }) => {
  const { page } = muteline
  await page.getByRole('combobox', { name: 'Grid' }).selectOption(String(PPQ))
  await openLane(muteline, 'filter freq', 'Filter frequency, CC 74')
  const lane = await Lanes.fitted(page, /^Filter frequency of Track 3$/)
  const at = (beat: number, value: number): [number, number] => [beat * PPQ + 200, heightOf(lane, value)]

  // A line from beat 1 to beat 5, on the grid; the value before is none.
  await button(page, 'Line').click()
  await lane.drag(at(0, 0), at(4, 120))
  await lastEdit(page, `Draw ${LANE} at 1.1.1`)
  await expect
    .poll(async () => (await pointsOf(muteline)).map(({ tick, value }) => [tick, Math.round(value / 10)]))
    .toEqual([0, 3, 6, 9, 12].map((tens, beat) => [beat * PPQ, tens]))

  // With Shift it stays level; a curve hangs through, its end where it was let go.
  await page.keyboard.down('Shift')
  await lane.drag(at(5, 40), at(7, 100))
  await page.keyboard.up('Shift')
  await expect
    .poll(async () => (await pointsOf(muteline)).filter(({ tick }) => tick >= 5 * PPQ).map(({ tick }) => tick))
    .toEqual([5 * PPQ, 8 * PPQ])
  await button(page, 'Curve').click()
  await lane.drag(at(8, 0), at(12, 120))
  await lastEdit(page, `Draw ${LANE} at 3.1.1`)
  await expect
    .poll(async () => (await pointsOf(muteline)).find(({ tick }) => tick === 12 * PPQ)?.value)
    .toBeGreaterThan(115)
  const middle = (await pointsOf(muteline)).find(({ tick }) => tick === 10 * PPQ)?.value ?? 0
  expect(middle).toBeLessThan(50)

  // By hand with Alt, off the grid; Escape drops it, and one undo takes back the whole of it.
  const before = await pointsOf(muteline)
  await button(page, 'Pencil').click()
  await page.keyboard.down('Alt')
  await lane.press(at(16, 10), at(20, 90))
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await lane.drag(at(16, 10), at(20, 90))
  await page.keyboard.up('Alt')
  await expect.poll(async () => (await pointsOf(muteline)).length).toBeGreaterThan(before.length + 20)
  expect((await pointsOf(muteline)).some(({ tick }) => tick % PPQ !== 0 && tick > 16 * PPQ)).toBe(true)
  await page.keyboard.press('Control+z')
  await expect.poll(() => pointsOf(muteline)).toEqual(before)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(async () => (await pointsOf(muteline)).length).toBeGreaterThan(before.length + 20)

  // Thinned by choice, as the count said before.
  const many = (await pointsOf(muteline)).length
  await button(page, `Thin ${LANE}`).click()
  await page.getByLabel('Tolerance').fill('8')
  const said = /(\d+) → (\d+) points/.exec(
    (await page.getByRole('status').filter({ hasText: '→' }).textContent()) ?? '',
  )
  expect(Number(said?.[1])).toBe(many)
  await expectAccessible(page)
  await button(page, 'Thin').click()
  await lastEdit(page, `Thin ${LANE}`)
  expect((await pointsOf(muteline)).length).toBe(Number(said?.[2]))
  expect(Number(said?.[2])).toBeLessThan(many / 2)

  // The eraser: the value before goes on.
  await button(page, 'Eraser').click()
  await lane.drag(at(16, 60), at(21, 60))
  await lastEdit(page, `Erase ${LANE} at 5.1.1`)
  await expect
    .poll(async () => (await pointsOf(muteline)).some(({ tick }) => tick > 16 * PPQ && tick < 21 * PPQ))
    .toBe(false)

  // By keys: one cell up by ten.
  await page.getByRole('slider', { name: LANE }).focus()
  await page.keyboard.press('Shift+ArrowUp')
  await expect.poll(async () => (await pointsOf(muteline))[0]).toEqual({ tick: 0, value: 10 })
  await expect(page.getByRole('list', { name: `Values of ${LANE}` })).toContainText('10 · 8 % from 1.1.1')

  expect(muteline.faults).toEqual([])
})

test('what is drawn is sent into the box, where it stands, and the value that holds before it begins', async ({
  muteline,
}) => {
  const { page, client } = muteline
  const draw = (target: ControllerTarget, points: readonly ControlPoint[]): Promise<unknown> =>
    client.call('dispatch', { type: 'drawController', track: 2, target, points, from: 0, to: 8 * BAR })
  const sweep = Array.from({ length: 16 }, (_, step) => ({ tick: step * STEP, value: 8 * step }))
  await draw('cc:74', sweep)
  await draw('nrpn:149', [{ tick: BAR, value: (64 << 7) | 5 }])
  await draw('bend', [{ tick: BAR + 7 * PULSE, value: 0 }])
  // So that something is received in the end.
  await client.call('dispatch', { type: 'paintMutes', tracks: [0], kind: 'global', from: 2 * BAR, to: 3 * BAR })
  await client.call('dispatch', { type: 'setTempo', bpm: 280 })
  const received: BoxReceived[] = []
  client.on('received', (some) => received.push(...some))
  await button(page, 'Play into it').click()
  await button(page, 'Lead').click()
  await button(page, 'Play').click()
  await expect(() => {
    expect(received.some((each) => each.playing && each.tick >= 2 * BAR)).toBe(true)
  }).toPass({ timeout: 30_000 })
  await button(page, 'Stop playing').click()

  const isControl = ({ bytes }: { readonly bytes: readonly number[] }): boolean =>
    bytes[0] === 0xe2 || (bytes[0] === 0xb2 && bytes[1] !== 94)
  const controls = received.filter(isControl)
  expect(controls.filter(({ playing }) => !playing).map(({ bytes }) => bytes)).toEqual([[0xb2, 74, 0]])
  const inTicks = (list: readonly { readonly tick: number; readonly bytes: readonly number[] }[]): readonly string[] =>
    list.map(({ tick, bytes }) => `${String(tick)} ${bytes.join(' ')}`)
  const planned = replayPlan(await projectOf(muteline), 0, 2 * BAR, 0)
    .filter((each) => each.why === 'control' && isControl(each))
    .map(({ clock, bytes }) => ({ tick: Math.floor(clock / PULSE) * PULSE + PULSE, bytes }))
  expect(inTicks(controls.filter(({ playing }) => playing))).toEqual(inTicks(planned))
  // The same by hand.
  expect(inTicks(planned)).toEqual([
    ...sweep.slice(1).map(({ tick, value }) => `${String(tick)} 178 74 ${String(value)}`),
    ...['178 99 1', '178 98 21', '178 6 64', '178 38 5'].map((bytes) => `${String(BAR)} ${bytes}`),
    `${String(BAR + 7 * PULSE)} 226 0 0`,
  ])
  expect(muteline.faults).toEqual([])
})

test('any number has a lane, lanes fold and close, and those with values come back by one press', async ({
  muteline,
}) => {
  const { page } = muteline
  await openLane(muteline, 'bend', 'Pitch bend')
  await button(page, 'Add a controller lane').click()
  await page.getByLabel('Controller number').fill('94')
  await expect(button(page, 'Show').first()).toBeDisabled()
  await page.getByLabel('Controller number').fill('1')
  await button(page, 'Show').first().click()
  const lane = await Lanes.fitted(page, /^CC 1 of Track 3$/)
  await lane.page.mouse.click(lane.x(100), heightOf(lane, 127))
  await expect.poll(() => pointsOf(muteline, 'cc:1')).toEqual([{ tick: 0, value: 127 }])
  await button(page, 'Fold Pitch bend of Track 3').click()
  await expect(page.getByRole('slider')).toHaveCount(1)
  await button(page, 'Close CC 1 of Track 3').click()
  await expect(page.getByRole('slider')).toHaveCount(0)
  await button(page, '1 with values').click()
  await expect(page.getByRole('slider', { name: 'CC 1 of Track 3' })).toHaveAttribute(
    'aria-valuetext',
    '127 · 100 % at 1.1.1',
  )
  await button(page, 'Clear').first().click()
  await expect.poll(() => pointsOf(muteline, 'cc:1')).toEqual([])
  await lastEdit(page, 'Remove CC 1 of Track 3')
  expect(muteline.faults).toEqual([])
})

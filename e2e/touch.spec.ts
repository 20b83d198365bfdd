// The page on a tablet: notes, velocities and sections by a finger, the view by two, menus by one that rests.
import type { Page } from 'playwright/test'
import type { NewNote } from '../src-common/domain/edit/edit-notes'
import { BAR, PPQ } from '../src-common/domain/time/ticks'
import { headLayout } from '../src-renderer/canvas/head-layout'
import { expect, test, type Muteline } from './hosts'
import { button, expectAccessible, Lanes, lastEdit, projectOf } from './page-actions'

test.use({ viewport: { width: 1024, height: 768 }, hasTouch: true })

const HEAD = headLayout(true)
const SECTIONS = HEAD.sections + HEAD.sectionsHeight / 2

type Place = readonly [x: number, y: number]

/** Fingers as the browser gets them of a screen. */
class Fingers {
  readonly #send: (type: string, points: readonly Place[]) => Promise<unknown>

  private constructor(send: (type: string, points: readonly Place[]) => Promise<unknown>) {
    this.#send = send
  }

  static async on(page: Page): Promise<Fingers> {
    const line = await page.context().newCDPSession(page)
    return new Fingers((type, points) =>
      line.send('Input.dispatchTouchEvent', {
        type: type as 'touchStart',
        touchPoints: points.map(([x, y], id) => ({ x, y, id })),
      }),
    )
  }

  press(...at: readonly Place[]): Promise<unknown> {
    return this.#send('touchStart', at)
  }

  /** In a few steps, as fingers move. */
  async move(from: readonly Place[], to: readonly Place[]): Promise<void> {
    for (let step = 1; step <= 5; step++)
      await this.#send(
        'touchMove',
        from.map(([x, y], index) => {
          const [toX = x, toY = y] = to[index] ?? []
          return [x + ((toX - x) * step) / 5, y + ((toY - y) * step) / 5] as const
        }),
      )
  }

  lift(): Promise<unknown> {
    return this.#send('touchEnd', [])
  }

  async tap(at: Place): Promise<void> {
    await this.press(at)
    await this.lift()
  }

  async drag(from: Place, to: Place): Promise<void> {
    await this.press(from)
    await this.move([from], [to])
    await this.lift()
  }
}

/** The second track with some notes, eight bars in view, a grid of quarters. */
async function roll(muteline: Muteline, notes: readonly NewNote[] = []) {
  const { page, client } = muteline
  const fingers = await Fingers.on(page)
  await page.getByRole('button', { name: /Track 2/ }).first().tap() // prettier-ignore
  await page.getByRole('combobox', { name: 'Grid' }).selectOption(String(PPQ))
  if (notes.length > 0) await client.call('dispatch', { type: 'addNotes', track: 1, notes })
  await expect(
    page.getByText(`${String(notes.length)} note${notes.length === 1 ? '' : 's'}`, { exact: true }),
  ).toBeVisible()
  const lanes = await Lanes.fitted(page, 'Notes of Track 2')
  const at = (tick: number, pitch: number): Place => [lanes.x(tick), lanes.top + (84 - pitch) * 11 + 5]
  const all = async () =>
    (await projectOf(muteline)).tracks[1]?.notes.map(({ tick, length, pitch }) => [tick, length, pitch])
  return { page, client, fingers, lanes, at, all }
}

const view = async ({ client }: Muteline) => (await client.call('hello', null)).view

test('a finger draws a note, moves it, pulls its end and presses beside it', async ({ muteline }) => {
  const { fingers, at, all, page } = await roll(muteline)
  await fingers.drag(at(BAR + 100, 80), at(BAR + 3 * PPQ - 100, 80))
  await expect.poll(all).toEqual([[BAR, 3 * PPQ, 80]])
  await lastEdit(page, 'Draw note')
  await fingers.drag(at(BAR + 1.5 * PPQ, 80), at(BAR + 2.5 * PPQ, 77))
  await expect.poll(all).toEqual([[BAR + PPQ, 3 * PPQ, 77]])
  await lastEdit(page, 'Move note')

  // A row is lower than a finger: what is beside it is meant, and its end reaches further than by mouse.
  const [x, y] = at(2 * BAR, 77)
  await fingers.drag([x - 8, y + 9], [x - 8 + PPQ / 8, y + 9])
  await expect.poll(async () => (await all())?.[0]?.[1]).toBeGreaterThan(3 * PPQ)
  await lastEdit(page, 'Resize note')
  await page.keyboard.press('Control+z')
  await expect.poll(all).toEqual([[BAR + PPQ, 3 * PPQ, 77]])

  await button(page, 'Select tool').tap()
  await fingers.drag(at(BAR, 81), at(2 * BAR, 75))
  await expect(page.getByText('1 note · 1 chosen')).toBeVisible()
})

test('velocities are pulled by a finger that comes near their stems', async ({ muteline }) => {
  const one = { tick: BAR, length: PPQ, pitch: 80, velocity: 100 }
  const { page, fingers, lanes } = await roll(muteline, [one, { ...one, tick: 3 * BAR }])
  const box = await page.getByLabel('Velocities', { exact: true }).boundingBox()
  if (box === null) throw new Error('There is no velocity lane')
  const y = (velocity: number): number => box.y + box.height - 5 - (velocity / 127) * (box.height - 10)
  const x = lanes.x(BAR) + 9
  await fingers.drag([x, y(100)], [x, y(50)])
  await expect
    .poll(async () => (await projectOf(muteline)).tracks[1]?.notes.map(({ velocity }) => velocity))
    .toEqual([expect.closeTo(50, -1), 100])
  await lastEdit(page, 'Draw velocity of note')
})

test('two fingers zoom and pan, and draw nothing', async ({ muteline }) => {
  const { page, fingers, at, all, lanes } = await roll(muteline)
  const middle = lanes.x(4 * BAR)
  const y = at(0, 80)[1]
  const before = PPQ / (lanes.x(PPQ) - lanes.x(0))
  await expect.poll(async () => (await view(muteline))?.ticksPerPixel).toBeCloseTo(before, 3)
  const near: readonly Place[] = [[middle - 50, y], [middle + 50, y]] // prettier-ignore
  const wide: readonly Place[] = [[middle - 100, y], [middle + 100, y]] // prettier-ignore
  await fingers.press(...near)
  await fingers.move(near, wide)
  await fingers.lift()
  await expect.poll(async () => (await view(muteline))?.ticksPerPixel).toBeCloseTo(before / 2, 1)
  // What was between the fingers is there still.
  const zoomed = await view(muteline)
  expect((zoomed?.from ?? 0) + (middle - lanes.x(0)) * (zoomed?.ticksPerPixel ?? 0)).toBeCloseTo(4 * BAR, -2)

  const panned = wide.map(([x, top]): Place => [x - 60, top])
  await fingers.press(...wide)
  await fingers.move(wide, panned)
  await fingers.lift()
  await expect.poll(async () => (await view(muteline))?.from).toBeCloseTo((zoomed?.from ?? 0) + 60 * (before / 2), -2)
  expect(await all()).toEqual([])

  // In the ruler and on the lanes the same fingers do the same.
  const rows = await page.getByLabel('Mute lanes').boundingBox()
  const onRows = near.map(([x]): Place => [x, (rows?.y ?? 0) + 100])
  await fingers.press(...onRows)
  await fingers.move(onRows, onRows.map(([x], index): Place => [x + (index === 0 ? 20 : -20), (rows?.y ?? 0) + 100])) // prettier-ignore
  await fingers.lift()
  await expect.poll(async () => (await view(muteline))?.ticksPerPixel).toBeGreaterThan(before / 2 + 1)
})

test('a finger that rests opens the menu of what lies under it', async ({ muteline }) => {
  const note = { tick: BAR, length: 2 * PPQ, pitch: 80, velocity: 100 }
  const { page, fingers, at, all } = await roll(muteline, [note])
  await fingers.press(at(BAR + PPQ, 80))
  const remove = page.getByRole('menuitem', { name: /Delete what is chosen/ })
  await expect(remove).toBeVisible()
  await fingers.lift()
  await remove.tap()
  await expect.poll(all).toEqual([])
})

test('a section is dragged to another place, and its begin moved; a tap locates', async ({ muteline }) => {
  const { page, client } = muteline
  const fingers = await Fingers.on(page)
  for (const [bar, name] of [[0, 'A'], [2, 'B'], [6, 'C']] as const)
    await client.call('dispatch', { type: 'addSection', tick: bar * BAR, name }) // prettier-ignore
  await client.call('dispatch', { type: 'setLoop', loop: { from: 0, to: 8 * BAR } })
  await client.call('dispatch', { type: 'paintMutes', tracks: [0], kind: 'global', from: 7 * BAR, to: 8 * BAR })
  await lastEdit(page, 'Mute Track 1 at 8.1.1')
  const head = await Lanes.fitted(page, 'Ruler, sections and patterns')
  const sections = async (): Promise<string> =>
    (await projectOf(muteline)).sections.map(({ tick, name }) => `${String(tick / BAR + 1)} ${name}`).join(', ')
  const y = head.top + SECTIONS
  await fingers.drag([head.x(4 * BAR), y], [head.x(200), y])
  await expect.poll(sections).toBe('1 B, 5 A, 7 C')
  await fingers.drag([head.x(4 * BAR) + 10, y + 9], [head.x(3 * BAR) + 10, y + 9])
  await expect.poll(sections).toBe('1 B, 4 A, 7 C')
  await fingers.tap([head.x(5.5 * BAR), head.top + HEAD.rulerHeight - 6])
  await expect(page.getByLabel('Position')).toHaveText('6.1.1')
})

test('nothing that is pressed is smaller than a finger needs', async ({ muteline }) => {
  const { page } = muteline
  await expect(button(page, 'Box: play')).toBeVisible()
  for (const panel of ['Box', 'Doctor', 'Patterns', 'Takes', 'Monitor', 'History']) {
    await page.getByRole('tab', { name: panel, exact: true }).tap()
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, select, input, [role=tab]')]
        .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(({ element, box }) => `${element.outerHTML.slice(0, 90)} ${String(box.width)}×${String(box.height)}`),
    )
    expect(small, panel).toEqual([])
  }
  await expectAccessible(page)
  expect(muteline.faults).toEqual([])
})

// Each gesture of the piano roll with a real pointer: what is seen is what is done, as one step of the history.
import type { Page } from 'playwright/test'
import type { NewNote } from '../src-common/domain/edit/edit-notes'
import { BAR, PPQ, STEP } from '../src-common/domain/time/ticks'
import { expect, test, type Muteline } from './hosts'
import { button, expectAccessible, Lanes, lastEdit, projectOf } from './page-actions'

const ROW = 11
const TOP = 84

type Brief = readonly [tick: number, length: number, pitch: number]

class Roll {
  readonly muteline: Muteline
  readonly page: Page
  readonly lanes: Lanes
  readonly #velocities: { readonly y: number; readonly height: number }

  private constructor(muteline: Muteline, lanes: Lanes, velocities: { readonly y: number; readonly height: number }) {
    this.muteline = muteline
    this.page = muteline.page
    this.lanes = lanes
    this.#velocities = velocities
  }

  /** Track 2 with these notes, a grid of quarters, the whole song in view. */
  static async open(muteline: Muteline, notes: readonly Brief[] = []): Promise<Roll> {
    const { page, client } = muteline
    await page.getByRole('button', { name: /Track 2/ }).first().click() // prettier-ignore
    await page.getByRole('combobox', { name: 'Grid' }).selectOption(String(PPQ))
    if (notes.length > 0) {
      const added: readonly NewNote[] = notes.map(([tick, length, pitch]) => ({ tick, length, pitch, velocity: 100 }))
      await client.call('dispatch', { type: 'addNotes', track: 1, notes: added })
      await expect(
        page.getByText(`${String(notes.length)} note${notes.length === 1 ? '' : 's'}`, { exact: true }),
      ).toBeVisible()
    }
    const lanes = await Lanes.fitted(page, 'Notes of Track 2')
    const velocities = await page.getByLabel('Velocities', { exact: true }).boundingBox()
    if (velocities === null) throw new Error('There is no velocity lane')
    return new Roll(muteline, lanes, velocities)
  }

  row(pitch: number): number {
    return this.lanes.top + (TOP - pitch) * ROW + 5
  }

  velocityY(velocity: number): number {
    const { y, height } = this.#velocities
    return y + height - 5 - (velocity / 127) * (height - 10)
  }

  async notes(track = 1): Promise<readonly Brief[]> {
    const { tracks } = await projectOf(this.muteline)
    return tracks[track]?.notes.map(({ tick, length, pitch }) => [tick, length, pitch] as const) ?? []
  }

  async velocities(): Promise<readonly number[]> {
    return (await projectOf(this.muteline)).tracks[1]?.notes.map((note) => note.velocity) ?? []
  }

  drag(from: readonly [tick: number, pitch: number], to: readonly [tick: number, pitch: number]): Promise<void> {
    return this.lanes.drag([from[0], this.row(from[1])], [to[0], this.row(to[1])])
  }

  async holding(key: string, act: () => Promise<void>): Promise<void> {
    await this.page.keyboard.down(key)
    await act()
    await this.page.keyboard.up(key)
  }

  async steps(): Promise<number> {
    return (await this.muteline.client.call('hello', null)).history.done.length
  }
}

const PAIR: readonly Brief[] = [
  [BAR, 2 * PPQ, 80],
  [2 * BAR, 2 * PPQ, 78],
]

test('notes are resized at both ends, several at once, and Escape leaves them as they were', async ({ muteline }) => {
  const roll = await Roll.open(muteline, PAIR)
  await roll.page.keyboard.press('Control+a')
  await roll.drag([BAR + 2 * PPQ - 60, 80], [BAR + 3 * PPQ - 60, 80])
  await expect.poll(() => roll.notes()).toEqual([[BAR, 3 * PPQ, 80], [2 * BAR, 3 * PPQ, 78]]) // prettier-ignore
  await lastEdit(roll.page, 'Resize 2 notes')
  await roll.drag([BAR + 60, 80], [BAR + PPQ + 60, 80])
  await expect.poll(() => roll.notes()).toEqual([[BAR + PPQ, 2 * PPQ, 80], [2 * BAR + PPQ, 2 * PPQ, 78]]) // prettier-ignore
  const steps = await roll.steps()
  expect(steps).toBe(3)

  await roll.lanes.press([BAR + 2 * PPQ, roll.row(80)], [BAR + 3 * PPQ, roll.row(77)])
  await roll.page.keyboard.press('Escape')
  await roll.page.mouse.up()
  expect(await roll.steps()).toBe(steps)
})

test('Ctrl copies, Shift keeps one direction, Alt leaves the grid', async ({ muteline }) => {
  const roll = await Roll.open(muteline, [[BAR, 2 * PPQ, 80]])
  await roll.lanes.press([BAR + 500, roll.row(80)], [BAR + 500 + PPQ, roll.row(79)])
  await roll.holding('Control', async () => {
    await roll.page.mouse.move(roll.lanes.x(BAR + 500 + 2 * PPQ), roll.row(78))
    await roll.page.mouse.up()
  })
  await expect.poll(() => roll.notes()).toEqual([[BAR, 2 * PPQ, 80], [BAR + 2 * PPQ, 2 * PPQ, 78]]) // prettier-ignore
  await lastEdit(roll.page, 'Copy note')
  // The copy is chosen now.
  await roll.page.keyboard.press('Delete')
  await expect.poll(() => roll.notes()).toEqual([[BAR, 2 * PPQ, 80]])

  await roll.lanes.press([BAR + 500, roll.row(80)], [BAR + 600, roll.row(80)])
  await roll.holding('Shift', async () => {
    await roll.page.mouse.move(roll.lanes.x(BAR + 500 + 2 * PPQ), roll.row(78))
    await roll.page.mouse.up()
  })
  await expect.poll(() => roll.notes()).toEqual([[BAR + 2 * PPQ, 2 * PPQ, 80]])
  await lastEdit(roll.page, 'Move note')

  await roll.lanes.press([BAR + 2 * PPQ + 500, roll.row(80)], [BAR + 2 * PPQ + 900, roll.row(80)])
  await roll.holding('Alt', async () => {
    await roll.page.mouse.move(roll.lanes.x(BAR + 2 * PPQ + 800), roll.row(80))
    await roll.page.mouse.up()
  })
  await expect.poll(async () => ((await roll.notes())[0]?.[0] ?? 0) % PPQ).not.toBe(0)
})

test('a double click deletes a note, but not the one that its first click drew', async ({ muteline }) => {
  const roll = await Roll.open(muteline, PAIR)
  await roll.page.mouse.dblclick(roll.lanes.x(BAR + PPQ), roll.row(80))
  await expect.poll(() => roll.notes()).toEqual([[2 * BAR, 2 * PPQ, 78]])
  await lastEdit(roll.page, 'Delete note')
  await roll.page.mouse.dblclick(roll.lanes.x(3 * BAR + 100), roll.row(80))
  await expect.poll(() => roll.notes()).toEqual([[2 * BAR, 2 * PPQ, 78], [3 * BAR, PPQ, 80]]) // prettier-ignore
  expect(await roll.steps()).toBe(3)
})

test('notes are chosen by a rectangle, by their keys and by their bar', async ({ muteline }) => {
  const roll = await Roll.open(muteline, [...PAIR, [2 * BAR + PPQ, PPQ, 80], [3 * BAR, PPQ, 77]])
  const { page } = roll
  const chosen = (count: number): Promise<void> => expect(page.getByText(`4 notes · ${String(count)} chosen`)).toBeVisible()
  const keys = roll.lanes.x(0) - 20
  await page.mouse.click(keys, roll.row(80))
  await chosen(2)
  await page.mouse.move(keys, roll.row(80))
  await page.mouse.down()
  await page.mouse.move(keys, roll.row(78), { steps: 4 })
  await page.mouse.up()
  await chosen(3)
  await page.mouse.click(keys, roll.row(77))
  await chosen(1)
  await roll.holding('Shift', () => page.mouse.click(keys, roll.row(78)))
  await chosen(2)

  const ruler = await page.getByLabel('Bars of the piano roll').boundingBox()
  await page.mouse.dblclick(roll.lanes.x(2 * BAR + 300), (ruler?.y ?? 0) + 7)
  await chosen(2)
  await roll.holding('Shift', () => roll.drag([100, 82], [2 * BAR, 79]))
  await chosen(1)
  await roll.holding('Shift', () => page.mouse.click(roll.lanes.x(2 * BAR + 500), roll.row(78)))
  await chosen(2)
  expect(await roll.steps()).toBe(1)
}) // prettier-ignore

test('velocities are pulled together, drawn and ramped', async ({ muteline }) => {
  const four: readonly Brief[] = [0, 1, 2, 3].map((beat) => [BAR + beat * PPQ, STEP, 80])
  const roll = await Roll.open(muteline, four)
  const { page, lanes } = roll
  const at = (beat: number): number => BAR + beat * PPQ
  await lanes.press([at(0), roll.velocityY(100)], [at(0), roll.velocityY(60)])
  await expect(page.locator('output', { hasText: /^\d+$/ }).last()).toBeVisible()
  await page.mouse.up()
  await expect.poll(() => roll.velocities()).toEqual([expect.closeTo(60, -1), 100, 100, 100])
  await lastEdit(page, 'Draw velocity of note')

  await page.keyboard.press('Control+a')
  await lanes.drag([at(1), roll.velocityY(100)], [at(1), roll.velocityY(80)])
  await expect.poll(async () => (await roll.velocities())[3]).toBeLessThan(90)
  const [first = 0, second = 0] = await roll.velocities()
  expect(second - first).toBeGreaterThan(30)
  await lastEdit(page, 'Draw velocity of 4 notes')

  await page.keyboard.press('Escape')
  await lanes.drag([at(0) - 400, roll.velocityY(120)], [at(2) + 300, roll.velocityY(120)])
  await expect.poll(async () => Math.min(...(await roll.velocities()).slice(0, 3))).toBeGreaterThan(112)

  await roll.holding('Shift', () => lanes.drag([at(0), roll.velocityY(20)], [at(3) + 60, roll.velocityY(120)]))
  const rises = async (): Promise<boolean> => {
    const now = await roll.velocities()
    return now.every((each, index) => index === 0 || each > (now[index - 1] ?? 0) + 15)
  }
  await expect.poll(rises).toBe(true)
  expect(await roll.steps()).toBe(5)
  const before = await roll.velocities()
  await lanes.press([at(0) - 400, roll.velocityY(20)], [at(3), roll.velocityY(20)])
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await roll.velocities()).toEqual(before)

  await button(page, 'Velocity').click()
  await expect(page.getByLabel('Velocities', { exact: true })).toHaveCount(0)
})

test('trigs of every track are set and cleared where they are clicked, and painted by a drag', async ({ muteline }) => {
  const roll = await Roll.open(muteline, [[0, STEP, 40], [STEP * 4, STEP, 40]]) // prettier-ignore
  const { page } = roll
  await button(page, 'Trigs of all tracks').click()
  const canvas = await page.getByLabel('Trigs of all tracks').last().boundingBox()
  const y = (track: number): number => (canvas?.y ?? 0) + track * 19 + 9
  const x = (step: number): number => roll.lanes.x(step * STEP + STEP / 2)
  await page.mouse.click(x(8), y(1))
  await expect.poll(() => roll.notes()).toEqual([[0, STEP, 40], [4 * STEP, STEP, 40], [8 * STEP, STEP, 40]]) // prettier-ignore
  await page.mouse.click(x(0), y(1))
  await expect.poll(async () => (await roll.notes()).length).toBe(2)
  await lastEdit(page, 'Delete note')

  await page.mouse.move(x(16), y(2))
  await page.mouse.down()
  await page.mouse.move(x(19), y(3), { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => roll.notes(2)).toEqual([16, 17, 18, 19].map((step) => [step * STEP, STEP, 60]))
  await lastEdit(page, 'Add 4 notes')
  await expect(page.getByRole('toolbar', { name: 'Piano roll' })).toContainText('Track 3')
  await page.mouse.move(x(17), y(2))
  await page.mouse.down()
  await page.mouse.move(x(22), y(2), { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => roll.notes(2)).toEqual([[16 * STEP, STEP, 60]])
  await page.mouse.move(x(4), y(2))
  await page.mouse.down()
  await page.mouse.move(x(9), y(2), { steps: 3 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await roll.notes(2)).toEqual([[16 * STEP, STEP, 60]])
  expect(await roll.steps()).toBe(5)
  await expectAccessible(page)
})

test('notes are heard at the box only where that was asked for, and end', async ({ muteline }) => {
  const roll = await Roll.open(muteline)
  const { page, client } = roll.muteline
  const received: (readonly number[])[] = []
  client.on('received', (batch) => {
    for (const { bytes } of batch) if ((bytes[0] ?? 0) < 0xf0) received.push([...bytes])
  })
  await page.mouse.click(roll.lanes.x(BAR + 100), roll.row(80))
  await expect.poll(async () => (await roll.notes()).length).toBe(1)
  expect(received).toEqual([])
  await button(page, 'Hear').click()
  await page.mouse.click(roll.lanes.x(2 * BAR + 100), roll.row(79))
  await expect.poll(() => received).toEqual([[0x91, 79, 100], [0x91, 79, 0]]) // prettier-ignore
})

test('rows get higher by Alt and the wheel, and those out of a scale darker', async ({ muteline }) => {
  const roll = await Roll.open(muteline)
  const { page } = roll
  const canvas = page.getByLabel('Notes of Track 2', { exact: true })
  const pixel = (row: number): Promise<readonly number[]> =>
    canvas.evaluate((element, y) => {
      const under = element.parentElement?.querySelector('canvas')
      return [...(under?.getContext('2d')?.getImageData(3, y * devicePixelRatio, 1, 1).data ?? [])].slice(0, 3)
    }, row)
  await page.getByRole('combobox', { name: 'Scale', exact: true }).selectOption('Major')
  // C7 is the root, B6 in the scale, A#6 is not.
  const [root, inside, outside] = [await pixel(5), await pixel(16), await pixel(27)]
  expect(root[0]).toBeGreaterThan(inside[0] ?? 0)
  expect(inside[0]).toBeGreaterThan(outside[0] ?? 0)

  await page.mouse.move(roll.lanes.x(BAR), roll.lanes.top + 1)
  await roll.holding('Alt', async () => {
    for (let i = 0; i < 5; i++) await page.mouse.wheel(0, -100)
  })
  // The top row is 22 high now, and still C7.
  await expect.poll(async () => JSON.stringify(await pixel(18))).toBe(JSON.stringify(root))
})

test('other tracks are shown behind, and a right click offers what can be done', async ({ muteline }) => {
  const roll = await Roll.open(muteline, PAIR)
  const { page } = roll
  const opener = page.getByRole('button', { name: /tracks shown behind/ })
  await opener.click()
  const menu = page.getByRole('dialog', { name: /tracks shown behind/ })
  await menu.getByRole('button', { name: 'All' }).click()
  await expect(menu.getByRole('checkbox', { checked: true })).toHaveCount(16)
  await expectAccessible(page)
  await menu.getByRole('checkbox', { name: 'Track 5' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(opener).toContainText('14')
  await page.mouse.click(roll.lanes.x(BAR + PPQ), roll.row(80), { button: 'right' })
  await page.getByRole('menuitem', { name: /Delete what is chosen/ }).click()
  await expect.poll(() => roll.notes()).toEqual([[2 * BAR, 2 * PPQ, 78]])
})

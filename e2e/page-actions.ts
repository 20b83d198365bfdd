// What a person does at the page, by name.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Locator, type Page } from 'playwright/test'
import type { Muteline } from './hosts'
import { unpackProject } from '../src-common/domain/model/packed-notes'
import type { Project } from '../src-common/domain/model/project'
import { BAR } from '../src-common/domain/time/ticks'
import { SCRIPT } from './performance'

export const HEADER_WIDTH = 232

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

/** Waits until the page, too, shows an edit: its replica follows the host by a moment. */
export const lastEdit = (page: Page, label: string): Promise<void> =>
  expect(button(page, 'Undo')).toHaveAttribute('title', `Undo ${label} (Ctrl+Z)`)

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
type AxeRun = {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}

/** Nothing that axe finds fault with. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe)
  const run = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeRun> } }).axe.run())
  expect(run.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
}

/** The project as the host has it, once the page has it, too: its replica follows by a moment. */
export async function projectOf({ client, page }: Muteline): Promise<Project> {
  const { project, revision } = await client.call('hello', null)
  await page.waitForFunction(
    (wanted) => Number(document.querySelector('.app')?.getAttribute('data-revision')) >= wanted,
    revision,
  )
  return unpackProject(project)
}

/** REC, PLAY, the performance, and its end by the box's own STOP. */
export async function record(muteline: Muteline): Promise<void> {
  const { page, client } = muteline
  await expect(button(page, 'Box: play')).toBeVisible()
  await client.call('perform', { script: SCRIPT })
  await button(page, 'REC').click()
  await button(page, 'Box: play').click()
  await expect(page.getByRole('status', { name: 'Clock' })).toContainText('locked')
  await expect(async () => {
    expect((await projectOf(muteline)).takes).toHaveLength(1)
  }).toPass({ timeout: 20_000 })
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Pixels on a canvas for ticks, once the whole of a song was fitted. */
export class Lanes {
  readonly page: Page
  readonly #box: Box
  readonly #tracks: number
  readonly #bars: number

  private constructor(page: Page, box: Box, tracks: number, bars: number) {
    this.page = page
    this.#box = box
    this.#tracks = tracks
    this.#bars = bars
  }

  /** `bars`: how long the song is; a shorter one than eight is shown as if it had these. */
  static async fitted(page: Page, name: RegExp | string = 'Mute lanes', tracks = 16, bars = 8): Promise<Lanes> {
    await button(page, 'Fit').click()
    const box = await page.getByLabel(name, { exact: true }).boundingBox()
    if (box === null) throw new Error(`There is no canvas ${String(name)}`)
    return new Lanes(page, box, tracks, bars)
  }

  x(tick: number): number {
    return this.#box.x + tick / ((this.#bars * BAR) / (this.#box.width - 24))
  }

  y(track: number): number {
    return this.#box.y + ((track + 0.5) * this.#box.height) / this.#tracks
  }

  get top(): number {
    return this.#box.y
  }

  async drag(from: readonly [tick: number, y: number], to: readonly [tick: number, y: number]): Promise<void> {
    await this.press(from, to)
    await this.page.mouse.up()
  }

  /** A drag that is not let go yet. */
  async press(from: readonly [tick: number, y: number], to: readonly [tick: number, y: number]): Promise<void> {
    await this.page.mouse.move(this.x(from[0]), from[1])
    await this.page.mouse.down()
    await this.page.mouse.move(this.x(to[0]), to[1], { steps: 5 })
  }
}

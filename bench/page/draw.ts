// Drawing a large song in Chromium: scrolling, zooming, and dragging many notes.
import type { Page } from 'playwright/test'
import { BAR } from '../../src-common/domain/time/ticks'
import { PER_BAR, song } from '../edit/songs'
import { atMost, quantile, report, row, SEEDS } from '../figures'
import { at, FRAMES, framesOf, workOf, type Frame } from './frames'
import { openPage } from './open'

const SIZE = { width: 1600, height: 900 }
const NOTES = 100_000
const TRACKS = 16
const VISIBLE = 5000
const CHOSEN = 500
const SECONDS = 4
const REPEATS = 3

/** As a hand would: the widest view first, then the wheel. */
async function showBars(page: Page, bars: number): Promise<void> {
  await page.getByRole('button', { name: 'Fit', exact: true }).click()
  await page.evaluate(`{
    const factor = ${String(bars * BAR)} / lanes().getBoundingClientRect().width / 400
    wheelAt(lanes(), 0, 50, 0, Math.log(factor) / 0.0022, true)
  }`)
}

type Runs = (readonly Frame[])[]
const idle: Runs = []
const scrolled: Runs = []
const zoomed: Runs = []
const dragged: Runs = []
/** What the page's thread worked for each frame. */
type Work = (readonly number[])[]
const scrolledWork: Work = []
const zoomedWork: Work = []
const draggedWork: Work = []
const shareOf = (runs: Work, share: number): readonly number[] => runs.map((run) => quantile(run, share))

const SCROLL = 'wheelAt(lanes(), 600, 50, index % 200 < 100 ? 37 : -37, 0, false)'
const ZOOM = 'wheelAt(lanes(), 600, 50, 0, index % 60 < 30 ? 12 : -12, true)'

const many = await openPage(SIZE, FRAMES, song(NOTES, TRACKS, SEEDS[0]))
await many.page.goto(many.url)
await many.page.getByText(`${String(NOTES / TRACKS)} notes`).waitFor()
await showBars(many.page, VISIBLE / (TRACKS * PER_BAR))
for (let repeat = 0; repeat < REPEATS; repeat++) {
  idle.push(await framesOf(many.page, SECONDS / 2, ''))
  scrolled.push(await framesOf(many.page, SECONDS, SCROLL))
  zoomed.push(await framesOf(many.page, SECONDS, ZOOM))
  scrolledWork.push((await workOf(many.page, () => framesOf(many.page, SECONDS / 2, SCROLL))).frames)
  zoomedWork.push((await workOf(many.page, () => framesOf(many.page, SECONDS / 2, ZOOM))).frames)
}
await many.close()

const one = await openPage(SIZE, FRAMES, song(NOTES, 1, SEEDS[1], 1))
await one.page.goto(one.url)
await one.page.getByText(`${String(NOTES)} notes`).waitFor()
await showBars(one.page, CHOSEN / PER_BAR)
const roll = one.page.getByLabel('Notes of Track 1', { exact: true })
const box = await roll.boundingBox()
if (box === null) throw new Error('There is no piano roll.')
await one.page.mouse.move(box.x + 2, box.y + 10)
await one.page.keyboard.down('Shift')
await one.page.mouse.down()
await one.page.mouse.move(box.x + box.width - 2, box.y + box.height - 2, { steps: 4 })
await one.page.mouse.up()
await one.page.keyboard.up('Shift')
const chosen = (await one.page.getByText(/\d+ chosen/).textContent()) ?? ''
// All of them are of one pitch, whose row is in the middle: a note that is held there takes the others along.
const held = await one.page.evaluate<{ readonly x: number; readonly y: number } | null>(`(() => {
  const canvas = document.querySelector('canvas[aria-label="Notes of Track 1"]')
  const { width, height } = canvas.getBoundingClientRect()
  for (let y = 5; y < height; y += 5)
    for (let x = 40; x < width / 2; x += 3) {
      pointerAt(canvas, 'pointermove', x, y, 0)
      if (canvas.style.cursor === 'grab') return { x, y }
    }
  return null
})()`)
if (held === null) throw new Error('There is no note under the pointer.')
for (let repeat = 0; repeat < REPEATS; repeat++) {
  await one.page.mouse.move(box.x + held.x, box.y + held.y)
  await one.page.mouse.down()
  const moved = `pointerAt(document.querySelector('canvas[aria-label="Notes of Track 1"]'), 'pointermove', ${String(held.x)} + index * 7 % 500, ${String(held.y)} + index % 40)`
  dragged.push(await framesOf(one.page, SECONDS, moved))
  draggedWork.push((await workOf(one.page, () => framesOf(one.page, SECONDS / 2, moved))).frames)
  await one.page.keyboard.press('Escape')
  await one.page.mouse.up()
}
await one.close()

report({
  title: 'Drawing',
  note: `A song of ${String(NOTES)} notes in a window of ${String(SIZE.width)} × ${String(SIZE.height)}, drawn in every frame for ${String(SECONDS)} s. *Drawing* is from the event to the end of all that it set off in the page: the edit, state, and everything painted into canvases. *Whole frame* is up to when the page's thread is free again, so with layout, raster and commit (without a graphics card, as here, these are the processor's work). *Work* is what the processor did for a whole frame in the page's thread: without what it did for others meanwhile. Scrolled and zoomed: ${String(TRACKS)} tracks, about ${String(VISIBLE)} notes in view. Dragged: one track, ${chosen.replace(/.*· /, '')}, all of them previewed by the command that letting go would run.`,
  rows: [
    row('nothing moves: whole frame, median', 'ms', at(idle, 'whole', 0.5)),
    row('scrolling: drawing, median', 'ms', at(scrolled, 'script', 0.5), atMost(8)),
    row('scrolling: drawing, p99', 'ms', at(scrolled, 'script', 0.99), atMost(16)),
    row('scrolling: whole frame, median', 'ms', at(scrolled, 'whole', 0.5)),
    row('scrolling: whole frame, p99', 'ms', at(scrolled, 'whole', 0.99)),
    row('scrolling: work, median', 'ms', shareOf(scrolledWork, 0.5), atMost(8)),
    row('scrolling: work, p99', 'ms', shareOf(scrolledWork, 0.99), atMost(16)),
    row('zooming: drawing, median', 'ms', at(zoomed, 'script', 0.5), atMost(8)),
    row('zooming: drawing, p99', 'ms', at(zoomed, 'script', 0.99), atMost(16)),
    row('zooming: whole frame, median', 'ms', at(zoomed, 'whole', 0.5)),
    row('zooming: whole frame, p99', 'ms', at(zoomed, 'whole', 0.99)),
    row('zooming: work, median', 'ms', shareOf(zoomedWork, 0.5), atMost(8)),
    row('zooming: work, p99', 'ms', shareOf(zoomedWork, 0.99), atMost(16)),
    row('dragging: pointer to drawn preview, median', 'ms', at(dragged, 'script', 0.5)),
    row('dragging: pointer to drawn preview, p99', 'ms', at(dragged, 'script', 0.99), atMost(16)),
    row('dragging: whole frame, p99', 'ms', at(dragged, 'whole', 0.99)),
    row('dragging: work, p99', 'ms', shareOf(draggedWork, 0.99), atMost(16)),
  ],
})

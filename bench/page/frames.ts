// Frames of a page while something is done in each of them: how long the drawing takes, and how far frames are apart.
import type { Page } from 'playwright/test'
import { quantile } from '../figures'

export type Frame = {
  /** From the event to the end of what it set off: state, layout and all that is painted into canvases. */
  readonly script: number
  /** The same up to when the page's thread is free again: with raster and commit, which are part of the same frame. */
  readonly whole: number
  /** Since the frame before. */
  readonly interval: number
}

/**
 * Runs in the page. `act` is done once a frame; a message that is posted then is heard when the frame's rendering is done,
 * since both are of the page's thread. Effects that draw run in microtasks after the event.
 */
export const FRAMES = `
  window.framesOf = (seconds, act) => new Promise((done) => {
    const frames = []
    const channel = new MessageChannel()
    let begun = 0, script = 0, interval = 0, last = performance.now(), index = 0
    const end = last + seconds * 1000
    channel.port1.onmessage = () => {
      frames.push({ script, whole: performance.now() - begun, interval })
      if (performance.now() < end) requestAnimationFrame(frame)
      else done(frames.slice(5))
    }
    const frame = (time) => {
      interval = time - last
      last = time
      begun = performance.now()
      act(index++, time)
      queueMicrotask(() => queueMicrotask(() => {
        script = performance.now() - begun
        channel.port2.postMessage(null)
      }))
    }
    requestAnimationFrame(frame)
  })
  window.wheelAt = (element, x, y, deltaX, deltaY, ctrlKey) => {
    const box = element.getBoundingClientRect()
    element.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, clientX: box.left + x, clientY: box.top + y, deltaX, deltaY, ctrlKey }))
  }
  window.pointerAt = (element, type, x, y, buttons = 1) => {
    const box = element.getBoundingClientRect()
    element.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, pointerId: 1, button: 0, buttons, isPrimary: true, clientX: box.left + x, clientY: box.top + y }))
  }
  window.lanes = () => document.querySelector('canvas[aria-label="Mute lanes"]')
`

export const framesOf = (page: Page, seconds: number, act: string): Promise<readonly Frame[]> =>
  page.evaluate(`framesOf(${String(seconds)}, (index, time) => { ${act} })`)

/** `X` is what has a length. */
type TraceEvent = {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly tdur?: number
}
type Work = {
  /** What the page's thread worked for each frame, in milliseconds. */
  readonly frames: readonly number[]
  /** The same for everything that it did at a stretch. */
  readonly tasks: readonly number[]
}

const FRAME = 'ProxyMain::BeginMainFrame'
const TASK = 'ThreadControllerImpl::RunTask'

/** By the processor's clock, as Chromium traces it: what others on the machine took meanwhile is not in it. */
export async function workOf(page: Page, run: () => Promise<unknown>): Promise<Work> {
  const browser = page.context().browser()
  if (browser === null) throw new Error('The page has no browser.')
  await browser.startTracing(page, { categories: ['-*', 'cc', 'toplevel'] })
  await run()
  const trace = (await browser.stopTracing()).toString()
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] }
  const main = traceEvents.find(({ name }) => name === FRAME)
  const times = (wanted: string): readonly number[] =>
    traceEvents
      .filter(({ name, ph, pid, tid }) => name === wanted && ph === 'X' && pid === main?.pid && tid === main.tid)
      .map(({ tdur }) => (tdur ?? 0) / 1000)
  return { frames: times(FRAME), tasks: times(TASK) }
}

export const at = (runs: readonly (readonly Frame[])[], field: keyof Frame, share: number): readonly number[] =>
  runs.map((run) =>
    quantile(
      run.map((frame) => frame[field]),
      share,
    ),
  )

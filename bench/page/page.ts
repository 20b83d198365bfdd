// Whether 2,000 messages a second slow the page: the time between its frames with the monitor open, idle and flooded.
import { report, row } from '../figures'
import { openPage } from './open'

const RATE = 2000
const SECONDS = 15
const REPEATS = 3

type Frames = { readonly p50: number; readonly p99: number; readonly max: number }

// The flood comes in by the page's own socket, as if the host had sent it.
const { page, url, close } = await openPage(
  { width: 1280, height: 720 },
  `
  const Socket = window.WebSocket
  window.WebSocket = class extends Socket { constructor(...args) { super(...args); window.socketOfPage = this } }
  const one = (i) => [[0xb0 + i % 8, 94, i & 8 ? 127 : 0], [0xb0 + i % 8, 74, i & 127], [0x90 + i % 8, 36 + i % 40, 100], [0x90 + i % 8, 36 + i % 40, 0], [0xe0, i & 127, 64], [0xd0, i & 127]][i % 6]
  let made = 0
  window.flood = (rate) => {
    const from = performance.now()
    const begun = made
    window.flooding = setInterval(() => {
      const want = begun + Math.floor((performance.now() - from) / 1000 * rate)
      const input = []
      while (made < want) input.push({ time: made * 500, port: 0, bytes: one(made++), at: { pressed: 0, tick: 0, rolling: true } })
      window.socketOfPage.onmessage({ data: JSON.stringify({ type: 'event', event: 'live', payload: { input, output: [], pulses: [] } }) })
    }, 16)
  }
  window.frames = (seconds) => new Promise((done) => {
    const frames = []
    let last = performance.now()
    const end = last + seconds * 1000
    requestAnimationFrame(function tick(time) {
      frames.push(time - last)
      last = time
      if (time < end) requestAnimationFrame(tick)
      else {
        const sorted = frames.slice(1).sort((a, b) => a - b)
        const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
        done({ p50: at(0.5), p99: at(0.99), max: at(1) })
      }
    })
  })
`,
)
await page.goto(url)
await page.getByRole('tab', { name: 'Monitor' }).click()
const frames = (): Promise<Frames> => page.evaluate(`frames(${String(SECONDS)})`)
const idle: Frames[] = []
const flooded: Frames[] = []
for (let repeat = 0; repeat < REPEATS; repeat++) {
  idle.push(await frames())
  await page.evaluate(`flood(${String(RATE)})`)
  flooded.push(await frames())
  await page.evaluate('clearInterval(flooding)')
}
await close()
const p99 = (runs: readonly Frames[]): number => [...runs].sort((a, b) => a.p99 - b.p99)[runs.length >> 1]?.p99 ?? NaN
report({
  title: 'The page',
  note: `Time between frames with the monitor open, ${String(SECONDS)} s each; the flood is ${String(RATE)} messages a second.`,
  rows: [
    row('idle: p50', 'ms', idle.map((each) => each.p50)),
    row('idle: p99', 'ms', idle.map((each) => each.p99)),
    row('flooded: p50', 'ms', flooded.map((each) => each.p50)),
    row('flooded: p99', 'ms', flooded.map((each) => each.p99)),
    row('flooded: worst', 'ms', flooded.map((each) => each.max)),
    row('p99 flooded against idle', 'times', [p99(flooded) / p99(idle)], { target: '≤ 1.5', ok: (value) => value <= 1.5 }),
  ],
}) // prettier-ignore

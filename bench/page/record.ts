// A minute of recording at 2,000 messages a second: how far the frames of the page are apart, from the first to the last.
import { report, row } from '../figures'
import { FRAMES, framesOf, workOf, type Frame } from './frames'
import { openPage } from './open'

const SIZE = { width: 1600, height: 900 }
const RATE = 2000
const SECONDS = 60
const IDLE_SECONDS = 5
const WORST = 32

// What the host would send comes in by the page's own socket; the transport rolls at 120 BPM, 1920 ticks a second.
const FLOOD = `
  const Socket = window.WebSocket
  let hostTime = 0
  window.WebSocket = class extends Socket {
    constructor(...args) {
      super(...args)
      window.socketOfPage = this
      this.addEventListener('message', (message) => {
        // While the flood is on, the real host is not heard: its transport stands still.
        if (begun > 0) message.stopImmediatePropagation()
        const { data } = message
        const now = /"transport":{"now":([0-9.]+)|"now":([0-9.]+)/.exec(data)
        if (now !== null && hostTime === 0) hostTime = Number(now[1] ?? now[2]) - performance.now() * 1000
      })
    }
  }
  const event = (name, payload) => window.socketOfPage.onmessage({ data: JSON.stringify({ type: 'event', event: name, payload }) })
  const one = (i) => {
    const pair = i >> 1
    const track = pair % 8
    if (pair % 50 === 49) return [0xb0 + track, 94, (pair / 50 & 1) ^ (i & 1) ? 127 : 0]
    return [(i & 1 ? 0x80 : 0x90) + track, 36 + pair * 7 % 48, 100]
  }
  let made = 0, begun = 0
  const transport = (now) => event('transport', { now, mode: 'follow', clock: 'rolling', locked: true, timeline: { bpm: 120, tick: 0, time: begun }, replay: 'stopped', song: [], locate: 0, recording: true, recordedFrom: 0 })
  window.record = (seconds) => {
    begun = performance.now() * 1000 + hostTime
    const from = performance.now()
    event('live', { input: [], output: [], pulses: [] })
    const timer = setInterval(() => {
      const past = (performance.now() - from) / 1000
      transport(begun + past * 1e6)
      const want = Math.floor(Math.min(past, seconds) * ${String(RATE)})
      const input = []
      while (made < want) {
        const pressed = made / ${String(RATE)} * 1920
        input.push({ time: begun + made * 500, port: 0, bytes: one(made++), at: { pressed, tick: Math.ceil(pressed / 40) * 40, rolling: true } })
      }
      if (input.length > 0) event('live', { input, output: [], pulses: [{ direction: 'in', port: 0, count: 1 }] })
      if (past > seconds) clearInterval(timer)
    }, 16)
  }
`

const { page, url, close } = await openPage(SIZE, FRAMES + FLOOD)
await page.goto(url)
await page.getByRole('button', { name: 'Box: play', exact: true }).waitFor()
const idle = await framesOf(page, IDLE_SECONDS, '')
await page.evaluate(`record(${String(SECONDS)})`)
const work = await workOf(page, () =>
  page.evaluate(`framesOf(${String(SECONDS)}, () => {}).then((frames) => { window.recorded = frames })`),
)
const recorded = await page.evaluate<readonly Frame[]>('recorded')
await close()

const worst = (frames: readonly Frame[]): number => Math.max(...frames.map(({ interval }) => interval))
const part = (from: number, to: number): readonly Frame[] =>
  recorded.slice(Math.floor(recorded.length * from), Math.floor(recorded.length * to))
report({
  title: 'Recording',
  note: `Time between frames of the page while ${String(RATE)} messages a second (notes on eight tracks, and mutes) are recorded for ${String(SECONDS)} s, ${String(RATE * SECONDS)} of them, with the view following; how long the page's thread is busy in a frame; and what the processor *works* for it at a stretch, without what it does for others meanwhile.`,
  rows: [
    row('idle: worst', 'ms', [worst(idle)]),
    row('recording: worst', 'ms', [worst(recorded)], { target: `≤ ${String(WORST)}`, ok: (value) => value <= WORST }),
    row('recording: frames that came later', '', [recorded.filter(({ interval }) => interval > WORST).length]),
    row('recording: work at a stretch, worst', 'ms', [Math.max(...work.tasks)], {
      target: `≤ ${String(WORST)}`,
      ok: (value) => value <= WORST,
    }),
    row('the first ten seconds: whole frame, worst', 'ms', [Math.max(...part(0, 1 / 6).map(({ whole }) => whole))]),
    row('the last ten seconds: whole frame, worst', 'ms', [Math.max(...part(5 / 6, 1).map(({ whole }) => whole))]),
  ],
})

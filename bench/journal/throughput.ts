// How many messages a second the engine takes in, to the journal and the live batches, for a minute; and how many at most.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { now } from '../../src-main/engine/now'
import { readPart } from '../../src-main/host/journal-files'
import { atLeast, atMost, report, row } from '../figures'
import { openWorld } from './world'

const SECONDS = 60
const RATE = 55_000
const STEP_MS = 4
const folder = mkdtempSync(join(tmpdir(), 'muteline-bench-'))

let live = 0
const { engine, inject } = await openWorld(folder, ({ input, pulses }) => {
  live += input.length + pulses.reduce((sum, { count }) => sum + count, 0)
})
let sent = 0
const push = (count: number): void => {
  const time = now()
  const messages = Array.from({ length: count }, (_, i) => {
    const number = sent + i
    const bytes =
      number % 1000 === 0
        ? [0xf8]
        : number % 2 === 0
          ? [0x90 + (number & 7), 60, 100]
          : [0xb0, number & 127, number & 63]
    return { time, bytes, mended: false }
  })
  sent += count
  inject(messages)
}

/** As the engine's thread does: work every few milliseconds, a frame every sixteen. */
async function run(
  seconds: number,
  rate: number,
): Promise<{ readonly took: number; readonly heaps: readonly number[] }> {
  const begin = performance.now()
  const heaps: number[] = []
  let done = 0
  let step = 0
  while (done < seconds * rate) {
    const due = Math.min(seconds * rate, Math.floor(((performance.now() - begin) / 1000) * rate))
    if (due > done) push(due - done)
    done = Math.max(done, due)
    engine.tick()
    if (++step % 4 === 0) engine.frame()
    if (step % 250 === 0) {
      engine.diagnose()
      globalThis.gc?.()
      heaps.push(process.memoryUsage().heapUsed / 1e6)
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS))
  }
  engine.frame()
  return { took: (performance.now() - begin) / 1000, heaps }
}

const { took, heaps } = await run(SECONDS, RATE)
const journal = engine.flush()?.journal ?? ''
const { entries } = await readPart(journal, 0)
const kept = entries.filter(({ type }) => type === 'in').length
const third = Math.ceil(heaps.length / 3)
const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length

const bursts: number[] = []
for (let repeat = 0; repeat < 5; repeat++) {
  const from = performance.now()
  for (let i = 0; i < 500; i++) {
    push(1000)
    engine.frame()
  }
  bursts.push(500_000 / ((performance.now() - from) / 1000))
}
engine.close()
rmSync(folder, { recursive: true, force: true })
report({
  title: 'Sustained input',
  note: `Notes and controllers with some clock, ${String(RATE)} messages a second for ${String(SECONDS)} s, through the engine into the journal and the live batches. (A batch tells at most 2,000 messages a frame; the journal has them all.)`,
  rows: [
    row('messages a second, sustained', '', [sent > 0 ? (SECONDS * RATE) / took : 0], atLeast(50_000)),
    row('messages lost between input and journal', '', [SECONDS * RATE - kept], atMost(0)),
    row('told live', '', [live]),
    row('heap, last third of the minute less the first', 'MB', [mean(heaps.slice(-third)) - mean(heaps.slice(0, third))], atMost(5)),
    row('messages a second at most', '', bursts),
  ],
}) // prettier-ignore
process.exit()

// How late messages leave: the sender as it is, a thread that only spins, and `setTimeout` in the host's thread; all with
// the host's thread blocked for 50 ms four times a second, and another core kept busy.
import { once } from 'node:events'
import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import { now } from '../../src-main/engine/now'
import type { OutputPort } from '../../src-main/engine/ports'
import { SenderLink, WAKE } from '../../src-main/engine/sender-link'
import { quantile, report, row, say, type Row } from '../figures'
import { planOf, type ThreadData } from './plan'

const SECONDS = 30
const REPEATS = 3
const BLOCK_MS = 50
const BLOCKS_A_SECOND = 4
const HORIZON = 20_000

type Run = { readonly p50: number; readonly p99: number; readonly max: number; readonly cpu: number }

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function block(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

function shared(): { readonly sent: SharedArrayBuffer; readonly cpu: SharedArrayBuffer; readonly begin: number } {
  const begin = now() + 300_000
  const count = planOf(begin, SECONDS).length
  return { begin, sent: new SharedArrayBuffer(count * 8), cpu: new SharedArrayBuffer(8) }
}

function lateness(begin: number, sent: SharedArrayBuffer, cpu: SharedArrayBuffer): Run {
  const times = new Float64Array(sent)
  // Too early is as wrong as too late.
  const late = planOf(begin, SECONDS).map(({ number, time }) => Math.abs((times[number] ?? Infinity) - time))
  const missing = [...times].filter((time) => time === 0).length
  if (missing > 0) throw new Error(`${String(missing)} messages were not sent`)
  const spent = new Float64Array(cpu)[0] ?? -1
  return { p50: quantile(late, 0.5), p99: quantile(late, 0.99), max: Math.max(...late), cpu: spent < 0 ? NaN : spent / (SECONDS * 1e7) } // prettier-ignore
}

const threadFile = (name: string): string => join(import.meta.dirname, `send-${name}.js`)

/** A sender in a thread of its own, as the engine has one; `close` settles once the thread has ended. */
function startSender(data: ThreadData & { readonly raise: boolean }): {
  readonly output: OutputPort
  close(): Promise<void>
} {
  const lines = new MessageChannel()
  const urgent = new MessageChannel()
  const signal = new SharedArrayBuffer(8)
  const workerData = { ...data, signal, port: lines.port2, urgent: urgent.port2 }
  const worker = new Worker(threadFile('sender-thread'), { workerData, transferList: [lines.port2, urgent.port2] })
  const link = new SenderLink({ signal, port: lines.port1 }, { lateness: () => undefined, stuck: () => undefined })
  const output = link.open('bench', { opened: () => undefined, failed: (reason) => { throw new Error(reason) } }) // prettier-ignore
  const close = async (): Promise<void> => {
    output.close()
    urgent.port1.postMessage({ type: 'exit' })
    const wake = new Int32Array(signal)
    Atomics.add(wake, WAKE, 1)
    Atomics.notify(wake, WAKE)
    await once(worker, 'exit')
  }
  return { output, close }
}

/** Hands messages on a little ahead, as the engine does, from a thread that is not blocked: here, by itself at the begin of each wait. */
async function bySender(raise: boolean): Promise<Run> {
  const { begin, sent, cpu } = shared()
  const { output, close } = startSender({ begin, seconds: SECONDS, sent, cpu, raise })
  const plan = planOf(begin, SECONDS)
  // The engine's thread is another one than the host's: it is not blocked. Here it is this one, so it hands on further
  // ahead than its own blocks last.
  const ahead = HORIZON + BLOCK_MS * 1000
  let next = 0
  await busy(begin, () => {
    const from = next
    while (next < plan.length && (plan[next]?.time ?? Infinity) < now() + ahead) next++
    if (next > from) output.send(plan.slice(from, next).map(({ time, bytes }) => ({ time, bytes })))
  })
  await close()
  return lateness(begin, sent, cpu)
}

async function bySpinning(): Promise<Run> {
  const { begin, sent, cpu } = shared()
  const data: ThreadData = { begin, seconds: SECONDS, sent, cpu }
  const worker = new Worker(threadFile('peer-thread'), { workerData: data })
  const ended = new Promise((resolve) => worker.once('exit', resolve))
  await busy(begin, () => undefined)
  await ended
  return lateness(begin, sent, cpu)
}

async function byTimeout(): Promise<Run> {
  const { begin, sent, cpu } = shared()
  const times = new Float64Array(sent)
  new Float64Array(cpu)[0] = -1
  for (const { number, time } of planOf(begin, SECONDS)) setTimeout(() => { times[number] = now() }, (time - now()) / 1000) // prettier-ignore
  await busy(begin, () => undefined)
  await wait(500)
  return lateness(begin, sent, cpu)
}

/** Until all is over: blocks this thread as a busy host does, and does something every few milliseconds in between. */
async function busy(begin: number, often: () => void): Promise<void> {
  const end = begin + SECONDS * 1e6 + 100_000
  let nextBlock = now() + 1e6 / BLOCKS_A_SECOND
  while (now() < end) {
    often()
    if (now() >= nextBlock) {
      block(BLOCK_MS)
      nextBlock += 1e6 / BLOCKS_A_SECOND
    } else await wait(4)
  }
}

/** What the sender costs when nothing is to be sent. */
async function idle(): Promise<number> {
  const cpu = new SharedArrayBuffer(8)
  const { close } = startSender({ begin: 0, seconds: 0, sent: new SharedArrayBuffer(8), cpu, raise: true })
  await wait(10_000)
  await close()
  return (new Float64Array(cpu)[0] ?? NaN) / (10 * 1e7)
}

const stop = new SharedArrayBuffer(4)
const load = new Worker(threadFile('load-thread'), { workerData: stop })
const ways = { sender: () => bySender(true), plain: () => bySender(false), spinning: bySpinning, timeout: byTimeout }
const runs: Record<keyof typeof ways, Run[]> = { sender: [], plain: [], spinning: [], timeout: [] }
for (let repeat = 0; repeat < REPEATS; repeat++) {
  for (const [name, run] of Object.entries(ways)) {
    // Beside the others, once is enough.
    if (name === 'plain' && repeat > 0) continue
    const found = await run()
    say(
      `  ${name}: p50 ${found.p50.toFixed(0)} µs, p99 ${found.p99.toFixed(0)} µs, max ${found.max.toFixed(0)} µs, CPU ${found.cpu.toFixed(1)} %`,
    )
    runs[name as keyof typeof ways].push(found)
  }
}
Atomics.store(new Int32Array(stop), 0, 1)
await new Promise((resolve) => load.once('exit', resolve))
const still = await idle()
const of = (name: keyof typeof ways, figure: keyof Run): number[] => runs[name].map((run) => run[figure])
const ratio = (a: readonly number[], b: readonly number[]): number => quantile(a, 0.5) / Math.max(1, quantile(b, 0.5))
const names: Readonly<Record<keyof typeof ways, string>> = {
  sender: 'Muteline',
  plain: 'Muteline, without raised priority',
  spinning: 'a thread that only spins',
  timeout: 'setTimeout in the host thread',
}
const rows: Row[] = Object.entries(names).flatMap(([key, name]) => {
  const way = key as keyof typeof ways
  const limit = way === 'sender' ? { target: '≤ 20', ok: (value: number) => value <= 20 } : undefined
  return [
    row(`${name}: p50`, 'µs', of(way, 'p50'), limit),
    row(`${name}: p99`, 'µs', of(way, 'p99')),
    row(`${name}: worst`, 'µs', of(way, 'max')),
  ]
})
report({
  title: 'Sending',
  note: `174 BPM clock and 16 tracks of sixteenths, ${String(SECONDS)} s, the host's thread blocked ${String(BLOCK_MS)} ms ${String(BLOCKS_A_SECOND)} times a second, another core busy.`,
  rows: [
    ...rows,
    row('p99 against the thread that only spins', 'times', [ratio(of('sender', 'p99'), of('spinning', 'p99'))], { target: '≤ 1.3', ok: (value) => value <= 1.3 }),
    row('p99 of setTimeout against it', 'times', [ratio(of('timeout', 'p99'), of('sender', 'p99'))], { target: '≥ 5', ok: (value) => value >= 5 }),
    row('p50 of setTimeout against it', 'times', [ratio(of('timeout', 'p50'), of('sender', 'p50'))], { target: '≥ 100', ok: (value) => value >= 100 }),
    row('CPU of the sender while rolling', '% of a core', of('sender', 'cpu'), { target: '≤ 10', ok: (value) => value <= 10 }),
    row('CPU of the sender when stopped', '% of a core', [still], { target: '≤ 1', ok: (value) => value <= 1 }),
    row('CPU of the thread that only spins', '% of a core', of('spinning', 'cpu')),
  ],
}) // prettier-ignore
process.exit()

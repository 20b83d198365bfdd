// The sender as it is, with an output that only notes when it was called.
import { parentPort, workerData } from 'node:worker_threads'
import { now } from '../../src-main/engine/now'
import { raisePriority } from '../../src-main/engine/raise-priority'
import { Sender } from '../../src-main/engine/sender'
import type { SenderData } from '../../src-main/engine/sender-link'
import { threadCpu } from './cpu'
import type { ThreadData } from './plan'

const { sent, cpu, ...line } = workerData as SenderData & ThreadData & { readonly raise: boolean }
const times = new Float64Array(sent)
const spent = new Float64Array(cpu)
if (line.raise) raisePriority()
const before = threadCpu()
let number = 0
new Sender(line, () => ({
  send: () => { times[number++] = now() },
  close: () => { spent[0] = threadCpu() - before },
})).run() // prettier-ignore
parentPort?.close()

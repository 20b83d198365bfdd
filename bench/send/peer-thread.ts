// A thread that only spins: the practical limit of what a thread can do.
import { workerData } from 'node:worker_threads'
import { now } from '../../src-main/engine/now'
import { threadCpu } from './cpu'
import { planOf, type ThreadData } from './plan'

const { begin, seconds, sent, cpu } = workerData as ThreadData
const times = new Float64Array(sent)
const before = threadCpu()
for (const { number, time } of planOf(begin, seconds)) {
  while (now() < time);
  times[number] = now()
}
new Float64Array(cpu)[0] = threadCpu() - before

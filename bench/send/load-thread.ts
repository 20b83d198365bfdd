// Keeps a core busy until it is told to end.
import { workerData } from 'node:worker_threads'

const stop = new Int32Array(workerData as SharedArrayBuffer)
while (Atomics.load(stop, 0) === 0) Math.sqrt(Math.random())

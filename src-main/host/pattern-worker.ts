// Reads the patterns of one file in a thread of its own, which may be ended at any moment: see `pattern-import.ts`.
import { parentPort, workerData } from 'node:worker_threads'
import { readPatternFile } from './pattern-file'
import type { PatternFile } from './pattern-import'

const { name, bytes } = workerData as PatternFile
parentPort?.postMessage(readPatternFile(name, bytes))

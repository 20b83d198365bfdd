// Reads one MIDI file in a thread of its own, which may be ended at any moment: see `smf-import.ts`.
import { parentPort, workerData } from 'node:worker_threads'
import { readSmf } from '../../src-common/domain/smf/smf-read'

parentPort?.postMessage(readSmf(workerData as Uint8Array))

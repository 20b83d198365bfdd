// The host's end of the engine: starts its threads, starts it anew should it die, and ends it without a hanging note.
import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { EngineContract } from '../../src-common/rpc/engine-contract'
import { connect, type Client } from '../../src-common/rpc/rpc'
import { portWire } from '../../src-common/rpc/port-wire'

/** Where the built worker files lie. */
export type EngineOptions = { readonly workers: string; readonly journals: string; readonly realPorts: boolean }

type Running = {
  readonly engine: Worker
  readonly sender: Worker
  readonly client: Client<EngineContract>
  readonly signal: SharedArrayBuffer
  readonly silence: () => void
}

const CLOSE_MS = 1500
const RESTART_MS = 300

export class EngineLink {
  readonly #options: EngineOptions
  readonly #onStart: (client: Client<EngineContract>) => void
  readonly #onDeath: (reason: string) => void
  #running: Running
  #closing = false

  /** `onStart` is called for every engine that is started, to listen to it; `onDeath` after one took a dead one's place. */
  constructor(
    options: EngineOptions,
    onStart: (client: Client<EngineContract>) => void,
    onDeath: (reason: string) => void,
  ) {
    this.#options = options
    this.#onStart = onStart
    this.#onDeath = onDeath
    this.#running = this.#start()
  }

  get client(): Client<EngineContract> {
    return this.#running.client
  }

  /** Ends what sounds, closes the ports and the journal. Bounded: a driver that hangs is not waited for. */
  async close(): Promise<void> {
    this.#closing = true
    const { client, engine, sender, silence } = this.#running
    await Promise.race([client.call('shutdown', null).catch(() => null), wait(CLOSE_MS)])
    silence()
    await Promise.race([new Promise((resolve) => sender.once('exit', resolve)), wait(CLOSE_MS)])
    client.close()
    await Promise.all([engine.terminate(), sender.terminate()])
  }

  #start(): Running {
    const { workers, journals, realPorts } = this.#options
    const signal = new SharedArrayBuffer(4)
    const orders = new MessageChannel()
    const urgent = new MessageChannel()
    const sender = new Worker(join(workers, 'sender-worker.js'), {
      workerData: { signal, port: orders.port2, urgent: urgent.port2 },
      transferList: [orders.port2, urgent.port2],
    })
    const engine = new Worker(join(workers, 'engine-worker.js'), {
      workerData: { journals, signal, sender: orders.port1, realPorts },
      transferList: [orders.port1],
    })
    const client = connect<EngineContract>(portWire(engine))
    // 'exit' also ends all that sounds: the sender hears it even when the engine is gone.
    const silence = (): void => {
      urgent.port1.postMessage({ type: 'exit' })
      const wake = new Int32Array(signal)
      Atomics.add(wake, 0, 1)
      Atomics.notify(wake, 0)
    }
    sender.on('error', () => {
      // Without its sender the engine is no use: both are started anew.
      void engine.terminate()
    })
    let reason = 'it ended by itself'
    engine.on('error', (error) => {
      reason = error.message
    })
    engine.on('exit', () => {
      if (this.#closing) return
      silence()
      client.close()
      // An engine that cannot live is not started over and over in a circle without a breath.
      setTimeout(() => {
        if (this.#closing) return
        this.#running = this.#start()
        this.#onDeath(reason)
      }, RESTART_MS)
    })
    this.#onStart(client)
    return { engine, sender, client, signal, silence }
  }
}

export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })

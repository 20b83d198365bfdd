// The host's end of the engine: starts its threads, starts them anew should they die or hang, and ends them without a
// hanging note.
import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { EngineContract } from '../../src-common/rpc/engine-contract'
import { connect, type Client } from '../../src-common/rpc/rpc'
import { portWire } from '../../src-common/rpc/port-wire'
import type { EngineData, NewSender } from '../engine/engine-worker'
import type { SenderData, SenderLine } from '../engine/sender-link'

/** Where the built worker files lie. */
export type EngineOptions = { readonly workers: string; readonly journals: string; readonly realPorts: boolean }

type Sender = { readonly worker: Worker; readonly line: SenderLine; readonly silence: () => void }
type Running = { readonly engine: Worker; readonly client: Client<EngineContract>; sender: Sender }

const CLOSE_MS = 1500
const RESTART_MS = 300
/** The first number is changed to wake the thread; the second says since when it is in a driver. */
const SIGNAL_BYTES = 8

export class EngineLink {
  readonly #options: EngineOptions
  readonly #onStart: (client: Client<EngineContract>) => void
  readonly #onDeath: (reason: string) => void
  readonly #onStuck: () => void
  #running: Running
  #closing = false

  /**
   * `onStart` is called for every engine that is started, to listen to it; `onDeath` after one took a dead one's place;
   * `onStuck` after the sender was replaced because a driver holds it.
   */
  constructor(
    options: EngineOptions,
    onStart: (client: Client<EngineContract>) => void,
    onDeath: (reason: string) => void,
    onStuck: () => void,
  ) {
    this.#options = options
    this.#onStart = onStart
    this.#onDeath = onDeath
    this.#onStuck = onStuck
    this.#running = this.#start()
  }

  get client(): Client<EngineContract> {
    return this.#running.client
  }

  /** Ends what sounds, closes the ports and the journal. Bounded: a driver that hangs is not waited for. */
  async close(): Promise<void> {
    this.#closing = true
    const { client, engine, sender } = this.#running
    await Promise.race([client.call('shutdown', null).catch(() => null), wait(CLOSE_MS)])
    sender.silence()
    await Promise.race([new Promise((resolve) => sender.worker.once('exit', resolve)), wait(CLOSE_MS)])
    client.close()
    const ended = Promise.all([engine.terminate(), sender.worker.terminate()]).then(() => true)
    if (await Promise.race([ended, wait(CLOSE_MS).then(() => false)])) return
    // A thread is stuck in a driver, and Node would wait for it at the end: everything is written and silent by now.
    process.once('exit', () => process.kill(process.pid, 'SIGKILL'))
  }

  #start(): Running {
    const { workers, journals, realPorts } = this.#options
    const sender = this.#startSender()
    const data: EngineData = { journals, workers, sender: sender.line, realPorts }
    const engine = new Worker(join(workers, 'engine-worker.js'), { workerData: data, transferList: [sender.line.port] })
    const client = connect<EngineContract>(portWire(engine))
    const running: Running = { engine, client, sender }
    let dead = false
    const died = (reason: string): void => {
      if (this.#closing || dead) return
      dead = true
      running.sender.silence()
      client.close()
      // An engine that cannot live is not started over and over in a circle without a breath.
      setTimeout(() => {
        if (this.#closing) return
        this.#running = this.#start()
        this.#onDeath(reason)
      }, RESTART_MS)
    }
    // Its exit may never be told: Node waits for the engine's own threads, and one of these may be stuck in a driver.
    engine.on('error', (error) => { died(error.message) }) // prettier-ignore
    engine.on('exit', () => { died('it ended by itself') }) // prettier-ignore
    client.on('senderStuck', () => {
      this.#replaceSender(running)
      this.#onStuck()
    })
    this.#watch(running, sender)
    this.#onStart(client)
    return running
  }

  #startSender(): Sender {
    const signal = new SharedArrayBuffer(SIGNAL_BYTES)
    const orders = new MessageChannel()
    const urgent = new MessageChannel()
    const data: SenderData = { signal, port: orders.port2, urgent: urgent.port2 }
    const worker = new Worker(join(this.#options.workers, 'sender-worker.js'), {
      workerData: data,
      transferList: [orders.port2, urgent.port2],
    })
    // 'exit' also ends all that sounds: the sender hears it even when the engine is gone.
    const silence = (): void => {
      urgent.port1.postMessage({ type: 'exit' })
      const wake = new Int32Array(signal)
      Atomics.add(wake, 0, 1)
      Atomics.notify(wake, 0)
    }
    return { worker, line: { signal, port: orders.port1 }, silence }
  }

  /** A sender that dies is replaced; the engine opens its outputs again in the new one. */
  #watch(running: Running, sender: Sender): void {
    sender.worker.on('error', () => {
      if (this.#closing || running.sender !== sender || running !== this.#running) return
      this.#replaceSender(running)
    })
  }

  #replaceSender(running: Running): void {
    const left = running.sender
    // It ends by itself as soon as its driver lets go of it, and ends what sounds; nobody waits for that.
    left.silence()
    left.worker.unref()
    const sender = this.#startSender()
    running.sender = sender
    this.#watch(running, sender)
    const message: NewSender = { type: 'sender', sender: sender.line }
    running.engine.postMessage(message, [sender.line.port])
  }
}

export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })

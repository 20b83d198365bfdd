// The engine's end of the sender thread. The thread sleeps without hearing events, so every order also wakes it.
import type { MessagePort } from 'node:worker_threads'
import type { TimedBytes } from '../../src-common/virtual/box-runner'
import type { OutputPort } from './ports'

export type SenderOrder =
  | { readonly type: 'open'; readonly port: number; readonly index: number }
  | { readonly type: 'send'; readonly port: number; readonly messages: readonly TimedBytes[] }
  | { readonly type: 'close'; readonly port: number }
  | { readonly type: 'silence' }
  | { readonly type: 'exit' }

/** `signal`: an integer that wakes the thread as it changes. `urgent`: the host's own line. */
export type SenderData = {
  readonly signal: SharedArrayBuffer
  readonly port: MessagePort
  readonly urgent: MessagePort
}

export class SenderLink {
  readonly #port: MessagePort
  readonly #wake: Int32Array
  readonly #onFailed: (reason: string) => void
  #next = 1
  readonly #open = new Set<number>()

  constructor(port: MessagePort, signal: SharedArrayBuffer, onFailed: (reason: string) => void) {
    this.#port = port
    this.#wake = new Int32Array(signal)
    this.#onFailed = onFailed
    port.on('message', (message: { readonly port: number; readonly reason: string }) => {
      if (this.#open.delete(message.port)) this.#onFailed(message.reason)
    })
    port.unref()
  }

  /** `index` is the port's place in RtMidi's list. */
  open(index: number): OutputPort {
    const port = this.#next++
    this.#open.add(port)
    this.#order({ type: 'open', port, index })
    return {
      send: (messages) => { this.#order({ type: 'send', port, messages }) },
      silence: () => { this.#order({ type: 'silence' }) },
      close: () => {
        this.#open.delete(port)
        this.#order({ type: 'close', port })
      },
    } // prettier-ignore
  }

  #order(order: SenderOrder): void {
    this.#port.postMessage(order)
    Atomics.add(this.#wake, 0, 1)
    Atomics.notify(this.#wake, 0)
  }
}

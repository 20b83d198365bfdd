// The engine's end of the sender thread. The thread sleeps without hearing events, so every order also wakes it. A driver
// call that does not return is not waited for: the thread is left behind, and another one takes over.
import type { MessagePort } from 'node:worker_threads'
import type { Micros } from '../../src-common/domain/time/ticks'
import type { TimedBytes } from '../../src-common/virtual/box-runner'
import type { OutputPort, PortNews } from './ports'

export type SenderOrder =
  | { readonly type: 'open'; readonly port: number; readonly id: string }
  | { readonly type: 'send'; readonly port: number; readonly messages: readonly TimedBytes[] }
  | { readonly type: 'close'; readonly port: number }
  | { readonly type: 'silence'; readonly port: number }
  | { readonly type: 'exit' }

export type SenderNews =
  | { readonly type: 'opened'; readonly port: number }
  | { readonly type: 'failed'; readonly port: number; readonly reason: string }
  | { readonly type: 'lateness'; readonly late: readonly Micros[]; readonly margin: Micros }

/** Places in the shared memory: a number that wakes the thread as it changes; since when it is in a driver, in ms. */
export const WAKE = 0
export const BUSY_SINCE = 1

/** A line to a sender thread: orders by the port, `signal` to wake it. */
export type SenderLine = { readonly signal: SharedArrayBuffer; readonly port: MessagePort }
/** `urgent`: the host's own line to it. */
export type SenderData = SenderLine & { readonly urgent: MessagePort }

/** A driver that holds the thread for longer does not answer. */
const LIMIT_MS = 1500

type OpenOutput = { readonly id: string; readonly news: PortNews }

export type SenderLinkEvents = {
  lateness(late: readonly Micros[], margin: Micros): void
  /** The thread is stuck in a driver; whoever started it is to start another, and hand its line to `replace`. */
  stuck(): void
}

export class SenderLink {
  #line: SenderLine
  #shared: Int32Array
  readonly #events: SenderLinkEvents
  readonly #open = new Map<number, OpenOutput>()
  #next = 1
  #stuck = false

  constructor(line: SenderLine, events: SenderLinkEvents) {
    this.#line = line
    this.#events = events
    this.#shared = new Int32Array(line.signal)
    this.#listen()
  }

  /** Opens the output of that id. */
  open(id: string, news: PortNews): OutputPort {
    const port = this.#next++
    this.#open.set(port, { id, news })
    this.#order({ type: 'open', port, id })
    return {
      send: (messages) => { this.#order({ type: 'send', port, messages }) },
      silence: () => { this.#order({ type: 'silence', port }) },
      close: () => {
        if (this.#open.delete(port)) this.#order({ type: 'close', port })
      },
    } // prettier-ignore
  }

  /** To be called now and then; `now` by the clock of all threads. */
  watch(now: Micros): void {
    const since = Atomics.load(this.#shared, BUSY_SINCE)
    // Milliseconds in 32 bits: their difference holds when they run over.
    const held = ((Math.round(now / 1000) | 0) - since) | 0
    if (since === 0 || this.#stuck || held < LIMIT_MS) return
    this.#stuck = true
    this.#events.stuck()
  }

  /** Another thread takes over. All outputs are told that they failed: they are opened again there. */
  replace(line: SenderLine): void {
    this.#line = line
    this.#shared = new Int32Array(line.signal)
    this.#stuck = false
    this.#listen()
    const open = [...this.#open.values()]
    this.#open.clear()
    for (const { news } of open) news.failed('its driver does not answer')
  }

  #listen(): void {
    const { port } = this.#line
    port.on('message', (news: SenderNews) => {
      if (this.#line.port === port) this.#hear(news)
    })
    port.unref()
  }

  #hear(news: SenderNews): void {
    if (news.type === 'lateness') this.#events.lateness(news.late, news.margin)
    else if (news.type === 'opened') this.#open.get(news.port)?.news.opened()
    else {
      const output = this.#open.get(news.port)
      this.#open.delete(news.port)
      output?.news.failed(news.reason)
    }
  }

  #order(order: SenderOrder): void {
    this.#line.port.postMessage(order)
    Atomics.add(this.#shared, WAKE, 1)
    Atomics.notify(this.#shared, WAKE)
  }
}

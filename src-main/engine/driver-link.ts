// The engine's end of the driver thread. A thread that does not answer is given up for a new one, and never waited for;
// its inputs are told that they failed, and are opened again by whoever wishes for them.
import type { DriverMessage } from './driver-mender'
import type { InputEvents, InputPort } from './ports'

export type DriverOrder =
  | { readonly type: 'open'; readonly port: number; readonly id: string }
  | { readonly type: 'close'; readonly port: number }
  | { readonly type: 'exit' }

export type DriverNews =
  | {
      readonly type: 'ports'
      readonly inputs: readonly string[]
      readonly outputs: readonly string[]
      readonly problem: string | null
    }
  /** It answers, and nothing changed. */
  | { readonly type: 'alive' }
  | { readonly type: 'opened'; readonly port: number }
  | { readonly type: 'failed'; readonly port: number; readonly reason: string }
  | {
      readonly type: 'messages'
      readonly batches: readonly DriverBatch[]
    }

/** `pending`: bytes of a SysEx message that is not whole yet. */
type DriverBatch = {
  readonly port: number
  readonly messages: readonly DriverMessage[]
  readonly pending?: number
}

/** A driver thread; `end` asks it to go, and resolves once it has: never, if its driver holds it. */
export type DriverThread = { send(order: DriverOrder): void; end(): Promise<void> }
export type Listed = {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly problem: string | null
}

export type DriverOptions = {
  /** Starts a thread; `onDeath` is told if it ends by itself. */
  readonly start: (onNews: (news: DriverNews) => void, onDeath: (reason: string) => void) => DriverThread
  readonly onPorts: (listed: Listed) => void
  readonly onStuck: (text: string) => void
}

/** It says at every look that it is alive; so many looks without a word mean that it is stuck in a driver. */
const QUIET_LOOKS = 8
/** A thread that ends by itself so often is not started again. */
const MOST_DEATHS = 5

type OpenInput = { readonly id: string; readonly events: InputEvents }

export class DriverLink {
  readonly #options: DriverOptions
  readonly #inputs = new Map<number, OpenInput>()
  #thread: DriverThread
  #next = 1
  /** Looks since it was heard last. */
  #quiet = 0
  #deaths = 0

  constructor(options: DriverOptions) {
    this.#options = options
    this.#thread = this.#start()
  }

  open(id: string, events: InputEvents): InputPort {
    const port = this.#next++
    this.#inputs.set(port, { id, events })
    this.#thread.send({ type: 'open', port, id })
    return {
      close: () => {
        if (this.#inputs.delete(port)) this.#thread.send({ type: 'close', port })
      },
    }
  }

  /** To be called about as often as the thread says that it is alive: gives up one that does not answer. */
  watch(): void {
    if (this.#deaths > MOST_DEATHS || ++this.#quiet <= QUIET_LOOKS) return
    void this.#thread.end()
    this.#replace(
      'The MIDI driver does not answer. It was left to itself, and its inputs are opened again; what it held back is lost. If this happens again, unplug the device and plug it in.',
    )
  }

  /** Resolves once the thread is gone. */
  end(): Promise<void> {
    this.#inputs.clear()
    return this.#thread.end()
  }

  #start(): DriverThread {
    // News of a thread that was given up are not heard any more.
    const own: { thread: DriverThread | null } = { thread: null }
    const thread = this.#options.start(
      (news) => {
        if (own.thread === this.#thread) this.#hear(news)
      },
      (reason) => {
        if (own.thread === this.#thread) this.#died(reason)
      },
    )
    own.thread = thread
    return thread
  }

  #hear(news: DriverNews): void {
    this.#quiet = 0
    switch (news.type) {
      case 'ports':
        this.#options.onPorts(news)
        return
      case 'alive':
        return
      case 'opened':
        this.#inputs.get(news.port)?.events.opened()
        return
      case 'failed': {
        const input = this.#inputs.get(news.port)
        this.#inputs.delete(news.port)
        input?.events.failed(news.reason)
        return
      }
      case 'messages':
        for (const { port, messages, pending } of news.batches)
          this.#inputs.get(port)?.events.messages(messages, pending)
    }
  }

  #died(reason: string): void {
    this.#deaths++
    if (this.#deaths > MOST_DEATHS)
      this.#fail(
        `The MIDI driver's thread ends again and again (${reason}). There are no real ports until Muteline is started anew.`,
      )
    else
      this.#replace(`The MIDI driver's thread ended (${reason}) and was started anew. Recording goes on, with a gap.`)
  }

  #replace(text: string): void {
    this.#quiet = 0
    this.#thread = this.#start()
    this.#fail(text)
  }

  #fail(text: string): void {
    this.#options.onStuck(text)
    const inputs = [...this.#inputs.values()]
    this.#inputs.clear()
    for (const { events } of inputs) events.failed('its driver does not answer')
  }
}

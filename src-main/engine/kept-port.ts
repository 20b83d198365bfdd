// One port that is wished for: opened while it is there, let go of when it went, and tried again when it did not open.
import type { Micros } from '../../src-common/domain/time/ticks'
import type { PortInfo, WishedPort } from '../../src-common/rpc/engine-contract'
import type { PortNews } from './ports'

export type KeptPortEvents<P> = {
  /** Begins to open it; null where it is not to be had after all. */
  open(news: PortNews): P | null
  /** It is open; *again* where it was before. */
  opened(port: P, again: boolean): void
  /** It was let go of, or does not work; `wasOpen`: until now. */
  lost(wasOpen: boolean): void
  /** It does not work; *again* where it once did. */
  failed(reason: string, again: boolean): void
}

/** After it was opened again, a port that talked before and is silent for this long is opened once more. */
const SILENCE: Micros = 3_000_000
/** A port that did not open is tried again after this long, while it is there. */
const RETRY: Micros = 5_000_000

export class KeptPort<P extends { close(): void }> {
  readonly number: number
  readonly id: string
  readonly #events: KeptPortEvents<P>
  readonly #now: () => Micros
  #port: P | null = null
  #state: WishedPort['state'] = 'gone'
  /** The name that the system gave it when it was opened: another one means that it was unplugged meanwhile. */
  #name = ''
  #wasOpen = false
  #triedAt: Micros = -Infinity
  #talked = false
  /** Open again since then, and not heard; null where that does not matter. */
  #silentSince: Micros | null = null

  constructor(number: number, id: string, events: KeptPortEvents<P>, now: () => Micros) {
    this.number = number
    this.id = id
    this.#events = events
    this.#now = now
  }

  get port(): P | null {
    return this.#port
  }

  get state(): WishedPort['state'] {
    return this.#state
  }

  /** Goes by what the system lists now; true where it was there at the last look and is gone. */
  follow(info: PortInfo | undefined): boolean {
    if (info === undefined) {
      const went = this.#port !== null
      this.letGo()
      return went
    }
    const isReplaced = this.#state === 'open' && info.name !== this.#name
    const isSilent = this.#silentSince !== null && this.#now() - this.#silentSince > SILENCE
    // Silence counts once: what has not talked since it was opened is not expected to.
    if (isSilent) this.#talked = false
    if (isReplaced || isSilent) this.letGo()
    if (this.#port === null && this.#now() - this.#triedAt >= RETRY) this.#open(info)
    return false
  }

  /** It sent something; false where that is of a port that was let go of. */
  heard(): boolean {
    if (this.#port === null) return false
    this.#talked = true
    this.#silentSince = null
    return true
  }

  /** The next look tries it, however lately it failed. */
  hurry(): void {
    this.#triedAt = -Infinity
  }

  letGo(): void {
    this.hurry()
    this.#away('gone')
  }

  #open({ name }: PortInfo): void {
    this.#state = 'opening'
    this.#triedAt = this.#now()
    this.#name = name
    const port = this.#events.open({
      opened: () => {
        if (this.#state !== 'opening') return
        this.#state = 'open'
        if (this.#port !== null) this.#begin(this.#port)
      },
      failed: (reason) => {
        if (this.#state === 'opening' || this.#state === 'open') this.#fail(reason)
      },
    })
    if (port === null) return this.letGo()
    // The news may have come before the port itself.
    if (this.state === 'failed') return
    this.#port = port
    if (this.state === 'open') this.#begin(port)
  }

  #begin(port: P): void {
    const again = this.#wasOpen
    this.#wasOpen = true
    this.#silentSince = again && this.#talked ? this.#now() : null
    this.#events.opened(port, again)
  }

  #fail(reason: string): void {
    this.#away('failed')
    this.#events.failed(reason, this.#wasOpen)
  }

  #away(state: 'gone' | 'failed'): void {
    const [port, before] = [this.#port, this.#state]
    this.#port = null
    this.#state = state
    this.#silentSince = null
    if (port === null) return
    this.#events.lost(before === 'open')
    port.close()
  }
}

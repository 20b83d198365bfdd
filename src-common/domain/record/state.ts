// What a journal says of a box's state: the last message of each kind, of each input.
import { ControlReader } from '../model/control-reader'
import { parse } from '../midi/message'
import { DATA_MSB, NRPN_LSB, NRPN_MSB } from '../midi/nrpn'
import type { InEntry } from './journal'

/** What a message tells the state of (a channel's controller, program or bend); null for one that tells none. */
function stateKey(entry: InEntry): string | null {
  const [status = 0, data = 0] = entry.bytes
  const kind = status & 0xf0
  const own = `${String(entry.port)}:${String(status)}`
  if (kind === 0xb0) return `${own}:${String(data)}`
  return kind === 0xc0 || kind === 0xe0 ? own : null
}

/** Keeps the state up to date, message by message. */
export class HeardState {
  readonly #last = new Map<string, InEntry>()
  /** Of each NRPN the messages that its value took: a controller's last value does not tell whose it is. */
  readonly #nrpns = new Map<string, readonly InEntry[]>()
  readonly #readers = new Map<number, ControlReader>()

  hear(entry: InEntry): void {
    const status = entry.bytes[0] ?? 0
    if (status < 0xb0 || status > 0xef) return
    const key = stateKey(entry)
    if (key === null) return
    // Set anew, so that the order is that of the last messages.
    this.#last.delete(key)
    this.#last.set(key, entry)
    if (status < 0xc0) this.#hearNrpn(entry, status)
  }

  /** In this order they lead to the state that there is. */
  entries(): readonly InEntry[] {
    return [...[...this.#nrpns.values()].flat(), ...this.#last.values()]
  }

  #hearNrpn(entry: InEntry, status: number): void {
    const reader = this.#readers.get(entry.port) ?? new ControlReader()
    this.#readers.set(entry.port, reader)
    const turned = reader.read(parse(entry.bytes))
    if (turned?.target.startsWith('nrpn:') !== true) return
    const before = [NRPN_MSB, NRPN_LSB, ...(turned.refines ? [DATA_MSB] : [])]
    const key = `${String(entry.port)}:${String(status)}:${turned.target}`
    this.#nrpns.delete(key)
    this.#nrpns.set(key, [
      ...before.flatMap((controller) => {
        const found = this.#last.get(`${String(entry.port)}:${String(status)}:${String(controller)}`)
        return found === undefined ? [] : [found]
      }),
      entry,
    ])
  }
}

// What a journal says of a box's state: the last message of each kind, of each input.
import type { InEntry } from './journal'

/** What a message tells the state of (a channel's controller, a channel's program); null for one that tells none. */
function stateKey(entry: InEntry): string | null {
  const [status = 0, data = 0] = entry.bytes
  const kind = status & 0xf0
  const own = `${String(entry.port)}:${String(status)}`
  if (kind === 0xb0) return `${own}:${String(data)}`
  return kind === 0xc0 ? own : null
}

/** Keeps the state up to date, message by message. */
export class HeardState {
  readonly #last = new Map<string, InEntry>()

  hear(entry: InEntry): void {
    const status = entry.bytes[0] ?? 0
    if (status < 0xb0 || status > 0xcf) return
    const key = stateKey(entry)
    if (key === null) return
    // Set anew, so that the order is that of the last messages.
    this.#last.delete(key)
    this.#last.set(key, entry)
  }

  entries(): readonly InEntry[] {
    return [...this.#last.values()]
  }
}

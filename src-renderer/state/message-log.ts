// The last messages, as they came: what the monitor can show. Bounded in number and in bytes, so that neither a flood
// nor a box that sends its whole memory as SysEx can fill the page.
import { ParameterReader, type Assembled } from '../../src-common/domain/device/controllers/parameter-reader'
import { channelOf, kindOf, type MessageKind } from '../../src-common/domain/device/message-kind'
import { parse, type Bytes, type Channel } from '../../src-common/domain/midi/message'
import type { Micros } from '../../src-common/domain/time/ticks'

/** A message as it came: when, by which port, and its bytes. */
type Heard = {
  readonly time: Micros
  readonly direction: 'in' | 'out'
  readonly port: number
  readonly bytes: Bytes
  /** We sent it, and it came back. */
  readonly echo?: true
}

export type KeptMessage = Heard & {
  readonly kind: MessageKind
  readonly channel: Channel | null
  /** What it made of those before it on its port; null where it stands for itself. */
  readonly assembled: Assembled | null
}

const MESSAGES_KEPT = 8000
const BYTES_KEPT = 2_000_000

export class MessageLog {
  /** How many messages were ever pushed. */
  count = 0
  readonly #most: number
  readonly #mostBytes: number
  #kept: KeptMessage[] = []
  #bytes = 0
  readonly #readers = new Map<string, ParameterReader>()

  constructor(most = MESSAGES_KEPT, mostBytes = BYTES_KEPT) {
    this.#most = most
    this.#mostBytes = mostBytes
  }

  push(heard: Heard): void {
    const message = parse(heard.bytes)
    const assembled = this.#reader(heard).read(message)
    this.#kept.push({ ...heard, kind: kindOf(message), channel: channelOf(message), assembled })
    this.#bytes += heard.bytes.length
    this.count++
    while (this.#kept.length > this.#most || (this.#bytes > this.#mostBytes && this.#kept.length > 1)) {
      this.#bytes -= this.#kept.shift()?.bytes.length ?? 0
    }
  }

  /** Oldest first. */
  messages(): readonly KeptMessage[] {
    return this.#kept.slice()
  }

  /** What was begun before is still read to its end: a box does not know that the list was cleared. */
  clear(): void {
    this.#kept = []
    this.#bytes = 0
  }

  #reader({ direction, port }: Heard): ParameterReader {
    const key = `${direction}:${port}`
    const reader = this.#readers.get(key) ?? new ParameterReader()
    this.#readers.set(key, reader)
    return reader
  }
}

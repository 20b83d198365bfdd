// Which notes went out and have not ended: whoever sends keeps this, so that they can be ended on every path.
import { encode, parse, type Bytes } from '../midi/message'

export class SoundingNotes {
  readonly #keys = new Set<number>()

  /** Takes note of a message that goes out. */
  note(bytes: Bytes): void {
    // Most of what goes out is no note: note-offs and note-ons are the statuses 8n and 9n.
    if (((bytes[0] ?? 0) & 0xe0) !== 0x80) return
    const message = parse(bytes)
    if (message.type === 'noteOn') this.#keys.add((message.channel << 7) | message.pitch)
    else if (message.type === 'noteOff') this.#keys.delete((message.channel << 7) | message.pitch)
  }

  /** The note-offs that end all of them. */
  end(): readonly Bytes[] {
    const ends = [...this.#keys].map((key) => encode({ type: 'noteOff', channel: key >> 7, pitch: key & 127 }))
    this.#keys.clear()
    return ends
  }
}

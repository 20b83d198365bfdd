// Cuts what a driver hands over into complete messages, whatever the pieces: a SysEx in several packets, real-time
// bytes in the middle of another message, running status (MIDI 1.0, "Data format"; Detailed Specification, p. 5).
import type { Bytes } from './message'

/** A SysEx longer than this is given up: the longest that a Digitakt sends is some 128 kB a message. */
const LONGEST = 1 << 20

export class MessageStream {
  #partial: number[] = []
  #running = 0

  /** Bytes of a SysEx that is not whole yet. */
  get pendingSysex(): number {
    return this.#partial[0] === 0xf0 ? this.#partial.length : 0
  }

  /** The messages that this packet completes, in wire order. Stray data bytes come out alone, as they are. */
  push(packet: Bytes): readonly Bytes[] {
    const whole: Bytes[] = []
    for (const byte of packet) {
      if (byte >= 0xf8) whole.push([byte])
      else if (byte >= 0x80) this.#status(byte, whole)
      else this.#data(byte, whole)
    }
    return whole
  }

  #status(byte: number, whole: Bytes[]): void {
    const inSysex = this.#partial[0] === 0xf0
    if (byte === 0xf7 && inSysex) {
      whole.push([...this.#partial, byte])
      this.#partial = []
      return
    }
    if (inSysex) whole.push(this.#partial)
    this.#partial = [byte]
    // A channel message sets the running status; a system common message ends it.
    this.#running = byte < 0xf0 ? byte : 0
    if (byte !== 0xf0 && lengthOf(byte) === 1) this.#complete(whole)
  }

  #data(byte: number, whole: Bytes[]): void {
    if (this.#partial.length === 0) {
      if (this.#running === 0) {
        whole.push([byte])
        return
      }
      this.#partial = [this.#running]
    }
    this.#partial.push(byte)
    const status = this.#partial[0] ?? 0
    const full = status === 0xf0 ? this.#partial.length >= LONGEST : this.#partial.length === lengthOf(status)
    if (full) this.#complete(whole)
  }

  #complete(whole: Bytes[]): void {
    whole.push(this.#partial)
    this.#partial = []
  }
}

function lengthOf(status: number): number {
  if (status < 0xf0) return (status & 0xe0) === 0xc0 ? 2 : 3
  if (status === 0xf2) return 3
  return status === 0xf1 || status === 0xf3 ? 2 : 1
}

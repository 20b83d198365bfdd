// Sends long SysEx messages in pieces, as a box on USB does: ALSA's sequencer takes no event larger than its buffers, and
// the driver reports larger ones as faulty (RtMidi 6.0.0 with alsa-lib: an output buffer of 16 kB, a pool of 500 cells).
import type { Bytes } from '../../src-common/domain/midi/message'

/** The kernel cuts what a real box sends into events of this size (sound/core/seq/seq_midi.c, one buffer of 256 bytes). */
const PIECE = 256

export class PiecewiseOutput {
  readonly #send: (bytes: Bytes) => void
  readonly #isCut: boolean
  /** The pieces of the message that is on its way, and what waits behind it. */
  #waiting: Bytes[] = []

  /** Elsewhere than on Linux drivers take a message whole. */
  constructor(send: (bytes: Bytes) => void, isCut = process.platform === 'linux') {
    this.#send = send
    this.#isCut = isCut
  }

  /** A real-time message may stand within another one; all else waits until that is through. */
  send(bytes: Bytes): void {
    const isRealTime = (bytes[0] ?? 0) >= 0xf8
    if (this.#isCut && bytes.length > PIECE) this.#waiting.push(...piecesOf(bytes))
    else if (isRealTime || this.#waiting.length === 0) this.#send(bytes)
    else this.#waiting.push(bytes)
  }

  /** To be called about each millisecond: one piece leaves. */
  pump(): void {
    const next = this.#waiting.shift()
    if (next !== undefined) this.#send(next)
  }
}

const piecesOf = (bytes: Bytes): readonly Bytes[] =>
  Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, index) => bytes.slice(index * PIECE, (index + 1) * PIECE))

// The one place where the faults of MIDI drivers are mended: packets with delta times go in, whole messages with host
// times come out. What is known of each driver was measured on RtMidi 6.0.0 inside @julusian/midi 3.8.1 (docs/timing.md).
import type { Bytes } from '../../src-common/domain/midi/message'
import { MessageStream } from '../../src-common/domain/midi/message-stream'
import type { Micros } from '../../src-common/domain/time/ticks'
import { Stamper } from './stamp'

/** `mended`: the driver's own stamp was wrong, or told of another byte than this one. */
export type DriverMessage = { readonly time: Micros; readonly bytes: Bytes; readonly mended: boolean }

/** How a platform's driver errs. */
export type DriverFaults = {
  /** CoreMIDI gives every message of a packet the packet's delta: an identical one in a row counts nothing. */
  readonly repeatsDeltas: boolean
  /** WinMM's stamps are whole milliseconds, cut off: the truth lies up to one later. */
  readonly resolution: Micros
}

export const faultsOf = (platform: NodeJS.Platform): DriverFaults => ({
  repeatsDeltas: platform === 'darwin',
  resolution: platform === 'win32' ? 1000 : 0,
})

export class DriverMender {
  readonly #stamper: Stamper
  readonly #stream = new MessageStream()

  constructor(faults: DriverFaults) {
    this.#stamper = new Stamper(faults)
  }

  /** Bytes of a SysEx that is not whole yet. */
  get pending(): number {
    return this.#stream.pendingSysex
  }

  /**
   * `delta` in seconds, as the driver gives it; `arrival` is when the callback ran. A SysEx that comes in pieces (WinMM: of
   * the buffer's size; ALSA: cut by a real-time byte, the rest without its F0) is put together again, and real-time bytes
   * that were swallowed into one come out as the messages that they are.
   */
  push(delta: number, packet: Bytes, arrival: Micros): readonly DriverMessage[] {
    const { time, mended } = this.#stamper.stamp(delta, arrival)
    // A clock byte inside another packet has that packet's stamp, for want of its own.
    const swallowed = packet.length > 1
    return this.#stream
      .push(packet)
      .map((bytes) => ({ time, bytes, mended: mended || (swallowed && (bytes[0] ?? 0) >= 0xf8) }))
  }
}

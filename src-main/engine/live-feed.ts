// What goes to the pages as it happens: gathered for a frame, the clock's pulses as a number only.
import type { Bytes } from '../../src-common/domain/midi/message'
import type { Micros } from '../../src-common/domain/time/ticks'
import type { LiveBatch, LiveMessage, SentMessage } from '../../src-common/rpc/engine-contract'

/** More in one frame than anyone could look at: what is over is in the journal, and not told. */
const MOST = 2000

/** `echo`: one of ours, come back. */
export const liveMessage = (message: LiveMessage, echo: boolean): LiveMessage => (echo ? { ...message, echo } : message)

export class LiveFeed {
  #input: LiveMessage[] = []
  #output: SentMessage[] = []
  readonly #pulses = { in: new Map<number, number>(), out: new Map<number, number>() }

  heard(message: LiveMessage): void {
    if (this.#input.length < MOST) this.#input.push(message)
  }

  sent(port: number, time: Micros, bytes: Bytes): void {
    if (bytes[0] === 0xf8) this.pulse('out', port)
    else if (this.#output.length < MOST) this.#output.push({ time, port, bytes })
  }

  pulse(direction: 'in' | 'out', port: number): void {
    const counts = this.#pulses[direction]
    counts.set(port, (counts.get(port) ?? 0) + 1)
  }

  /** All since the last time; null where nothing happened. */
  take(): LiveBatch | null {
    const pulses = (['in', 'out'] as const).flatMap((direction) =>
      [...this.#pulses[direction]].map(([port, count]) => ({ direction, port, count })),
    )
    if (this.#input.length + this.#output.length + pulses.length === 0) return null
    const batch = { input: this.#input, output: this.#output, pulses }
    this.#input = []
    this.#output = []
    this.#pulses.in.clear()
    this.#pulses.out.clear()
    return batch
  }
}

// Turns a driver's delta times into host time. A stalled loop delivers late but cannot move a stamp: the sum of deltas is
// anchored by the least delayed of the last arrivals.
import type { Micros } from '../../src-common/domain/time/ticks'

/** How the deltas of a platform's driver are wrong (measured on RtMidi 6.0.0 inside @julusian/midi 3.8.1). */
export type DriverFaults = {
  /** CoreMIDI gives every message of a packet the packet's delta: an identical one in a row counts nothing. */
  readonly repeatsDeltas: boolean
}

export const faultsOf = (platform: NodeJS.Platform): DriverFaults => ({ repeatsDeltas: platform === 'darwin' })

const BUCKET: Micros = 500_000
const BUCKETS = 8
/** A larger delta, or one further back, is a driver's restart or wrap-around (WinMM: up to 4,294,967 s), no time. */
const LONGEST_DELTA: Micros = 3_600_000_000
const FURTHEST_BACK: Micros = 20_000

export class Stamper {
  readonly #faults: DriverFaults
  #driver: Micros = 0
  #lastDelta: number | null = null
  #last: Micros = -Infinity
  /** The least offset, arrival less driver time, of each half second of late. */
  #buckets: { readonly begin: Micros; readonly least: Micros }[] = []

  constructor(faults: DriverFaults) {
    this.#faults = faults
  }

  /** `delta` in seconds, as the driver gives it; `arrival` is when the callback ran. Stamps never step back. */
  stamp(delta: number, arrival: Micros): Micros {
    const micros = this.#lastDelta === null ? 0 : this.#mended(delta)
    this.#lastDelta = delta
    if (micros > LONGEST_DELTA || micros < -FURTHEST_BACK) this.#restart(arrival)
    else this.#driver += micros
    const time = Math.min(arrival, this.#driver + this.#anchor(arrival))
    this.#last = Math.max(this.#last, Math.round(time))
    return this.#last
  }

  #mended(delta: number): Micros {
    if (this.#faults.repeatsDeltas && delta === this.#lastDelta && delta !== 0) return 0
    return delta * 1e6
  }

  #restart(arrival: Micros): void {
    this.#driver = arrival
    this.#buckets = []
  }

  #anchor(arrival: Micros): Micros {
    const offset = arrival - this.#driver
    const bucket = this.#buckets.at(-1)
    if (bucket === undefined || arrival - bucket.begin > BUCKET) {
      this.#buckets = [...this.#buckets.slice(1 - BUCKETS), { begin: arrival, least: offset }]
    } else if (offset < bucket.least) {
      this.#buckets[this.#buckets.length - 1] = { begin: bucket.begin, least: offset }
    }
    return Math.min(...this.#buckets.map((each) => each.least))
  }
}

// Turns a driver's delta times into host time. A stalled loop delivers late but cannot move a stamp: the sum of deltas is
// anchored by the least delayed of the last arrivals.
import type { Micros } from '../../src-common/domain/time/ticks'
import type { DriverFaults } from './driver-mender'

/** `mended`: the driver's stamp was wrong, and this one was made up for it. */
export type Stamp = { readonly time: Micros; readonly mended: boolean }

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
  stamp(delta: number, arrival: Micros): Stamp {
    const repeated = this.#faults.repeatsDeltas && delta === this.#lastDelta && delta !== 0
    const micros = this.#lastDelta === null || repeated ? 0 : delta * 1e6
    this.#lastDelta = delta
    const restarted = !(micros <= LONGEST_DELTA && micros >= -FURTHEST_BACK)
    if (restarted) this.#restart(arrival)
    else this.#driver += micros
    // In the middle of what a coarse stamp may mean; but nothing arrives before it was sent.
    const exact = this.#driver + this.#anchor(arrival) + this.#faults.resolution / 2
    const time = Math.round(Math.min(arrival, exact))
    const stepsBack = time < this.#last
    this.#last = Math.max(this.#last, time)
    return { time: this.#last, mended: repeated || restarted || stepsBack }
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
    let least = Infinity
    for (const each of this.#buckets) least = Math.min(least, each.least)
    return least
  }
}

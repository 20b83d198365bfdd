// How late messages left in the last minute, in classes that grow with the value: small numbers, whatever was sent.
import type { Micros } from '../../src-common/domain/time/ticks'
import type { Diagnostics } from '../../src-common/rpc/engine-contract'

const SECONDS = 60
/** Twelve classes to a doubling: a value is known to 6 in 100. */
const CLASSES_A_DOUBLING = 12
const CLASSES = 26 * CLASSES_A_DOUBLING

type Second = { readonly at: number; readonly counts: Uint32Array; max: Micros }

export class Lateness {
  #seconds: Second[] = []

  add(late: readonly Micros[], now: Micros): void {
    const at = Math.floor(now / 1e6)
    if (this.#seconds.at(-1)?.at !== at) this.#seconds.push({ at, counts: new Uint32Array(CLASSES), max: 0 })
    const second = this.#seconds.at(-1)
    if (second === undefined) return
    for (const each of late) {
      const place = classOf(each)
      second.counts[place] = (second.counts[place] ?? 0) + 1
      second.max = Math.max(second.max, each)
    }
  }

  summary(now: Micros): Diagnostics['sent'] {
    const from = Math.floor(now / 1e6) - SECONDS
    this.#seconds = this.#seconds.filter(({ at }) => at > from)
    const counts = new Uint32Array(CLASSES)
    for (const second of this.#seconds)
      second.counts.forEach((value, place) => (counts[place] = (counts[place] ?? 0) + value))
    const count = counts.reduce((sum, each) => sum + each, 0)
    const max = Math.max(0, ...this.#seconds.map((second) => second.max))
    const quantile = (share: number): Micros => Math.min(max, valueOf(placeOf(counts, share * count)))
    return { count, p50: quantile(0.5), p99: quantile(0.99), max }
  }
}

const classOf = (late: Micros): number =>
  Math.min(CLASSES - 1, Math.floor(Math.log2(Math.max(0, late) + 1) * CLASSES_A_DOUBLING))
const valueOf = (place: number): Micros => 2 ** ((place + 1) / CLASSES_A_DOUBLING) - 1

/** The class that holds the value of this rank. */
function placeOf(counts: Uint32Array, rank: number): number {
  let sum = 0
  for (let place = 0; place < counts.length; place++) {
    sum += counts[place] ?? 0
    if (sum > 0 && sum >= rank) return place
  }
  return 0
}

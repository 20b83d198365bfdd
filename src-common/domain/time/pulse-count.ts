// Counts recorded pulses as the live follower does, with what it found out some pulses later put back where it belongs:
// lost pulses are counted, doubled ones are left out, those that were held up are marked.
import { hear, IDLE_LOOP, lockedTo, SURE, type PulseLoop } from './pulse-loop'
import type { Micros } from './ticks'

/** The pulses that count, in order; as columns, since there may be millions. */
export type Pulses = {
  readonly times: Float64Array
  /** Which pulse each is, from 0. */
  readonly numbers: Float64Array
  /** Which of the given stamps each is. */
  readonly places: Int32Array
  /** 1 for one that was held up, so that its stamp tells nothing. */
  readonly held: Uint8Array
}

/** What was wrong, by pulse number. */
export type PulseFaults = {
  readonly missing: readonly { readonly number: number; readonly count: number }[]
  readonly doubled: readonly number[]
  readonly bursts: readonly Burst[]
}

type Burst = { readonly number: number; readonly pulses: number; readonly late: Micros }

/** `stamps` in the order of the wire. */
export function countPulses(stamps: ArrayLike<Micros>): { readonly pulses: Pulses; readonly faults: PulseFaults } {
  const counted = new Columns(stamps.length)
  const missing: { number: number; count: number }[] = []
  const doubled: number[] = []
  const bursts: Burst[] = []
  let loop = begunAt(stamps)
  let next = 0
  let burst = null as Burst | null
  for (let place = 0; place < stamps.length; place++) {
    const time = stamps[place] ?? 0
    const due = loop.expected
    const { loop: after, is, slip } = hear(loop, time, true)
    const tempoHeld = Math.abs(after.period - loop.period) < loop.period / 8
    loop = after
    if (is === 'again') {
      doubled.push(next - 1)
      continue
    }
    if (slip !== 0) {
      const number = counted.slip(SURE - 1, slip) ?? next
      if (slip > 0) missing.push({ number, count: slip })
      else doubled.push(number - 1)
      next += slip
      burst = null
    }
    if (is === 'late') {
      const late = Math.max(burst?.late ?? 0, time - due)
      burst = { number: burst?.number ?? next, pulses: (burst?.pulses ?? 0) + 1, late }
    } else if (burst !== null) {
      // A new tempo looks like late pulses at first.
      if (tempoHeld) bursts.push(burst)
      else counted.trust(burst.pulses)
      burst = null
    }
    counted.push(time, next++, place, is === 'late')
  }
  return { pulses: counted.take(), faults: { missing, doubled, bursts } }
}

const FIRST = 13

/** With all pulses at hand the tempo at the begin is known: so faults are found from the first pulses on. */
function begunAt(stamps: ArrayLike<Micros>): PulseLoop {
  const periods: number[] = []
  for (let i = 1; i < Math.min(FIRST, stamps.length); i++) periods.push((stamps[i] ?? 0) - (stamps[i - 1] ?? 0))
  periods.sort((a, b) => a - b)
  const longest = periods.at(-1) ?? 0
  // Pulses that come twice leave short intervals: those beside them are as much too short.
  const [doubled, whole] = [periods.filter((each) => each < longest / 8), periods.filter((each) => each >= longest / 8)]
  const period = whole[whole.length >> 1]
  if (period === undefined) return IDLE_LOOP
  const isDoubled = doubled.length > whole.length / 2
  return isDoubled ? lockedTo(period + (doubled[doubled.length >> 1] ?? 0), 0) : lockedTo(period)
}

class Columns {
  readonly #times: Float64Array
  readonly #numbers: Float64Array
  readonly #places: Int32Array
  readonly #held: Uint8Array
  #length = 0

  constructor(most: number) {
    this.#times = new Float64Array(most)
    this.#numbers = new Float64Array(most)
    this.#places = new Int32Array(most)
    this.#held = new Uint8Array(most)
  }

  push(time: Micros, number: number, place: number, held: boolean): void {
    const at = this.#length++
    this.#times[at] = time
    this.#numbers[at] = number
    this.#places[at] = place
    this.#held[at] = held ? 1 : 0
  }

  /** The last `count` pulses turn out to be `by` others; what is one twice then is dropped. The number of the first, before. */
  slip(count: number, by: number): number | undefined {
    const since = Math.max(1, this.#length - count)
    const number = this.#numbers[since]
    const end = this.#length
    this.#length = since
    for (let i = since; i < end; i++) {
      const [time = 0, old = 0, place = 0] = [this.#times[i], this.#numbers[i], this.#places[i]]
      if (old + by >= (number ?? 0)) this.push(time, old + by, place, false)
    }
    return number
  }

  /** The last pulses were not held up after all. */
  trust(count: number): void {
    this.#held.fill(0, Math.max(0, this.#length - count), this.#length)
  }

  take(): Pulses {
    const end = this.#length
    return {
      times: this.#times.subarray(0, end),
      numbers: this.#numbers.subarray(0, end),
      places: this.#places.subarray(0, end),
      held: this.#held.subarray(0, end),
    }
  }
}

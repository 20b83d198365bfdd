// How long before a message is due the sender is to be awake: as long as this machine is late to wake it, nineteen times
// in twenty, and no longer than a tenth of a core can pay for.
import type { Micros } from '../../src-common/domain/time/ticks'

const SHORTEST: Micros = 150
const LONGEST: Micros = 1000
const FIRST: Micros = 300
/** Beyond what was seen: waking is only the begin. */
const SPARE: Micros = 60
const STEP: Micros = 40
const SHARE_LATER = 0.05
/** Of a core's time, what waiting awake may take. */
const SHARE_OF_CORE = 0.07
const SECOND: Micros = 1_000_000

export class WakeMargin {
  #late: Micros = FIRST - SPARE
  #wakes = 0
  #counted: Micros = 0
  /** Wakes a second, of late. */
  #rate = 0

  get length(): Micros {
    const afford = this.#rate > 0 ? (SHARE_OF_CORE * SECOND) / this.#rate : LONGEST
    return Math.min(LONGEST, afford, Math.max(SHORTEST, this.#late + SPARE))
  }

  /** The thread was woken so late, at `now`. */
  woke(late: Micros, now: Micros): void {
    // A quantile, followed step by step: one that is exceeded once in twenty times stays where it is.
    this.#late += late > this.#late ? STEP * (1 - SHARE_LATER) : -STEP * SHARE_LATER
    this.#late = Math.max(0, Math.min(LONGEST, this.#late))
    this.#wakes++
    if (now - this.#counted < SECOND) return
    this.#rate = (this.#wakes * SECOND) / Math.max(SECOND, now - this.#counted)
    this.#wakes = 0
    this.#counted = now
  }
}

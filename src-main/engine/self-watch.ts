// What the engine knows of how well it works: how late messages left, how many stamps had to be mended.
import type { Micros } from '../../src-common/domain/time/ticks'
import type { Diagnostics } from '../../src-common/rpc/engine-contract'
import { Lateness } from './lateness'

const MINUTE: Micros = 60_000_000
const MOST = 100_000

export class SelfWatch {
  readonly #lateness = new Lateness()
  #mended: Micros[] = []
  #margin: Micros = 0

  lateness(late: readonly Micros[], margin: Micros, now: Micros): void {
    this.#lateness.add(late, now)
    this.#margin = margin
  }

  mended(time: Micros): void {
    if (this.#mended.length < MOST) this.#mended.push(time)
  }

  diagnostics(now: Micros, journal: Diagnostics['journal']): Diagnostics {
    this.#mended = this.#mended.filter((time) => now - time < MINUTE)
    return { sent: this.#lateness.summary(now), margin: Math.round(this.#margin), mended: this.#mended.length, journal }
  }
}

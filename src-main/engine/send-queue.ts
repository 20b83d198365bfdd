// What waits to be sent, in order of time; what is due at the same time leaves in the order in which it came.
import type { Micros } from '../../src-common/domain/time/ticks'
import type { TimedBytes } from '../../src-common/virtual/box-runner'

export type Due = TimedBytes & { readonly port: number }

export class SendQueue {
  #waiting: Due[] = []

  /** Infinity where nothing waits. */
  nextTime(): Micros {
    return this.#waiting[0]?.time ?? Infinity
  }

  add(due: Due): void {
    const at = this.#waiting.findLastIndex((each) => each.time <= due.time)
    this.#waiting.splice(at + 1, 0, due)
  }

  take(): Due | null {
    return this.#waiting.shift() ?? null
  }

  /** Takes out all that match, in order. */
  drop(matches: (due: Due) => boolean): readonly Due[] {
    const dropped = this.#waiting.filter(matches)
    if (dropped.length > 0) this.#waiting = this.#waiting.filter((due) => !matches(due))
    return dropped
  }
}

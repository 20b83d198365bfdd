// Which performances were heard since the input was opened: from Start or Continue to Stop, by the entries of the journal.
import type { ClockEvent } from '../../src-common/domain/time/clock-follower'
import type { PerformanceInfo } from '../../src-common/rpc/engine-contract'

const PULSES_A_BAR = 96
const KEPT = 24
/** Pulses after the last bar line, before the box's Stop: no bar of their own. */
const STRAY = 2

type Performance = {
  readonly entry: number
  /** The entry at which it ended. */
  end: number
  readonly startedAt: string
  /** Its Start was heard. */
  readonly known: boolean
  pulses: number
  messages: number
  rolling: boolean
  kept: boolean
}

export class PerformanceLog {
  #performances: Performance[] = []
  /** Whether any word of the transport was heard: before, pulses may be those of a box in the middle of its song. */
  #heard = false

  /** A word of the clock that counts, which will be entry `entry` of the journal. */
  clock(event: ClockEvent, entry: number, at: () => string): void {
    const open = this.rolling
    if (event.type === 'clock') {
      if (open === null && !this.#heard) this.#begin(entry, at(), false)
      const current = this.rolling
      if (current !== null) current.pulses++
    } else if (event.type !== 'songPosition') {
      if (open !== null) end(open, entry)
      // Pulses before the first word of the transport were none of a performance.
      if (!this.#heard && event.type !== 'stop') this.#performances = this.#performances.filter((each) => each !== open)
      this.#heard = true
      if (event.type !== 'stop') this.#begin(entry, at(), true)
    }
  }

  /** Any other message of the box. */
  message(): void {
    const current = this.rolling
    if (current === null) return
    current.messages++
    current.kept = false
  }

  /** A take was made of the entries `[from, to)`. */
  kept(from: number, to: number): void {
    for (const each of this.#performances) if (each.entry < to && each.end > from) each.kept = true
  }

  /** Another input has the clock from entry `entry` on. */
  forget(entry: number): void {
    const open = this.rolling
    if (open !== null) end(open, entry)
    this.#heard = false
  }

  clear(): void {
    this.#performances = []
    this.#heard = false
  }

  get rolling(): Performance | null {
    const last = this.#performances.at(-1)
    return last?.rolling === true ? last : null
  }

  /** Where the last one begins that nothing was made of yet. */
  get unkeptFrom(): number | null {
    const last = this.#performances.at(-1)
    return last?.kept === false && (last.known || last.messages > 0) ? last.entry : null
  }

  /** Newest first; a clock that only ticks, and never starts, is none. */
  list(): readonly PerformanceInfo[] {
    return this.#performances
      .filter(({ pulses, known, messages }) => pulses > 0 && (known || messages > 0))
      .map(({ pulses, known: _, end: __, ...rest }) => ({
        ...rest,
        bars: Math.max(1, Math.ceil((pulses - STRAY) / PULSES_A_BAR)),
      }))
      .reverse()
  }

  #begin(entry: number, startedAt: string, known: boolean): void {
    const begun = { entry, end: Infinity, startedAt, known, pulses: 0, messages: 0, rolling: true, kept: false }
    this.#performances = [...this.#performances, begun].slice(-KEPT)
  }
}

function end(performance: Performance, entry: number): void {
  performance.rolling = false
  performance.end = entry
}

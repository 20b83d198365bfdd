// Which pattern the box plays and since when, and which one it will begin where that comes round: as far as it was told, or
// told itself. In clock ticks, whatever song plays into it.
import type { Playing } from './landings'

export class BoxPlays {
  /** `tick`: null where nobody knows how far it is into the pattern. */
  #now: { readonly pattern: number; readonly tick: number | null } | null = null
  #next: Playing | null = null

  /** What it plays at a clock tick; null where that is not known. */
  at(clock: number): Playing | null {
    if (this.#next !== null && clock >= this.#next.tick) return this.#next
    const { pattern, tick } = this.#now ?? { pattern: 0, tick: null }
    return tick === null ? null : { pattern, tick }
  }

  /** The pattern that it comes to play if nothing more is asked; null where that is not known. */
  get last(): number | null {
    return this.#next?.pattern ?? this.#now?.pattern ?? null
  }

  /** What it was asked for and did not begin yet. */
  waiting(clock: number): Playing | null {
    return this.#next !== null && clock < this.#next.tick ? this.#next : null
  }

  /** It begins a pattern at its first step; null: the one that is chosen. */
  begins(pattern: number | null, clock: number): void {
    const chosen = pattern ?? this.last
    this.#now = chosen === null ? null : { pattern: chosen, tick: clock }
    this.#next = null
  }

  /** It was asked for a pattern at `at`, which it begins at `lands`. */
  asked(pattern: number, lands: number, at: number): void {
    const playing = this.at(at)
    if (playing !== null) this.#now = playing
    this.#next = { pattern, tick: lands }
  }

  /** A pattern was chosen while it stands still, or where nobody knows when it begins. */
  chosen(pattern: number): void {
    this.#now = { pattern, tick: null }
    this.#next = null
  }

  /** It stopped: what it was asked for is there at once (elektronauts.com/t/111944). */
  stopped(): void {
    if (this.last !== null) this.chosen(this.last)
  }

  forget(): void {
    this.#now = null
    this.#next = null
  }
}

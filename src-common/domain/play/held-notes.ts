// The notes that a replay began and is to end: never one twice on a channel at once, and each ended where it was to.
import { encode, type Channel } from '../midi/message'
import type { Planned } from './planned'
import type { NoteEvent } from './sequence'

type Held = { readonly channel: Channel; readonly pitch: number; readonly since: number; readonly until: number }

export class HeldNotes {
  #held: readonly Held[] = []

  /** Begins a note at a clock tick; it is cut at another. The same pitch that still sounds is ended first. */
  begin({ channel, pitch, velocity, length }: NoteEvent, clock: number, cut: number): readonly Planned[] {
    const until = Math.min(clock + length, cut)
    const same = this.#held.find((each) => each.channel === channel && each.pitch === pitch)
    const rest = this.#held.filter((each) => each !== same)
    if (same?.since === clock) {
      // Twice the same note at once is one note on the wire, as long as the longer.
      this.#held = [...rest, { ...same, until: Math.max(same.until, until) }]
      return []
    }
    this.#held = [...rest, { channel, pitch, since: clock, until }]
    const bytes = encode({ type: 'noteOn', channel, pitch, velocity })
    const on: Planned = { clock, holds: clock, bytes, why: 'note' }
    return same === undefined ? [on] : [noteEnd(same, Math.min(same.until, clock)), on]
  }

  /** Ends those that are over before a clock tick. */
  endBefore(clock: number): readonly Planned[] {
    const over = this.#held.filter(({ until }) => until < clock)
    if (over.length > 0) this.#held = this.#held.filter(({ until }) => until >= clock)
    return over.map((note) => noteEnd(note, note.until))
  }

  /** Ends all of them at a clock tick. */
  silence(clock: number): readonly Planned[] {
    const ends = this.#held.map((note) => noteEnd(note, clock))
    this.#held = []
    return ends
  }
}

const noteEnd = ({ channel, pitch }: Held, clock: number): Planned => ({
  clock,
  holds: clock,
  bytes: encode({ type: 'noteOff', channel, pitch }),
  why: 'end',
})

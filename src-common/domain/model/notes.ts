// The notes of one track, sorted by tick, then by id: what is drawn, edited and sent.
import type { Tick } from '../time/ticks'

export type NoteId = number
export type Note = {
  readonly id: NoteId
  readonly tick: Tick
  readonly length: Tick
  readonly pitch: number
  readonly velocity: number
}
export type Notes = readonly Note[]

const order = (a: Note, b: Note): number => a.tick - b.tick || a.id - b.id

export const sortNotes = (notes: readonly Note[]): Notes => [...notes].sort(order)

/** `notes` without `removed` (by id) and with `added`; O(n), whatever the number of changes. */
export function replaceNotes(notes: Notes, removed: ReadonlySet<NoteId>, added: readonly Note[]): Notes {
  const fresh = sortNotes(added)
  const merged: Note[] = []
  let next = 0
  for (const note of notes) {
    if (removed.has(note.id)) continue
    for (let each = fresh[next]; each !== undefined && order(each, note) < 0; each = fresh[++next]) merged.push(each)
    merged.push(note)
  }
  for (; next < fresh.length; next++) merged.push(fresh[next] as Note)
  return merged
}

/** Anything that begins and lasts: notes, and what the patterns derive. */
type Lasting = { readonly tick: Tick; readonly length: Tick }

/** The index of the first note at or after `tick`. */
function firstFrom(notes: readonly Lasting[], tick: Tick): number {
  let low = 0
  let high = notes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((notes[middle]?.tick ?? Infinity) < tick) low = middle + 1
    else high = middle
  }
  return low
}

/** The notes that sound anywhere in `[from, to)`, out of notes in order of their ticks. */
export function notesSounding<T extends Lasting>(notes: readonly T[], from: Tick, to: Tick): readonly T[] {
  return notes
    .slice(firstFrom(notes, from - longestOf(notes)), firstFrom(notes, to))
    .filter((note) => note.tick + note.length > from)
}

const longest = new WeakMap<readonly Lasting[], Tick>()
function longestOf(notes: readonly Lasting[]): Tick {
  let length = longest.get(notes)
  if (length === undefined) {
    length = notes.reduce((most, note) => Math.max(most, note.length), 0)
    longest.set(notes, length)
  }
  return length
}

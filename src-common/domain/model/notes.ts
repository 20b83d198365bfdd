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

/** What comes first in a track is negative against what comes later. */
export const noteOrder = (a: Note, b: Note): number => a.tick - b.tick || a.id - b.id

/** In order; the same notes where they are already. */
export const sortNotes = (notes: readonly Note[]): Notes => (inOrder(notes) ? notes : [...notes].sort(noteOrder))

function inOrder(notes: readonly Note[]): boolean {
  let last = notes[0]
  for (const note of notes) {
    if (last !== undefined && noteOrder(last, note) > 0) return false
    last = note
  }
  return true
}

/** `notes` without `removed` (by id) and with `added`. */
export const replaceNotes = (notes: Notes, removed: ReadonlySet<NoteId>, added: readonly Note[]): Notes =>
  exchangeNotes(notes, removed.size === 0 ? [] : notesWithIds(notes, removed), added)

/** `notes` without `gone`, which is some of them (by tick and id), and with `come`. What is left alone is copied, not looked at. */
export function exchangeNotes(notes: Notes, gone: readonly Note[], come: readonly Note[]): Notes {
  const leaving = sortNotes(gone)
  const coming = sortNotes(come)
  const merged: Note[] = []
  let copied = 0
  const copyTo = (end: number): void => {
    for (; copied < end; copied++) merged.push(notes[copied] as Note)
  }
  let nextGone = 0
  let nextCome = 0
  for (;;) {
    const out = leaving[nextGone]
    const into = coming[nextCome]
    if (out === undefined && into === undefined) break
    if (into === undefined || (out !== undefined && noteOrder(out, into) <= 0)) {
      nextGone++
      if (out === undefined) continue
      const place = placeOf(notes, out, copied)
      const found = notes[place]
      copyTo(place)
      if (found !== undefined && noteOrder(found, out) === 0) copied = place + 1
    } else {
      nextCome++
      copyTo(placeOf(notes, into, copied))
      merged.push(into)
    }
  }
  copyTo(notes.length)
  const bound = bounds.get(notes)
  if (bound !== undefined) bounds.set(merged, longest(coming, bound))
  return merged
}

/** That none of these notes is longer than: kept from edit to edit, so that an edit does not ask all of them. */
const bounds = new WeakMap<Notes, Tick>()

const longest = (notes: readonly Note[], bound: Tick): Tick =>
  notes.reduce((most, { length }) => Math.max(most, length), bound)

/** Where the last of them ends, 0 for none: a long one may outlast many that begin later. */
export function endOfNotes(notes: Notes): Tick {
  const bound = bounds.get(notes) ?? longest(notes, 0)
  bounds.set(notes, bound)
  let end = 0
  for (let index = notes.length - 1; index >= 0; index--) {
    const { tick, length } = notes[index] as Note
    if (tick + bound <= end) break
    end = Math.max(end, tick + length)
  }
  return end
}

/** The index from `from` on at which a note stands, or would. */
function placeOf(notes: Notes, note: Note, from: number): number {
  const before = (index: number): boolean => {
    const each = notes[index]
    return each !== undefined && noteOrder(each, note) < 0
  }
  let stride = 1
  let low = from
  while (low + stride < notes.length && before(low + stride)) {
    low += stride
    stride *= 2
  }
  let high = Math.min(notes.length, low + stride)
  while (low < high) {
    const middle = (low + high) >> 1
    if (before(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** Wider ranges of ids than this are looked up in a set, rather than in a table. */
const WIDEST_TABLE = 1 << 22

/** The notes with these ids, in order. */
export function notesWithIds(notes: Notes, ids: ReadonlySet<NoteId>): readonly Note[] {
  if (ids.size === 0) return []
  let lowest = Infinity
  let highest = -Infinity
  for (const id of ids) {
    lowest = Math.min(lowest, id)
    highest = Math.max(highest, id)
  }
  if (!(highest - lowest < WIDEST_TABLE)) return notes.filter((note) => ids.has(note.id))
  const wanted = new Uint8Array(highest - lowest + 1)
  for (const id of ids) wanted[id - lowest] = 1
  const found: Note[] = []
  for (const note of notes) {
    if (wanted[note.id - lowest] !== 1) continue
    found.push(note)
    if (found.length === ids.size) break
  }
  return found
}

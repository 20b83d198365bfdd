// Edits that make other notes of notes: cut, joined, made to touch, turned round.
import { lowerBound } from '../base/sorted'
import type { Note } from '../model/notes'
import type { Project } from '../model/project'
import type { Tick } from '../time/ticks'
import { editNotes, least, withoutId, type NewNote, type SomeNotes } from './edit-notes'

export type SplitNotes = SomeNotes & { readonly at: readonly Tick[] }

/** Cuts the notes that sound across any of these ticks; the first piece of each stays the note that it was. */
export function splitNotes(project: Project, { track, ids, at }: SplitNotes): Project {
  const cuts = [...new Set(at)].sort((a, b) => a - b)
  return editNotes(project, { track, ids }, (notes) => notes.flatMap((note) => pieces(note, cuts)))
}

function pieces(note: Note, cuts: readonly Tick[]): readonly (Note | NewNote)[] {
  const end = note.tick + note.length
  const inside = cuts.slice(lowerBound(cuts, note.tick + 1), lowerBound(cuts, end))
  const [first] = inside
  if (first === undefined) return [note]
  return [
    { ...note, length: first - note.tick },
    ...inside.map((tick, i) => ({ ...withoutId(note), tick, length: (inside[i + 1] ?? end) - tick })),
  ]
}

/** Makes one note of those of each pitch, from the first begin to the last end, as loud as the first. */
export function joinNotes(project: Project, some: SomeNotes): Project {
  return editNotes(project, some, (notes) => {
    const joined = new Map<number, Note>()
    for (const note of notes) {
      const first = joined.get(note.pitch)
      const end = note.tick + note.length
      if (first === undefined) joined.set(note.pitch, note)
      else if (end > first.tick + first.length) joined.set(note.pitch, { ...first, length: end - first.tick })
    }
    return [...joined.values()]
  })
}

/** Each lasts until the next begin of another among them; the last keep their lengths. */
export function legato(project: Project, some: SomeNotes): Project {
  return editNotes(project, some, (notes) => {
    let [begin, next]: [Tick | null, Tick | null] = [null, null]
    const touching = notes.toReversed().map((note) => {
      if (begin !== null && note.tick < begin) next = begin
      begin = note.tick
      return next === null || next - note.tick === note.length ? note : { ...note, length: next - note.tick }
    })
    return touching.reverse()
  })
}

/** Mirrors the notes in time within their own span. */
export function reverseNotes(project: Project, some: SomeNotes): Project {
  return editNotes(project, some, (notes) => {
    const from = least(notes, (note) => note.tick)
    const to = -least(notes, (note) => -(note.tick + note.length))
    return notes.map((note) => {
      const tick = from + to - note.tick - note.length
      return tick === note.tick ? note : { ...note, tick }
    })
  })
}

// Edits of a track's notes. Each works on a list of ids, so that a drag of one and of five hundred are the same.
import type { TrackNumber } from '../device/device'
import { exchangeNotes, notesWithIds, type Note, type NoteId } from '../model/notes'
import type { Project } from '../model/project'
import type { Tick } from '../time/ticks'
import { withTracks } from './edit-mutes'

export type NewNote = Omit<Note, 'id'>
export type SomeNotes = { readonly track: TrackNumber; readonly ids: readonly NoteId[] }
export type AddNotes = { readonly track: TrackNumber; readonly notes: readonly NewNote[] }
/** `copy` leaves the notes where they are, and moves copies of them. */
export type MoveNotes = SomeNotes & { readonly by: Tick; readonly pitchBy: number; readonly copy: boolean }
export type ResizeNotes = SomeNotes & { readonly edge: 'from' | 'to'; readonly by: Tick; readonly shortest: Tick }

/** Adds notes; the first gets the project's next id, the others those after it. */
export function addNotes(project: Project, { track, notes }: AddNotes): Project {
  if (project.tracks[track] === undefined || notes.length === 0) return project
  const added = notes.map((note, index) => ({ ...note, id: project.nextId + index }))
  const grown = withTracks(project, [track], (each) => ({ ...each, notes: exchangeNotes(each.notes, [], added) }))
  return { ...grown, nextId: project.nextId + notes.length }
}

/** Moves notes, or copies of them, as one body. */
export function moveNotes(project: Project, { track, ids, by, pitchBy, copy }: MoveNotes): Project {
  return editNotes(project, { track, ids }, (notes) => {
    const moved = movedBy(notes, by, pitchBy)
    return copy && moved !== notes ? [...notes, ...moved.map(withoutId)] : moved
  })
}

/** As one body: where the first would go before the start, or one out of the pitches, all stop there. */
export function movedBy(notes: readonly Note[], by: Tick, pitchBy: number): readonly Note[] {
  const ticks = Math.max(by, -least(notes, (note) => note.tick))
  const lowest = least(notes, (note) => note.pitch)
  const highest = -least(notes, (note) => -note.pitch)
  const pitches = Math.min(Math.max(pitchBy, -lowest), 127 - highest)
  if (ticks === 0 && pitches === 0) return notes
  return notes.map((note) => ({ ...note, tick: note.tick + ticks, pitch: note.pitch + pitches }))
}

/** The note as one that gets an id of its own. */
export const withoutId = ({ tick, length, pitch, velocity }: Note): NewNote => ({ tick, length, pitch, velocity })

/** Not by spreading into Math.min: a call takes only so many arguments. */
export const least = (notes: readonly Note[], value: (note: Note) => number): number =>
  notes.reduce((lowest, note) => Math.min(lowest, value(note)), Infinity)

/** Moves one end of each note, and keeps the other; none becomes shorter than `shortest`, unless it was. */
export function resizeNotes(project: Project, { track, ids, edge, by, shortest }: ResizeNotes): Project {
  return editNotes(project, { track, ids }, (notes) =>
    notes.map((note) => {
      const floor = Math.min(shortest, note.length)
      const moved = edge === 'to' ? by : -Math.max(by, -note.tick)
      const length = Math.max(floor, note.length + moved)
      if (length === note.length) return note
      return { ...note, length, tick: edge === 'to' ? note.tick : note.tick + note.length - length }
    }),
  )
}

export function deleteNotes(project: Project, some: SomeNotes): Project {
  return editNotes(project, some, () => [])
}

/** The chosen notes of a track as `change` makes them, which gets them in order; notes without an id get new ones. */
export function editNotes(
  project: Project,
  { track, ids }: SomeNotes,
  change: (notes: readonly Note[]) => readonly (Note | NewNote)[],
): Project {
  const wanted = new Set(ids)
  let nextId = project.nextId
  const edited = withTracks(project, [track], (each) => {
    const chosen = notesWithIds(each.notes, wanted)
    if (chosen.length === 0) return each
    const changed = change(chosen).map((note) => ('id' in note ? note : { ...note, id: nextId++ }))
    const same = changed.length === chosen.length && changed.every((note, i) => note === chosen[i])
    return same ? each : { ...each, notes: exchangeNotes(each.notes, chosen, changed) }
  })
  return nextId === project.nextId ? edited : { ...edited, nextId }
}

// Edits of a track's notes. Each works on a list of ids, so that a drag of one and of five hundred are the same.
import type { TrackNumber } from '../device/device'
import { replaceNotes, type Note, type NoteId } from '../model/notes'
import type { Project } from '../model/project'
import type { Tick } from '../time/ticks'
import { withTracks } from './edit-mutes'

export type NewNote = Omit<Note, 'id'>
export type SomeNotes = { readonly track: TrackNumber; readonly ids: readonly NoteId[] }
export type AddNotes = { readonly track: TrackNumber; readonly notes: readonly NewNote[] }
export type MoveNotes = SomeNotes & { readonly by: Tick; readonly pitchBy: number }
export type ResizeNotes = SomeNotes & { readonly by: Tick; readonly shortest: Tick }

/** Adds notes; the first gets the project's next id, the others those after it. */
export function addNotes(project: Project, { track, notes }: AddNotes): Project {
  if (project.tracks[track] === undefined || notes.length === 0) return project
  const added = notes.map((note, index) => ({ ...note, id: project.nextId + index }))
  const grown = withTracks(project, [track], (each) => ({ ...each, notes: replaceNotes(each.notes, NONE, added) }))
  return { ...grown, nextId: project.nextId + notes.length }
}
const NONE: ReadonlySet<NoteId> = new Set()

/** Moves notes as one body: where the first would go before the start, or one out of the pitches, all stop there. */
export function moveNotes(project: Project, { track, ids, by, pitchBy }: MoveNotes): Project {
  return editNotes(project, { track, ids }, (notes) => {
    const earliest = least(notes, (note) => note.tick)
    const lowest = least(notes, (note) => note.pitch)
    const highest = -least(notes, (note) => -note.pitch)
    const ticks = Math.max(by, -earliest)
    const pitches = Math.min(Math.max(pitchBy, -lowest), 127 - highest)
    if (ticks === 0 && pitches === 0) return notes
    return notes.map((note) => ({ ...note, tick: note.tick + ticks, pitch: note.pitch + pitches }))
  })
}

/** Not by spreading into Math.min: a call takes only so many arguments. */
const least = (notes: readonly Note[], value: (note: Note) => number): number =>
  notes.reduce((lowest, note) => Math.min(lowest, value(note)), Infinity)

/** Moves the ends of notes; none becomes shorter than `shortest`, unless it was. */
export function resizeNotes(project: Project, { track, ids, by, shortest }: ResizeNotes): Project {
  return editNotes(project, { track, ids }, (notes) =>
    notes.map((note) => {
      const length = Math.max(Math.min(shortest, note.length), note.length + by)
      return length === note.length ? note : { ...note, length }
    }),
  )
}

export function deleteNotes(project: Project, some: SomeNotes): Project {
  return editNotes(project, some, () => [])
}

function editNotes(
  project: Project,
  { track, ids }: SomeNotes,
  change: (notes: readonly Note[]) => readonly Note[],
): Project {
  const wanted = new Set(ids)
  return withTracks(project, [track], (each) => {
    const chosen = each.notes.filter((note) => wanted.has(note.id))
    if (chosen.length === 0) return each
    const changed = change(chosen)
    const same = changed.length === chosen.length && changed.every((note, i) => note === chosen[i])
    return same ? each : { ...each, notes: replaceNotes(each.notes, wanted, changed) }
  })
}

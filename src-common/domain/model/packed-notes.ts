// Notes as rows of plain numbers: a project of a million notes crosses a wire as a few arrays, not as a million objects.
import type { Note, Notes } from './notes'
import type { Project, Track } from './project'

/** Id, tick, length, pitch and velocity of each note, one after the other. */
type PackedNotes = readonly number[]
export type PackedProject = Omit<Project, 'tracks'> & {
  readonly tracks: readonly (Omit<Track, 'notes'> & { readonly notes: PackedNotes })[]
}

const FIELDS = 5

/** `unpackProject(packProject(project))` is `project`. */
export const packProject = (project: Project): PackedProject => ({
  ...project,
  tracks: project.tracks.map((track) => ({ ...track, notes: pack(track.notes) })),
})

export const unpackProject = (packed: PackedProject): Project => ({
  ...packed,
  tracks: packed.tracks.map((track) => ({ ...track, notes: unpack(track.notes) })),
})

function pack(notes: Notes): PackedNotes {
  const packed: number[] = []
  for (const { id, tick, length, pitch, velocity } of notes) packed.push(id, tick, length, pitch, velocity)
  return packed
}

function unpack(packed: PackedNotes): Notes {
  const notes: Note[] = []
  const at = (index: number): number => packed[index] ?? 0
  for (let i = 0; i < packed.length; i += FIELDS)
    notes.push({ id: at(i), tick: at(i + 1), length: at(i + 2), pitch: at(i + 3), velocity: at(i + 4) })
  return notes
}

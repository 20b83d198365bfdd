// Projects with notes on one track, for the tests of edits of notes.
import fc from 'fast-check'
import type { Note, Notes } from '../model/notes'
import { emptyProject, type Project } from '../model/project'
import { run } from './command'
import type { NewNote } from './edit-notes'

const anyNote: fc.Arbitrary<NewNote> = fc.record({
  tick: fc.nat(8000),
  length: fc.integer({ min: 1, max: 2000 }),
  pitch: fc.integer({ min: 58, max: 62 }),
  velocity: fc.integer({ min: 1, max: 127 }),
})

/** A project with these notes on its first track, with ids from 1 on. */
export const withNotes = (notes: readonly NewNote[]): Project =>
  run(emptyProject('Test'), { type: 'addNotes', track: 0, notes })

/** A project with notes on its first track, and the ids of some of them. */
export const anyChoice: fc.Arbitrary<{ readonly project: Project; readonly ids: readonly number[] }> = fc
  .array(anyNote, { minLength: 1, maxLength: 12 })
  .chain((notes) =>
    fc.record({
      project: fc.constant(withNotes(notes)),
      ids: fc.subarray(
        notes.map((_, index) => index + 1),
        { minLength: 1 },
      ),
    }),
  )

export const notesIn = (project: Project): Notes => project.tracks[0]?.notes ?? []

/** Begin, length, pitch and velocity of each. */
export const numbersOf = (project: Project): readonly (readonly number[])[] =>
  notesIn(project).map(({ tick, length, pitch, velocity }) => [tick, length, pitch, velocity])

export const chosenIn = (project: Project, ids: readonly number[]): readonly Note[] =>
  notesIn(project).filter(({ id }) => ids.includes(id))

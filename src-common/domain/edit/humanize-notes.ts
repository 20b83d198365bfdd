// Small random changes of notes, the same ones whenever they are made with the same seed.
import { seededRandom } from '../base/random'
import type { Project } from '../model/project'
import type { Tick } from '../time/ticks'
import { audible, clampTick } from './change-notes'
import { editNotes, type SomeNotes } from './edit-notes'

export type Humanize = {
  /** Each is the most by which a note changes, up or down: in ticks, steps of velocity, and percent of its length. */
  readonly timing: Tick
  readonly velocity: number
  readonly length: number
  readonly seed: number
}
export type HumanizeNotes = SomeNotes & Humanize

/** Each note draws for everything, so that one amount changes nothing of what another does. */
export function humanizeNotes(
  project: Project,
  { track, ids, timing, velocity, length, seed }: HumanizeNotes,
): Project {
  const random = seededRandom(seed)
  const within = (most: number): number => (random() * 2 - 1) * most
  return editNotes(project, { track, ids }, (notes) =>
    notes.map((note) => {
      const next = {
        ...note,
        tick: clampTick(note.tick + within(timing)),
        velocity: audible(note.velocity + within(velocity)),
        length: Math.max(1, Math.round(note.length * (1 + within(length) / 100))),
      }
      const same = next.tick === note.tick && next.velocity === note.velocity && next.length === note.length
      return same ? note : next
    }),
  )
}

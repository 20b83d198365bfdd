// Setting, adding to and scaling one property of notes, as numbers that are typed and velocities that are drawn do.
import type { Note, NoteId } from '../model/notes'
import type { Project } from '../model/project'
import type { Tick } from '../time/ticks'
import type { TrackNumber } from '../device/device'
import { editNotes, least, movedBy, type SomeNotes } from './edit-notes'

export type NoteField = 'tick' | 'length' | 'pitch' | 'velocity'
/** `scale` is a factor. */
export type Change = { readonly type: 'set' | 'add' | 'scale'; readonly value: number }
export type ChangeNotes = SomeNotes & { readonly field: NoteField; readonly change: Change }
export type SetVelocities = {
  readonly track: TrackNumber
  readonly velocities: readonly (readonly [NoteId, number])[]
}
export type RampVelocities = SomeNotes & { readonly from: number; readonly to: number }

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, Math.round(value)))
/** A velocity that is no note-off. */
export const audible = (velocity: number): number => clamp(velocity, 1, 127)
export const clampTick = (tick: number): Tick => clamp(tick, 0, Number.MAX_SAFE_INTEGER)

const LEGAL: Readonly<Record<NoteField, (value: number) => number>> = {
  tick: clampTick,
  length: (value) => clamp(value, 1, Number.MAX_SAFE_INTEGER),
  pitch: (value) => clamp(value, 0, 127),
  velocity: audible,
}

/** Begins move as one body, which is scaled from its first begin; pitches that are added to move as one body, too. */
export function changeNotes(project: Project, { track, ids, field, change }: ChangeNotes): Project {
  const { type, value } = change
  if (!Number.isFinite(value)) return project
  return editNotes(project, { track, ids }, (notes) => {
    const first = field === 'tick' ? least(notes, (note) => note.tick) : 0
    if (field === 'tick' && type !== 'scale')
      return movedBy(notes, Math.round(type === 'set' ? value - first : value), 0)
    if (field === 'pitch' && type === 'add') return movedBy(notes, 0, Math.round(value))
    return notes.map((note) => {
      const own = note[field]
      const wanted = type === 'set' ? value : type === 'add' ? own + value : first + (own - first) * value
      return withField(note, field, LEGAL[field](wanted))
    })
  })
}

/** A velocity for each note by itself. */
export function setVelocities(project: Project, { track, velocities }: SetVelocities): Project {
  const wanted = new Map(velocities)
  return editNotes(project, { track, ids: [...wanted.keys()] }, (notes) =>
    notes.map((note) => withField(note, 'velocity', audible(wanted.get(note.id) ?? note.velocity))),
  )
}

/** Velocities along a line over time, from the first begin to the last. */
export function rampVelocities(project: Project, { track, ids, from, to }: RampVelocities): Project {
  return editNotes(project, { track, ids }, (notes) => {
    const first = least(notes, (note) => note.tick)
    const last = -least(notes, (note) => -note.tick)
    const share = (tick: Tick): number => (last === first ? 0 : (tick - first) / (last - first))
    return notes.map((note) => withField(note, 'velocity', audible(from + (to - from) * share(note.tick))))
  })
}

const withField = (note: Note, field: NoteField, value: number): Note =>
  note[field] === value ? note : { ...note, [field]: value }

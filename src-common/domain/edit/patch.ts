// What a command changed, as data: sent to every page, written down, and turned around for undo.
import type { Bank, BankPattern } from '../model/bank'
import { exchangeNotes, noteOrder, type Note, type NoteId, type Notes } from '../model/notes'
import type { Project, Track } from '../model/project'

/** From what to what. Null is nothing: a note that came or went, a loop that was not set. */
export type Change<T> = readonly [from: T | null, to: T | null]
type Fields = Readonly<Record<string, Change<unknown>>>
export type TrackPatch = { readonly fields: Fields; readonly notes: readonly Change<Note>[] }
export type Patch = {
  readonly fields: Fields
  readonly tracks: Readonly<Record<string, TrackPatch>>
  /** Field by field: undoing an edit of one takes nothing back of what the box taught since. */
  readonly device: Fields
  /** Pattern by pattern: a whole bank is some megabytes. */
  readonly bank: Readonly<Record<string, Change<BankPattern>>>
}

/** What is the same by reference costs nothing, and what is the same by value is no change. `apply(a, diff(a, b))` is `b`. */
export function diff(before: Project, after: Project): Patch {
  const bank = diffBank(before.bank, after.bank)
  const device = diffFields(before.device, after.device, [])
  if (before.tracks.length !== after.tracks.length)
    return { fields: diffFields(before, after, APART), tracks: {}, device, bank }
  const tracks: Record<string, TrackPatch> = {}
  before.tracks.forEach((track, number) => {
    const other = after.tracks[number]
    if (other === undefined || other === track) return
    tracks[number] = { fields: diffFields(track, other, ['notes']), notes: diffNotes(track.notes, other.notes) }
  })
  return { fields: diffFields(before, after, ['tracks', ...APART]), tracks, device, bank }
}

const APART = ['device', 'bank'] as const

export function isEmpty(patch: Patch): boolean {
  return (
    Object.keys(patch.fields).length === 0 &&
    Object.keys(patch.device).length === 0 &&
    Object.keys(patch.bank).length === 0 &&
    Object.values(patch.tracks).every((track) => Object.keys(track.fields).length === 0 && track.notes.length === 0)
  )
}

export function apply(project: Project, patch: Patch): Project {
  const tracks =
    Object.keys(patch.tracks).length === 0
      ? project.tracks
      : project.tracks.map((track, number) => applyToTrack(track, patch.tracks[number]))
  const device =
    Object.keys(patch.device).length === 0 ? project.device : { ...project.device, ...targets(patch.device) }
  return { ...project, tracks, device, bank: applyToBank(project.bank, patch.bank), ...targets(patch.fields) }
}

/** The patch that leads back. */
export function invert(patch: Patch): Patch {
  return {
    fields: swapFields(patch.fields),
    device: swapFields(patch.device),
    bank: Object.fromEntries(Object.entries(patch.bank).map(([pattern, change]) => [pattern, swap(change)])),
    tracks: Object.fromEntries(
      Object.entries(patch.tracks).map(([number, track]) => [
        number,
        { fields: swapFields(track.fields), notes: track.notes.map(swap) },
      ]),
    ),
  }
}

const swap = <T>([from, to]: Change<T>): Change<T> => [to, from]
const swapFields = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, change]) => [name, swap(change)]))
const targets = (fields: Fields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, [, to]]) => [name, to]))

function diffFields(before: object, after: object, apart: readonly string[]): Fields {
  const from = before as Readonly<Record<string, unknown>>
  const to = after as Readonly<Record<string, unknown>>
  const changed = Object.keys(to).filter((name) => !apart.includes(name) && !isSame(from[name], to[name]))
  return Object.fromEntries(changed.map((name) => [name, [from[name] ?? null, to[name] ?? null] as const]))
}

/** Of values as JSON has them. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [from, to] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>]
  const names = Object.keys(from)
  return names.length === Object.keys(to).length && names.every((name) => name in to && isSame(from[name], to[name]))
}

function diffBank(before: Bank, after: Bank): Patch['bank'] {
  if (before === after) return {}
  const patterns = new Set([...Object.keys(before), ...Object.keys(after)])
  const changed = [...patterns].filter((pattern) => before[pattern] !== after[pattern])
  return Object.fromEntries(
    changed.map((pattern) => [pattern, [before[pattern] ?? null, after[pattern] ?? null] as const]),
  )
}

function applyToBank(bank: Bank, patch: Patch['bank']): Bank {
  if (Object.keys(patch).length === 0) return bank
  const next: Record<string, BankPattern> = { ...bank }
  for (const [pattern, [, to]] of Object.entries(patch)) {
    if (to === null) Reflect.deleteProperty(next, pattern)
    else next[pattern] = to
  }
  return next
}

/** One walk along both, which are in the same order; only what differs is looked up by its id. */
function diffNotes(before: Notes, after: Notes): readonly Change<Note>[] {
  if (before === after) return []
  const gone = new Map<NoteId, Note>()
  const come: Note[] = []
  let from = 0
  let to = 0
  while (from < before.length || to < after.length) {
    const old = before[from]
    const note = after[to]
    if (old === note) {
      from++
      to++
    } else if (note === undefined || (old !== undefined && noteOrder(old, note) <= 0)) {
      if (old !== undefined) gone.set(old.id, old)
      from++
    } else {
      come.push(note)
      to++
    }
  }
  const changes = come.map((note): Change<Note> => {
    const old = gone.get(note.id) ?? null
    gone.delete(note.id)
    return [old, note]
  })
  for (const note of gone.values()) changes.push([note, null])
  return changes
}

function applyToTrack(track: Track, patch: TrackPatch | undefined): Track {
  if (patch === undefined) return track
  if (patch.notes.length === 0) return { ...track, ...targets(patch.fields) }
  const gone = patch.notes.flatMap(([from]) => from ?? [])
  const come = patch.notes.flatMap(([, to]) => to ?? [])
  return { ...track, notes: exchangeNotes(track.notes, gone, come), ...targets(patch.fields) }
}

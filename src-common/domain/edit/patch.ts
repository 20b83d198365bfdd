// What a command changed, as data: sent to every page, written down, and turned around for undo.
import { replaceNotes, type Note, type NoteId, type Notes } from '../model/notes'
import type { Project, Track } from '../model/project'

/** From what to what. Null is nothing: a note that came or went, a loop that was not set. */
type Change<T> = readonly [from: T | null, to: T | null]
type Fields = Readonly<Record<string, Change<unknown>>>
type TrackPatch = { readonly fields: Fields; readonly notes: readonly Change<Note>[] }
export type Patch = { readonly fields: Fields; readonly tracks: Readonly<Record<string, TrackPatch>> }

/** Compares by reference, so that what a command left alone costs nothing. `apply(a, diff(a, b))` is `b`. */
export function diff(before: Project, after: Project): Patch {
  if (before.tracks.length !== after.tracks.length) return { fields: diffFields(before, after, []), tracks: {} }
  const tracks: Record<string, TrackPatch> = {}
  before.tracks.forEach((track, number) => {
    const other = after.tracks[number]
    if (other === undefined || other === track) return
    tracks[number] = { fields: diffFields(track, other, ['notes']), notes: diffNotes(track.notes, other.notes) }
  })
  return { fields: diffFields(before, after, ['tracks']), tracks }
}

export function isEmpty(patch: Patch): boolean {
  return (
    Object.keys(patch.fields).length === 0 &&
    Object.values(patch.tracks).every((track) => Object.keys(track.fields).length === 0 && track.notes.length === 0)
  )
}

export function apply(project: Project, patch: Patch): Project {
  const tracks =
    Object.keys(patch.tracks).length === 0
      ? project.tracks
      : project.tracks.map((track, number) => applyToTrack(track, patch.tracks[number]))
  return { ...project, tracks, ...targets(patch.fields) }
}

/** The patch that leads back. */
export function invert(patch: Patch): Patch {
  return {
    fields: swapFields(patch.fields),
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
  const changed = Object.keys(to).filter((name) => !apart.includes(name) && from[name] !== to[name])
  return Object.fromEntries(changed.map((name) => [name, [from[name] ?? null, to[name] ?? null] as const]))
}

function diffNotes(before: Notes, after: Notes): readonly Change<Note>[] {
  if (before === after) return []
  let start = 0
  while (start < before.length && before[start] === after[start]) start++
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const gone = new Map<NoteId, Note>(before.slice(start, before.length - end).map((note) => [note.id, note]))
  const changes: Change<Note>[] = []
  for (const note of after.slice(start, after.length - end)) {
    const old = gone.get(note.id) ?? null
    gone.delete(note.id)
    if (old !== note) changes.push([old, note])
  }
  for (const note of gone.values()) changes.push([note, null])
  return changes
}

function applyToTrack(track: Track, patch: TrackPatch | undefined): Track {
  if (patch === undefined) return track
  const removed = new Set(patch.notes.flatMap(([from, to]) => [from?.id ?? to?.id ?? -1]))
  const added = patch.notes.flatMap(([, to]) => (to === null ? [] : [to]))
  const notes = patch.notes.length === 0 ? track.notes : replaceNotes(track.notes, removed, added)
  return { ...track, notes, ...targets(patch.fields) }
}

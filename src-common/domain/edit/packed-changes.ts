// Changes of notes in little room: undo without limit keeps hundreds of them for each step, and seldom looks at them.
import type { Note } from '../model/notes'
import type { Change, Patch, TrackPatch } from './patch'

/** Of each change whether there is a note before and after it, and their fields, one after the other. */
type PackedChanges = { readonly sides: Uint8Array; readonly fields: Int32Array | Float64Array }
type PackedTrack = Pick<TrackPatch, 'fields'> & { readonly notes: PackedChanges | null }
export type PackedPatch = Omit<Patch, 'tracks'> & { readonly tracks: Readonly<Record<string, PackedTrack>> }

const BEFORE = 1
const AFTER = 2

export const packPatch = (patch: Patch): PackedPatch => ({
  ...patch,
  tracks: mapTracks(patch.tracks, ({ fields, notes }) => ({ fields, notes: notes.length === 0 ? null : pack(notes) })),
})

/** `unpackPatch(packPatch(patch))` is `patch`. */
export const unpackPatch = (packed: PackedPatch): Patch => ({
  ...packed,
  tracks: mapTracks(packed.tracks, ({ fields, notes }) => ({ fields, notes: notes === null ? [] : unpack(notes) })),
})

const mapTracks = <A, B>(tracks: Readonly<Record<string, A>>, change: (track: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(tracks).map(([number, track]) => [number, change(track)]))

const isInt32 = (value: number): boolean => value === (value | 0)

function pack(changes: readonly Change<Note>[]): PackedChanges {
  const sides = Uint8Array.from(changes, ([from, to]) => (from === null ? 0 : BEFORE) | (to === null ? 0 : AFTER))
  const fields: number[] = []
  for (const change of changes)
    for (const note of change)
      if (note !== null) fields.push(note.id, note.tick, note.length, note.pitch, note.velocity)
  return { sides, fields: fields.every(isInt32) ? Int32Array.from(fields) : Float64Array.from(fields) }
}

function unpack({ sides, fields }: PackedChanges): readonly Change<Note>[] {
  let next = 0
  const field = (): number => fields[next++] ?? 0
  const note = (): Note => ({ id: field(), tick: field(), length: field(), pitch: field(), velocity: field() })
  return Array.from(sides, (side) => [(side & BEFORE) === 0 ? null : note(), (side & AFTER) === 0 ? null : note()])
}

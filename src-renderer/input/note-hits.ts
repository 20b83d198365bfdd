// What of a track's notes lies under a point of the piano roll.
import type { Note, NoteId, Notes } from '../../src-common/domain/model/notes'
import { notesSounding } from '../../src-common/domain/model/sounding'

export type NoteHit = { readonly note: Note; readonly part: 'from' | 'body' | 'to' }

type Grounds = {
  readonly notes: Notes
  readonly selected: ReadonlySet<NoteId>
  readonly ticksPerPixel: number
  /** By touch, notes and their ends reach further. */
  readonly coarse: boolean
}

type Reach = { readonly end: number; readonly begin: number; readonly least: number }
/** By mouse; a note is never drawn narrower than `least`. */
const FINE: Reach = { end: 7, begin: 5, least: 4 }
/** A finger hides what it is to hit. */
const COARSE: Reach = { end: 14, begin: 12, least: 24 }

/** The note there; of several a chosen one, else the one drawn last. Its ends come first where it is long enough to have some. */
export function hitNote(
  { notes, selected, ticksPerPixel, coarse }: Grounds,
  tick: number,
  pitch: number,
): NoteHit | null {
  const reach = coarse ? COARSE : FINE
  const least = reach.least * ticksPerPixel
  const under = notesSounding(notes, tick - least, tick + 1).filter(
    (each) => each.pitch === pitch && tick >= each.tick && tick < each.tick + Math.max(each.length, least),
  )
  const note = under.findLast((each) => selected.has(each.id)) ?? under.at(-1)
  if (note === undefined) return null
  const pixels = note.length / ticksPerPixel
  const fromBegin = (tick - note.tick) / ticksPerPixel
  if (pixels - fromBegin <= Math.min(reach.end, pixels / 3)) return { note, part: 'to' }
  return { note, part: fromBegin <= Math.min(reach.begin, pixels / 4) ? 'from' : 'body' }
}

/** `ids` and those of `more`. */
export const withAll = (ids: ReadonlySet<NoteId>, more: readonly Note[]): ReadonlySet<NoteId> =>
  new Set([...ids, ...more.map((note) => note.id)])

/** `ids` with one more, or without it where it was there. */
export function toggled(ids: ReadonlySet<NoteId>, id: NoteId): ReadonlySet<NoteId> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

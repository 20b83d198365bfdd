// Notes that come from outside, checked one by one: by a plain loop, since there may be a million of them; what is wrong is
// said by the schema.
import * as v from 'valibot'
import { sortNotes, type Note, type Notes } from '../../src-common/domain/model/notes'

const tick = v.pipe(v.number(), v.finite(), v.integer())
const data = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(127))
const newNote = v.object({
  tick: v.pipe(tick, v.minValue(0)),
  length: v.pipe(tick, v.minValue(1)),
  pitch: data,
  velocity: v.pipe(data, v.minValue(1)),
})
const storedNote = v.object({ id: v.pipe(v.number(), v.integer()), ...newNote.entries })

type NewNote = Omit<Note, 'id'>
type Fields = Readonly<Record<keyof Note, unknown>>

const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most

function isNewNote(note: Omit<Fields, 'id'>): note is NewNote {
  const { tick: at, length, pitch, velocity } = note
  return isWhole(at, 0, Infinity) && isWhole(length, 1, Infinity) && isWhole(pitch, 0, 127) && isWhole(velocity, 1, 127)
}

const isStored = (note: Fields): note is Note => isWhole(note.id, -Infinity, Infinity) && isNewNote(note)

/** A note of a file: a short row, or, as it was written before, an object. */
const fieldsOf = (stored: unknown): Fields | null =>
  Array.isArray(stored)
    ? { id: stored[0], tick: stored[1], length: stored[2], pitch: stored[3], velocity: stored[4] }
    : objectOf(stored)

const objectOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null ? (value as Fields) : null

type Read<T> = {
  readonly fields: (stored: unknown) => Fields | null
  readonly take: (fields: Fields) => T | null
  readonly schema: v.GenericSchema
}

/** A list whose first wrong element is named as the schema names it. */
const listOf = <T>({ fields, take, schema }: Read<T>) =>
  v.pipe(
    v.array(v.unknown()),
    v.rawTransform<unknown[], readonly T[]>(({ dataset, addIssue, NEVER }) => {
      const list = dataset.value
      const taken: T[] = []
      for (let key = 0; key < list.length; key++) {
        const input = fields(list[key])
        const note = input === null ? null : take(input)
        if (note !== null) {
          taken.push(note)
          continue
        }
        const issue = v.safeParse(schema, input ?? list[key]).issues?.[0]
        const place = { type: 'array', origin: 'value', input: list, key, value: list[key] } as const
        addIssue({ message: issue?.message ?? 'Invalid note', path: [place, ...(issue?.path ?? [])] })
        return NEVER
      }
      return taken
    }),
  )

const rowOf = ({ tick: at, length, pitch, velocity }: NewNote): NewNote => ({ tick: at, length, pitch, velocity })

/** Notes that a command brings. */
export const newNotes = listOf<NewNote>({
  fields: objectOf,
  take: (note) => (isNewNote(note) ? rowOf(note) : null),
  schema: newNote,
})

/** The notes of a track in a project's file, put in order. */
export const storedNotes = v.pipe(
  listOf<Note>({
    fields: fieldsOf,
    take: (note) => (isStored(note) ? { id: note.id, ...rowOf(note) } : null),
    schema: storedNote,
  }),
  v.transform((notes): Notes => sortNotes(notes)),
)

/** Ids of notes: those of a whole song may be chosen. */
export const noteIds = v.pipe(
  v.array(v.unknown()),
  v.maxLength(1_000_000),
  v.check((ids) => ids.every((id) => Number.isInteger(id)), 'Invalid ids: Expected whole numbers'),
  v.transform((ids) => ids as readonly number[]),
)

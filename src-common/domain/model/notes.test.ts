import { expect, it } from 'vitest'
import fc from 'fast-check'
import {
  endOfNotes,
  exchangeNotes,
  noteOrder,
  notesWithIds,
  replaceNotes,
  sortNotes,
  type Note,
  type Notes,
} from './notes'
import { notesSounding } from './sounding'

const note = (id: number): fc.Arbitrary<Note> =>
  fc.record({
    id: fc.constant(id),
    tick: fc.nat(3000),
    length: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 5000 })),
    pitch: fc.nat(127),
    velocity: fc.integer({ min: 1, max: 127 }),
  })
const notes = (first: number, most: number): fc.Arbitrary<Notes> =>
  fc.nat(most).chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => note(first + i))).map(sortNotes))

it('exchanging notes keeps the others, in order', () => {
  fc.assert(
    fc.property(notes(1, 40), notes(100, 20), fc.array(fc.nat(60)), (before, come, indices) => {
      const gone = new Set(indices.flatMap((index) => before[index] ?? []))
      const expected = [...before.filter((each) => !gone.has(each)), ...come].sort(noteOrder)
      expect(exchangeNotes(before, [...gone], come)).toEqual(expected)
      expect(replaceNotes(before, new Set([...gone].map(({ id }) => id)), come)).toEqual(expected)
    }),
  )
})

it('exchanging a note that is not there takes nothing away', () => {
  fc.assert(
    fc.property(notes(1, 40), notes(100, 20), (before, strangers) => {
      expect(exchangeNotes(before, strangers, [])).toEqual(before)
    }),
  )
})

it('notes are found by their ids, however far apart these are', () => {
  fc.assert(
    fc.property(notes(1, 40), fc.array(fc.oneof(fc.nat(50), fc.integer())), (all, ids) => {
      const wanted = new Set(ids)
      expect(notesWithIds(all, wanted)).toEqual(all.filter(({ id }) => wanted.has(id)))
    }),
  )
})

it('what sounds in a stretch of time is all that begins before its end and ends after its begin', () => {
  fc.assert(
    fc.property(notes(1, 1200), fc.nat(4000), fc.nat(4000), (all, from, length) => {
      const to = from + length
      const expected = all.filter((each) => each.tick < to && each.tick + each.length > from)
      expect(notesSounding(all, from, to)).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

it('they end where the one that lasts longest does, also after some were exchanged', () => {
  const latest = (all: Notes): number => Math.max(0, ...all.map(({ tick, length }) => tick + length))
  fc.assert(
    fc.property(notes(1, 300), notes(1000, 40), fc.nat(300), (before, come, gone) => {
      expect(endOfNotes(before)).toBe(latest(before))
      const after = exchangeNotes(before, before.slice(0, gone), come)
      expect(endOfNotes(after)).toBe(latest(after))
      const last = exchangeNotes(after, come, [])
      expect(endOfNotes(last)).toBe(latest(last))
    }),
  )
})

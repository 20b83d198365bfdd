import { expect, it } from 'vitest'
import fc from 'fast-check'
import { journalOf, JournalWriter, JOURNAL_HEADER, parseJournal, type InEntry, type JournalEntry } from './journal'

const time = fc.oneof(fc.nat(4_000_000_000), fc.integer({ min: 0, max: 9e14 }))
const bytes = fc.array(fc.nat(255), { minLength: 1, maxLength: 12 })
const received: fc.Arbitrary<InEntry> = fc.record(
  { type: fc.constant('in' as const), port: fc.nat(40), time, bytes, mended: fc.constant(true as const) },
  { requiredKeys: ['type', 'port', 'time', 'bytes'] },
)
const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  received,
  fc.record({ type: fc.constant('out' as const), time, bytes }),
  fc.record({
    type: fc.constant('mark' as const),
    time,
    mark: fc.record({ type: fc.constant('port' as const), port: fc.nat(9), name: fc.string({ unit: 'binary' }) }),
  }),
)

it('entries survive being written and read', () => {
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      expect(parseJournal(journalOf(entries))).toEqual({ entries, damaged: 0, segment: null, state: [] })
    }),
  )
})

it('a segment tells where it stands, and the state that held when it began', () => {
  const writer = new JournalWriter()
  const state: InEntry = { type: 'in', port: 1, time: 5, bytes: [0xb0, 94, 127] }
  writer.segment({ number: 3, first: 1000, since: 900 }, [state])
  writer.entry({ type: 'out', time: 7, bytes: [0xf8] })
  expect(parseJournal(writer.take())).toEqual({
    segment: { type: 'segment', number: 3, first: 1000, since: 900, state: 1 },
    state: [state],
    entries: [{ type: 'out', time: 7, bytes: [0xf8] }],
    damaged: 0,
  })
})

it('a damaged line of a segment’s state takes no entry’s place', () => {
  const writer = new JournalWriter()
  const state: InEntry[] = [1, 2, 3].map((number) => ({ type: 'in', port: 0, time: number, bytes: [0xb0, number, 1] }))
  writer.segment({ number: 2, first: 10, since: 10 }, state)
  writer.entry({ type: 'out', time: 7, bytes: [0xf8] })
  const file = writer.take()
  const line = String.fromCharCode(...file).indexOf('s0 2 ')
  file[line + 3] = 57
  expect(parseJournal(file)).toMatchObject({ entries: [{ type: 'out', time: 7 }], damaged: 1 })
  expect(parseJournal(file)?.state).toHaveLength(2)
})

it('a journal that was cut anywhere gives every whole line before the cut', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1 }), fc.nat(), (entries, seed) => {
      const file = journalOf(entries)
      const cut = JOURNAL_HEADER.length + (seed % (file.length - JOURNAL_HEADER.length))
      const whole = file.subarray(JOURNAL_HEADER.length, cut).filter((letter) => letter === 10).length
      expect(parseJournal(file.subarray(0, cut))?.entries).toEqual(entries.slice(0, whole))
    }),
  )
})

it('a bent line is counted and keeps its place, and the rest is kept', () => {
  const file = journalOf([0, 1, 2].map((i) => ({ type: 'in', port: 0, time: i, bytes: [0xf8] })))
  const bent = file.slice()
  bent[file.indexOf(49, JOURNAL_HEADER.length)] = 50
  expect(parseJournal(bent)).toMatchObject({
    entries: [{ time: 0 }, { mark: { type: 'damaged' } }, { time: 2 }],
    damaged: 1,
  })
})

it('anything else is no journal', () => {
  expect(parseJournal(Uint8Array.from([77, 84, 104, 100]))).toBeNull()
})

it('never throws, whatever a damaged disk gives', () => {
  fc.assert(
    fc.property(fc.array(entry), fc.array(fc.tuple(fc.nat(), fc.nat(255))), (entries, dents) => {
      const file = journalOf(entries)
      for (const [place, value] of dents)
        file[JOURNAL_HEADER.length + (place % Math.max(1, file.length - JOURNAL_HEADER.length))] = value
      parseJournal(file)
    }),
  )
})

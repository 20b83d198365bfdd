import { expect, it } from 'vitest'
import fc from 'fast-check'
import { formatEntry, JOURNAL_HEADER, parseJournal, type JournalEntry } from './journal'

const time = fc.nat(4_000_000_000)
const bytes = fc.array(fc.nat(255), { minLength: 1, maxLength: 12 })
const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  fc.record({ type: fc.constant('in' as const), port: fc.nat(9), time, bytes }),
  fc.record({ type: fc.constant('out' as const), time, bytes }),
  fc.record({
    type: fc.constant('mark' as const),
    time,
    mark: fc.record({ type: fc.constant('open' as const), at: fc.string(), input: fc.string({ unit: 'binary' }) }),
  }),
)

it('entries survive being written and read', () => {
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      expect(parseJournal(JOURNAL_HEADER + entries.map(formatEntry).join(''))).toEqual({ entries, damaged: 0 })
    }),
  )
})

it('a journal that was cut anywhere gives every whole line before the cut', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1 }), fc.nat(), (entries, seed) => {
      const lines = entries.map(formatEntry)
      const text = JOURNAL_HEADER + lines.join('')
      const cut = JOURNAL_HEADER.length + (seed % (text.length - JOURNAL_HEADER.length))
      let whole = 0
      for (let end = JOURNAL_HEADER.length; end + (lines[whole]?.length ?? Infinity) <= cut; whole++) {
        end += lines[whole]?.length ?? 0
      }
      expect(parseJournal(text.slice(0, cut))?.entries).toEqual(entries.slice(0, whole))
    }),
  )
})

it('a bent line is left out and counted, and the rest is kept', () => {
  const lines = [0, 1, 2].map((i) => formatEntry({ type: 'in', port: 0, time: i, bytes: [0xf8] }))
  const text = JOURNAL_HEADER + [lines[0], lines[1]?.replace('f8', 'f9'), lines[2]].join('')
  expect(parseJournal(text)).toMatchObject({ entries: [{ time: 0 }, { time: 2 }], damaged: 1 })
})

it('anything else is no journal', () => {
  expect(parseJournal('MThd')).toBeNull()
})

import { expect, it } from 'vitest'
import { defaultProfile } from '../device/device'
import { BAR } from '../time/ticks'
import type { JournalEntry } from './journal'
import { performanceAt } from './last-bars'
import { takeFrom } from './settle'

const info = { id: 't', name: 'Take', startedAt: '', recovered: false, bpm: 120 }
const received = (time: number, ...bytes: number[]): JournalEntry => ({ type: 'in', port: 0, time, bytes })

/** Ten bars and a beat, from entry 3 on. */
const entries: readonly JournalEntry[] = [
  ...[1, 2, 3].map((time) => received(time, 0xb0, 7, time)),
  received(9e5, 0xfa),
  ...Array.from({ length: 96 * 10 + 24 }, (_, i) => received(1e6 + i * 20_833, 0xf8)),
  received(3e7, 0xfc),
]
const take = (bars: number | null) => {
  const range = performanceAt(entries, 3, bars)
  return range === null ? null : takeFrom(entries, range, defaultProfile('digitakt'), info).summary
}

it('a performance is kept whole', () => {
  expect(take(null)).toMatchObject({ from: 0, to: 10 * BAR + BAR / 4 })
})

it('or its last bars, from a bar line on, the begun one counted', () => {
  expect(take(4)).toMatchObject({ from: 7 * BAR, to: 10 * BAR + BAR / 4 })
  expect(take(1)).toMatchObject({ from: 10 * BAR, to: 10 * BAR + BAR / 4 })
})

it('all of it, where it has no more bars than that', () => {
  expect(take(64)).toMatchObject({ from: 0 })
})

it('none begins elsewhere', () => {
  expect(performanceAt(entries, 2, null)).toBeNull()
})

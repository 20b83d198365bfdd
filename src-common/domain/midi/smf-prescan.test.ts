import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { parseMidi } from 'midi-file'
import { prescanSmf } from './smf-prescan'

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0))
const uint16 = (value: number): number[] => [value >> 8, value & 0xff]
const chunk = (id: string, body: readonly number[]): number[] => [...ascii(id), 0, 0, ...uint16(body.length), ...body]
const header = (tracks: number, division = 96): number[] =>
  chunk('MThd', [0, 1, ...uint16(tracks), ...uint16(division)])
const file = (...tracks: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([...header(tracks.length), ...tracks.flatMap((track) => chunk('MTrk', track))])
const END = [0, 0xff, 0x2f, 0]

const CONDUCTOR = [
  ...[0, 0xff, 0x00, 2, 0, 1],
  ...[0, 0xff, 0x03, 4, ...ascii('Song')],
  ...[0, 0xff, 0x20, 1, 0],
  ...[0, 0xff, 0x51, 3, 7, 0xa1, 0x20],
  ...[0, 0xff, 0x54, 5, 0x61, 0, 0, 0, 0],
  ...[0, 0xff, 0x58, 4, 4, 2, 24, 8],
  ...[0, 0xff, 0x59, 2, 0xfd, 1],
  ...[0, 0xff, 0x7f, 3, 0, 0x20, 0x3c],
  ...[0x83, 0x00, 0xff, 0x06, 4, ...ascii('Drop')],
  ...END,
]
const MUSIC = [
  ...[0, 0x90, 60, 100, 96, 60, 0],
  ...[0x81, 0x80, 0, 0xb0, 94, 127, 10, 0xc0, 5, 10, 0xd0, 6, 10, 0xe0, 0, 64, 10, 0xa0, 60, 1],
  ...[0, 0xf0, 3, 1, 2, 0xf7, 0, 0xf7, 1, 0xf8, 0, 0x80, 60, 64],
  ...END,
]
const VALID = Uint8Array.from([
  ...header(2),
  ...chunk('MTrk', CONDUCTOR),
  ...chunk('XFIH', [1, 2, 3]),
  ...chunk('MTrk', MUSIC),
])

const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x7f, 0x80, 0x8f, 0xf0, 0xf7, 0xff))
const place = fc.nat(VALID.length)
const changed = fc.record({ at: place, remove: fc.constant(1), insert: byte.map((value) => [value]) })
const moved = fc.record({ at: place, remove: fc.nat(2), insert: fc.array(byte, { maxLength: 3 }) })
const edits = fc.array(fc.oneof({ weight: 5, arbitrary: changed }, { weight: 1, arbitrary: moved }), { maxLength: 5 })
const end = fc.oneof({ weight: 9, arbitrary: fc.constant(VALID.length) }, { weight: 1, arbitrary: place })
const mutant = fc.tuple(edits, end).map(([list, to]) => {
  const bytes = [...VALID]
  for (const { at, remove, insert } of list) bytes.splice(at, remove, ...insert)
  return Uint8Array.from(bytes.slice(0, to))
})
const track = fc.array(byte, { maxLength: 60 }).map((body) => file(body))
const TEXT = Array.from({ length: 16_384 }, () => 65)
const noise = fc.array(byte, { maxLength: 200 }).map((bytes) => Uint8Array.from(bytes))

/** What passes is parsed, event by event as it was counted. */
function holds(bytes: Uint8Array): boolean {
  const scanned = prescanSmf(bytes)
  if (!scanned.ok) return scanned.reason.length > 0 && scanned.at >= 0 && scanned.at <= bytes.length
  const { tracks } = parseMidi(scanned.bytes)
  return tracks.length === scanned.tracks && tracks.flat().length === scanned.events
}

const reasonOf = (bytes: Uint8Array): string | null => {
  const scanned = prescanSmf(bytes)
  return scanned.ok ? null : scanned.reason
}

describe('whatever passes the pre-scan is parsed, with the events that were counted', () => {
  it('of 20,000 mutants of a valid file', () => {
    fc.assert(fc.property(mutant, holds), { numRuns: 20_000 })
  })

  it('of 20,000 tracks of random bytes', () => {
    fc.assert(fc.property(track, holds), { numRuns: 20_000 })
  })

  it('of random bytes', () => {
    fc.assert(fc.property(noise, holds), { numRuns: 2000 })
  })
})

it('a valid file passes, without its alien chunks', () => {
  const scanned = prescanSmf(VALID)
  expect(scanned).toMatchObject({ ok: true, tracks: 2, promised: 2 })
  expect(scanned.ok && scanned.bytes).toEqual(file(CONDUCTOR, MUSIC))
})

it('a length without an end is refused, which would keep midi-file busy forever', () => {
  const bytes = '4d546864000000060000000100604d54726b0000000800ff018fffffff78'.match(/../g) ?? []
  const hostile = Uint8Array.from(bytes, (hex) => parseInt(hex, 16))
  expect(hostile).toHaveLength(30)
  expect(prescanSmf(hostile)).toEqual({ ok: false, reason: 'a length without an end', at: 25 })
})

it('what lies behind End Of Track is not passed on', () => {
  const scanned = prescanSmf(file([...MUSIC, 0xff, 0xff, 0xff]))
  expect(scanned.ok && scanned.bytes).toEqual(file(MUSIC))
})

it('the longest text that passes is one that midi-file can read', () => {
  expect(holds(file([0, 0xff, 1, 0x81, 0x80, 0, ...TEXT]))).toBe(true)
  expect(reasonOf(file([0, 0xff, 1, 0x81, 0x80, 0, ...TEXT]))).toBeNull()
})

it('a missing End Of Track, a missing track, and bytes behind the last track are tolerated', () => {
  expect(prescanSmf(file([0, 0x90, 60, 100]))).toMatchObject({ ok: true, events: 1 })
  const short = Uint8Array.from([...header(3), ...chunk('MTrk', MUSIC), 0, 0])
  expect(prescanSmf(short)).toMatchObject({ ok: true, tracks: 1, promised: 3 })
})

it('running status is legal after a channel event and across a meta event, not after SysEx', () => {
  const meta = [0, 0xff, 0x01, 0]
  expect(reasonOf(file([0, 0x90, 60, 100, ...meta, 9, 60, 0]))).toBeNull()
  expect(reasonOf(file([0, 60, 100]))).toBe('data without a status')
  expect(reasonOf(file([0, 0x90, 60, 100, 0, 0xf0, 0, 9, 60, 0]))).toBe('data without a status')
})

it.each([
  ['an event is cut off', file([0, 0x90, 60])],
  ['an event is cut off', file([0])],
  ['an event is cut off', file([0, 0xf0, 2, 1])],
  ['a time without an end', file([0x81, 0x81, 0x81, 0x81, 0])],
  ['a data byte above 127', file([0, 0x90, 60, 0x80])],
  ['a message that has no place in a file', file([0, 0xf8])],
  ['a meta event of a wrong length', file([0, 0xff, 0x51, 2, 1, 1])],
  ['an impossible meta event', file([0, 0xff, 0x80, 0])],
  ['a text of more than 16 kB', file([0, 0xff, 1, 0x81, 0x80, 1, ...TEXT, 65])],
  ['a chunk is longer than the file', Uint8Array.from([...header(1), ...ascii('MTrk'), 0, 0, 0, 9, 0])],
  ['an impossible division of time', Uint8Array.from([...header(1, 0), ...chunk('MTrk', END)])],
  ['an impossible division of time', Uint8Array.from([...header(1, 0xe700), ...chunk('MTrk', END)])],
  ['an unknown format', Uint8Array.from(chunk('MThd', [0, 3, 0, 1, 0, 96]))],
  ['more than 1,024 tracks', Uint8Array.from(header(1025))],
  ['no tracks', Uint8Array.from(header(1))],
  ['not a Standard MIDI File', Uint8Array.from(ascii('RIFF and something else'))],
  ['a header of an impossible length', Uint8Array.from(chunk('MThd', [0, 1, 0, 1, 0]).concat(0))],
  ['more than 8 MB', new Uint8Array((8 << 20) + 1)],
])('%s: refused', (reason, bytes) => {
  expect(reasonOf(bytes)).toBe(reason)
})

it('a file of the largest size, all of it events, is refused in time', () => {
  const events = new Uint8Array((8 << 20) - 22).fill(0)
  const bytes = Uint8Array.from([...header(1), ...ascii('MTrk'), 0, 0x7f, 0xff, 0xea, ...events])
  bytes.set([0, 0xc0, 0], 22)
  expect(reasonOf(bytes)).toBe('more than 1,000,000 events')
})

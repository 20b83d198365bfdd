import { expect, it } from 'vitest'
import fc from 'fast-check'
import type { Bytes } from './message'
import { MessageStream } from './message-stream'

const data = fc.nat(127)
const message: fc.Arbitrary<Bytes> = fc.oneof(
  fc.tuple(fc.integer({ min: 0x80, max: 0xbf }), data, data),
  fc.tuple(fc.integer({ min: 0xc0, max: 0xdf }), data),
  fc.tuple(fc.constant(0xf2), data, data),
  fc.constantFrom([0xf8], [0xfa], [0xfc], [0xf6]),
  fc.array(data, { maxLength: 40 }).map((body) => [0xf0, ...body, 0xf7]),
)

/** Cuts at the given places; every piece is a packet of its own. */
function cut(bytes: Bytes, places: readonly number[]): Bytes[] {
  const ends = [...new Set([...places.map((place) => place % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b)
  return ends.map((end, i) => bytes.slice(ends[i - 1] ?? 0, end))
}

it('gives the same messages however the bytes were cut into packets', () => {
  fc.assert(
    fc.property(fc.array(message), fc.array(fc.nat()), (messages, places) => {
      const stream = new MessageStream()
      expect(cut(messages.flat(), places).flatMap((packet) => stream.push(packet))).toEqual(messages)
    }),
  )
})

it('lets a clock byte through the middle of a SysEx of 128 kB', () => {
  const stream = new MessageStream()
  const body = Array.from({ length: 128_000 }, (_, i) => i & 127)
  expect(stream.push([0xf0, ...body.slice(0, 999), 0xf8])).toEqual([[0xf8]])
  expect(stream.push([...body.slice(999), 0xf7])).toEqual([[0xf0, ...body, 0xf7]])
})

it('keeps running status, and shows stray bytes instead of dropping them', () => {
  const stream = new MessageStream()
  expect(stream.push([0x90, 60, 100, 62, 0xf8, 100])).toEqual([[0x90, 60, 100], [0xf8], [0x90, 62, 100]])
  expect(stream.push([0xf0, 1, 0x90, 60, 100])).toEqual([
    [0xf0, 1],
    [0x90, 60, 100],
  ])
  expect(new MessageStream().push([5])).toEqual([[5]])
})

it('never throws, whatever arrives', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(255))), (packets) => {
      const stream = new MessageStream()
      for (const packet of packets) for (const each of stream.push(packet)) expect(each.length).toBeGreaterThan(0)
    }),
  )
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Bytes } from '../../midi/message'
import { writeFrame, type DumpFrame } from './elektron-frame'
import { mayLeave, readRequest, requestBytes, type ReadRequest } from './read-request'

const hex = (text: string): Bytes => text.split(' ').map((byte) => Number.parseInt(byte, 16))
const device = fc.constantFrom('digitakt' as const, 'digitakt2' as const)
const request: fc.Arbitrary<ReadRequest> = fc.oneof(
  fc.record({
    type: fc.constantFrom('patternKit' as const, 'pattern' as const, 'settings' as const, 'project' as const),
    device,
    index: fc.nat(127),
  }),
  fc.record({ type: fc.constantFrom('identity' as const, 'version' as const), messageId: fc.nat(0xffff) }),
)

it('requests are those that the boxes were seen to answer', () => {
  expect(requestBytes({ type: 'patternKit', device: 'digitakt', index: 0 })).toEqual(
    hex('F0 00 20 3C 0A 00 60 01 01 00 00 00 00 05 F7'),
  )
  expect(requestBytes({ type: 'patternKit', device: 'digitakt2', index: 17 })).toEqual(
    hex('F0 00 20 3C 14 00 60 01 01 11 00 00 00 05 F7'),
  )
  expect(requestBytes({ type: 'identity', messageId: 20_000 })).toEqual(hex('F0 00 20 3C 10 00 00 4E 20 00 00 01 F7'))
  const types = (['pattern', 'settings', 'project'] as const).map(
    (type) => requestBytes({ type, device: 'digitakt', index: 0 })[6],
  )
  expect(types).toEqual([0x61, 0x64, 0x6f])
})

it('a request is read as it was written, and may leave', () => {
  fc.assert(
    fc.property(request, (each) => {
      expect(readRequest(requestBytes(each))).toEqual(each)
      expect(mayLeave(requestBytes(each))).toBe(true)
    }),
  )
})

it('whatever is no SysEx may leave', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(255).filter((byte) => byte !== 0xf0 && byte !== 0xf7)), (bytes) => mayLeave(bytes)),
  )
})

const anyFrame = fc.record({
  device,
  type: fc.constantFrom('patternKit', 'pattern', 'kit', 'sound', 'settings'),
  index: fc.nat(127),
  payload: fc.uint8Array({ maxLength: 20 }),
}) as fc.Arbitrary<DumpFrame>

it('no data may leave, of whatever kind and slot, nor hidden behind another message', () => {
  fc.assert(
    fc.property(anyFrame, fc.array(fc.nat(255), { maxLength: 4 }), (frame, before) => {
      const bytes = writeFrame(frame)
      expect(mayLeave(bytes)).toBe(false)
      expect(mayLeave([...before, ...bytes])).toBe(false)
      expect(mayLeave(bytes.slice(0, -1))).toBe(false)
    }),
  )
})

it('of all SysEx, only what is byte for byte a request may leave', () => {
  const body = fc.array(fc.nat(127), { maxLength: 16 })
  const elektron = fc
    .tuple(fc.constantFrom(0x0a, 0x14, 0x10, 0x15), body)
    .map(([family, rest]) => [0, 0x20, 0x3c, family, 0, ...rest])
  fc.assert(
    fc.property(fc.oneof(body, elektron), (inside) => {
      const bytes = [0xf0, ...inside, 0xf7]
      const known = readRequest(bytes)
      expect(mayLeave(bytes)).toBe(known !== null)
      if (known !== null) expect(requestBytes(known)).toEqual(bytes)
    }),
  )
})

it('a request with any one byte changed is another request, or may not leave', () => {
  fc.assert(
    fc.property(request, fc.nat(), fc.nat(255), (each, place, byte) => {
      const bytes = [...requestBytes(each)]
      bytes[place % bytes.length] = byte
      const read = readRequest(bytes)
      expect(mayLeave(bytes)).toBe(read !== null || !(bytes.includes(0xf0) || bytes.includes(0xf7)))
      if (read !== null) expect(requestBytes(read)).toEqual(bytes)
    }),
  )
})

it('all types from 00 to 7F but 60, 61, 64 and 6F stay, on either box', () => {
  const leaving = [0x0a, 0x14].map((family) =>
    Array.from({ length: 128 }, (_, type) => type).filter((type) =>
      mayLeave([0xf0, 0, 0x20, 0x3c, family, 0, type, 1, 1, 0, 0, 0, 0, 5, 0xf7]),
    ),
  )
  expect(leaving).toEqual([
    [0x60, 0x61, 0x64, 0x6f],
    [0x60, 0x61, 0x64, 0x6f],
  ])
})

it('of all calls, only the two that ask who is there leave', () => {
  const leaving = Array.from({ length: 128 }, (_, operation) => operation).filter((operation) =>
    mayLeave([0xf0, 0, 0x20, 0x3c, 0x10, 0, 0, 0x4e, 0x20, 0, 0, operation, 0xf7]),
  )
  expect(leaving).toEqual([1, 2])
})

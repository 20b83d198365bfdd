import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFrame, writeFrame, type DumpFrame, type FrameResult } from './elektron-frame'
import { pack, unpack } from './seven-bit'

const FIXTURES = '../shared/digitakt/fixtures'

const frame = fc.record({
  device: fc.constantFrom('digitakt' as const, 'digitakt2' as const),
  type: fc.constantFrom('patternKit', 'pattern', 'kit', 'sound', 'settings'),
  index: fc.nat(127),
  payload: fc.uint8Array({ minLength: 1, maxLength: 60 }),
}) as fc.Arbitrary<DumpFrame>

const SMALL: DumpFrame = { device: 'digitakt', type: 'pattern', index: 17, payload: Uint8Array.of(0x80, 1, 2) }
const bytesOf = (...changes: readonly (readonly [number, number])[]): number[] => {
  const bytes = [...writeFrame(SMALL)]
  for (const [at, byte] of changes) bytes[at] = byte
  return bytes
}
const damaged = (reason: string): FrameResult => ({ type: 'damaged', reason })

describe('seven bits', () => {
  it('packs as the box does', () => {
    const bytes = [0x7c, 0x7d, 0x7e, 0x7f, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89]
    const packed = [0x07, 0x7c, 0x7d, 0x7e, 0x7f, 0, 1, 2, 0x7f, 3, 4, 5, 6, 7, 8, 9]
    expect(pack(bytes)).toEqual(packed)
    expect([...unpack(packed)]).toEqual(bytes)
  })

  it('unpacks what was packed', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(unpack(pack(bytes))).toEqual(bytes)
      }),
    )
  })
})

describe('a frame', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(frame, (each) => {
        expect(readFrame(writeFrame(each))).toEqual({ type: 'frame', frame: each })
      }),
    )
  })

  it('has checksum and count as in the dump of a real unit: sum 143803 and 31,603 bytes give 70 03 76 73', () => {
    // A mk I payload of 27,648 bytes is 31,598 packed; its packed bytes are to add up to 0x143803.
    const payload = new Uint8Array(27_648)
    let rest = 0x143803
    for (let at = 0; rest > 0; at++) {
      payload[at] = Math.min(0x7f, rest)
      rest -= payload[at] ?? 0
    }
    const bytes = writeFrame({ device: 'digitakt', type: 'patternKit', index: 0, payload })
    expect(bytes).toHaveLength(31_613)
    expect(bytes.slice(-5)).toEqual([0x70, 0x03, 0x76, 0x73, 0xf7])
  })

  it('is damaged by every change of a single byte but that of its slot, its type and its box', () => {
    const free = [4, 6, 9]
    fc.assert(
      fc.property(frame, fc.nat(), fc.integer({ min: 1, max: 255 }), (each, place, change) => {
        const bytes = [...writeFrame(each)]
        const at = place % bytes.length
        fc.pre(!free.includes(at) && at > 3)
        bytes[at] = (bytes[at] ?? 0) ^ change
        expect(readFrame(bytes).type).toBe('damaged')
      }),
    )
  })

  it('is damaged wherever it is cut, and other before one can tell', () => {
    const bytes = writeFrame(SMALL)
    for (let end = 0; end < bytes.length; end++) {
      expect(readFrame(bytes.slice(0, end)).type).toBe(end < 5 ? 'other' : 'damaged')
    }
  })

  it('of another box, of another maker, or a request is none of ours', () => {
    for (const change of [
      [4, 0x0d],
      [4, 0x15],
      [2, 0x21],
      [0, 0x90],
      [6, 0x60],
      [6, 0x6f],
      [6, 0x4f],
    ] as const) {
      expect(readFrame(bytesOf(change))).toEqual({ type: 'other' })
    }
    expect(readFrame([])).toEqual({ type: 'other' })
  })
})

it('each damage has a sentence that says where, what was expected, and what found', () => {
  const whole = bytesOf()
  expect(whole).toHaveLength(19)
  expect(readFrame(whole.slice(0, 12))).toEqual(damaged('The message is cut off: it ends at byte 12 without F7.'))
  expect(readFrame(bytesOf([11, 0x80]))).toEqual(
    damaged('At byte 11, less than 80 inside of a message was expected, and 80 found.'),
  )
  expect(readFrame(bytesOf([5, 1]))).toEqual(damaged('At byte 5, 00 was expected, and 01 found.'))
  expect(readFrame(bytesOf([8, 2]))).toEqual(
    damaged('At byte 8, 01, the version of the format, was expected, and 02 found.'),
  )
  expect(readFrame(bytesOf([12, 2]))).toEqual(
    damaged('At byte 15, 44, by the checksum of the data, was expected, and 43 found.'),
  )
  expect(readFrame([...whole.slice(0, 11), ...whole.slice(12)])).toEqual(
    damaged('At byte 16, 08, by the count of the bytes, was expected, and 09 found.'),
  )
  expect(readFrame([...whole.slice(0, 10), 0, 0, 0, 5, 0xf7])).toEqual(
    damaged('The message is empty: checksum and count stand at byte 10, where data was expected.'),
  )
  expect(readFrame([...whole.slice(0, 11), 0, 0, 0, 6, 0xf7])).toEqual(
    damaged('The group of bytes that begins at byte 10 has no data.'),
  )
  expect(readFrame([...whole.slice(0, 9), 0xf7])).toEqual(
    damaged('The message is only 10 bytes long; a dump has at least 17.'),
  )
})

describe.runIf(existsSync(FIXTURES))('the dumps beside the project', () => {
  const files = existsSync(FIXTURES) ? readdirSync(FIXTURES).filter((name) => name.endsWith('.syx')) : []

  it.each(files)('%s is rebuilt byte for byte', (name) => {
    const bytes = [...readFileSync(`${FIXTURES}/${name}`)]
    const result = readFrame(bytes)
    if (result.type !== 'frame') throw new Error(JSON.stringify(result))
    expect(writeFrame(result.frame)).toEqual(bytes)
  })
})

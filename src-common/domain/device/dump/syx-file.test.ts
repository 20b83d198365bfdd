import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sysexIn } from './syx-file'

const message = fc.array(fc.nat(127), { maxLength: 12 }).map((data) => [0xf0, ...data, 0xf7])
/** What may stand between messages: notes, stray data, stray ends, real-time bytes. */
const junk = fc.array(fc.oneof(fc.nat(127), fc.constantFrom(0x90, 0xb3, 0xf1, 0xf7, 0xf8, 0xfe)), { maxLength: 8 })

it('finds every message where it stands, whatever is between them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(junk, message), { maxLength: 6 }), junk, (parts, last) => {
      const file: number[] = []
      const expected = parts.map(([before, bytes]) => {
        file.push(...before)
        const at = file.length
        file.push(...bytes)
        return { at, bytes }
      })
      file.push(...last)
      const found = sysexIn(Uint8Array.from(file))
      const size = expected.reduce((sum, { bytes }) => sum + bytes.length, 0)
      expect(found).toEqual({ messages: expected, junk: file.length - size, cut: [] })
    }),
  )
})

it('leaves out real-time bytes that stand within a message', () => {
  fc.assert(
    fc.property(message, fc.array(fc.tuple(fc.nat(), fc.constantFrom(0xf8, 0xfa, 0xfe, 0xff))), (bytes, inserted) => {
      const file = [...bytes]
      for (const [place, byte] of inserted) file.splice(1 + (place % (file.length - 1)), 0, byte)
      expect(sysexIn(Uint8Array.from(file))).toEqual({ messages: [{ at: 0, bytes }], junk: inserted.length, cut: [] })
    }),
  )
})

it('says of a message without an end where it begins, and where it breaks off', () => {
  const file = Uint8Array.of(1, 0xf0, 2, 3, 0xf0, 4, 0xf7, 0xf0, 5, 0x90, 60, 100, 0xf0, 6)
  expect(sysexIn(file)).toEqual({
    messages: [{ at: 4, bytes: [0xf0, 4, 0xf7] }],
    junk: 11,
    cut: [
      { at: 1, end: 4 },
      { at: 7, end: 9 },
      { at: 12, end: 14 },
    ],
  })
})

it('gives up a message that is longer than any', () => {
  const file = new Uint8Array((1 << 20) + 10)
  file[0] = 0xf0
  file.set([0xf0, 1, 0xf7], (1 << 20) + 5)
  const found = sysexIn(file)
  expect(found.messages).toEqual([{ at: (1 << 20) + 5, bytes: [0xf0, 1, 0xf7] }])
  expect(found.cut).toEqual([{ at: 0, end: 1 << 20 }])
})

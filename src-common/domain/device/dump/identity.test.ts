import fc from 'fast-check'
import { expect, it } from 'vitest'
import { identityBytes, readIdentity, type IdentityAnswer } from './identity'

const VERSION = '10 00 04 00 02 00 01 02 30 30 00 33 32 00 31 2E 31 31 00 00'
const hex = (text: string): number[] => text.split(' ').map((byte) => Number.parseInt(byte, 16))

it('the version answer of a real Digitakt says build 0032, version 1.11, in reply to message 1', () => {
  const bytes = [0xf0, 0, 0x20, 0x3c, ...hex(VERSION), 0xf7]
  const answer: IdentityAnswer = { type: 'version', inReplyTo: 1, build: '0032', version: '1.11' }
  expect(readIdentity(bytes)).toEqual(answer)
  expect(identityBytes(answer, 2)).toEqual(bytes)
})

const text = fc.string({ unit: fc.constantFrom('D', 'g', ' ', '1', '\u00e9'), maxLength: 20 })
const answer: fc.Arbitrary<IdentityAnswer> = fc.oneof(
  fc.record({ type: fc.constant('version' as const), inReplyTo: fc.nat(0xffff), build: text, version: text }),
  fc
    .record({
      type: fc.constant('identity' as const),
      inReplyTo: fc.nat(0xffff),
      product: fc.constantFrom(12, 42, 13, 255),
      name: text,
      operations: fc.array(fc.nat(255), { maxLength: 30 }),
    })
    .map((each) => ({
      ...each,
      model: each.product === 12 ? ('digitakt' as const) : each.product === 42 ? ('digitakt2' as const) : null,
    })),
)

it('an answer is read as it was written: 12 is a Digitakt, 42 a Digitakt II, and others have a name only', () => {
  fc.assert(
    fc.property(answer, fc.nat(0xffff), (each, messageId) => {
      expect(readIdentity(identityBytes(each, messageId))).toEqual(each)
    }),
  )
})

it('an answer that is cut anywhere is none, and whatever else comes neither', () => {
  const whole = identityBytes({ type: 'version', inReplyTo: 20_000, build: '0097', version: '1.52A' }, 1)
  for (let end = 0; end < whole.length - 1; end++) {
    expect(readIdentity(whole.slice(0, end))).toBeNull()
    expect(readIdentity([...whole.slice(0, end), 0xf7])).toBeNull()
  }
  fc.assert(
    fc.property(fc.array(fc.nat(127), { maxLength: 30 }), (body) => {
      const bytes = [0xf0, 0, 0x20, 0x3c, 0x10, 0, ...body, 0xf7]
      const read = readIdentity(bytes)
      expect(read === null || read.inReplyTo <= 0xffff).toBe(true)
    }),
  )
  expect(readIdentity([0x90, 60, 100])).toBeNull()
})

import { expect, it } from 'vitest'
import fc from 'fast-check'
import { encode, parse, toHex, type Message } from './message'

const data = fc.integer({ min: 0, max: 127 })
const channel = fc.integer({ min: 1, max: 16 })
const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ type: fc.constant('noteOn'), channel, pitch: data, velocity: fc.integer({ min: 1, max: 127 }) }),
  fc.record({ type: fc.constant('noteOff'), channel, pitch: data }),
  fc.record({ type: fc.constant('polyPressure'), channel, pitch: data, value: data }),
  fc.record({ type: fc.constant('controller'), channel, controller: data, value: data }),
  fc.record({ type: fc.constant('programChange'), channel, program: data }),
  fc.record({ type: fc.constant('channelPressure'), channel, value: data }),
  fc.record({ type: fc.constant('pitchBend'), channel, value: fc.integer({ min: -8192, max: 8191 }) }),
  fc.record({ type: fc.constant('songPosition'), sixteenths: fc.integer({ min: 0, max: 16383 }) }),
  fc.record({ type: fc.constantFrom('clock', 'start', 'continue', 'stop', 'activeSensing', 'reset') }),
)

it('every message survives being encoded and parsed', () => {
  fc.assert(
    fc.property(message, (each) => {
      expect(parse(encode(each))).toEqual(each)
    }),
  )
})

it('arbitrary bytes never throw, and are never lost', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 6 }), (bytes) => {
      const parsed = parse(bytes)
      const velocityDropped = parsed.type === 'noteOff' ? [0x8f + parsed.channel, parsed.pitch, 0] : bytes
      expect(encode(parsed)).toEqual(velocityDropped)
    }),
  )
})

it('a note-on of velocity 0 is a note-off', () => {
  expect(parse([0x90, 60, 0])).toEqual({ type: 'noteOff', channel: 1, pitch: 60 })
})

it('bytes are shown as hex', () => {
  expect(toHex([0x90, 60, 0])).toBe('90 3C 00')
})

import { expect, it } from 'vitest'
import { defaultProfile } from '../device/device'
import { encode, type Message } from '../midi/message'
import { Echoes } from './echoes'

const base = defaultProfile('digitakt')
const device = { ...base, tracks: base.tracks.with(8, { kind: 'midi', channel: 9, noteChannel: 11 } as const) }
const note = (channel: number, pitch = 60): Message => ({ type: 'noteOn', channel, pitch, velocity: 100 })
const end = (channel: number, pitch = 60): Message => ({ type: 'noteOff', channel, pitch })

function echoes(...sent: readonly (readonly [time: number, message: Message])[]) {
  const made = new Echoes()
  for (const [time, message] of sent) made.sent(device, encode(message), time)
  return (time: number, message: Message): boolean => made.heard(encode(message), time)
}

it('a note for a MIDI track comes back on its CHAN, and once only', () => {
  const heard = echoes([1000, note(9)], [200_000, end(9)])
  expect(heard(3000, note(11))).toBe(true)
  expect(heard(4000, note(11))).toBe(false)
  // A box may end notes by a note-on without velocity.
  expect(heard(203_000, { type: 'noteOn', channel: 11, pitch: 60, velocity: 0 })).toBe(true)
})

it('everything comes back over a merged THRU, on the channel where it was sent', () => {
  const mute: Message = { type: 'controller', channel: 3, controller: 94, value: 127 }
  const heard = echoes([0, mute], [0, note(9)])
  expect(heard(2000, mute)).toBe(true)
  expect(heard(2000, note(9))).toBe(true)
  expect(heard(2100, note(11))).toBe(true)
})

it('what is pressed on the box is none: another value, another pitch, too late, or before', () => {
  const mute: Message = { type: 'controller', channel: 3, controller: 94, value: 127 }
  const heard = echoes([1000, mute], [1000, note(9)])
  expect(heard(2000, { ...mute, value: 0 })).toBe(false)
  expect(heard(2000, note(11, 61))).toBe(false)
  expect(heard(900, mute)).toBe(false)
  expect(heard(400_000, mute)).toBe(false)
})

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

it('a pad that is hit beside the notes of an audio track is none, until all of them come back', () => {
  const sent = Array.from({ length: 20 }, (_, i) => [i * 100_000, note(3)] as const)
  const heard = echoes(...sent)
  // Of the pitch of the song, but none of its strength.
  expect(heard(1000, { ...note(3), velocity: 90 } as Message)).toBe(false)
  const made = new Echoes()
  const returned = sent.map(([time, message]) => {
    made.sent(device, encode(message), time)
    return made.heard(encode(message), time + 2000)
  })
  expect(returned.filter((echo) => !echo)).toHaveLength(8)
  expect(returned.slice(8)).toEqual(Array.from({ length: 12 }, () => true))
})

it('the end of a note by hand is its own', () => {
  const heard = echoes([0, note(3)], [200_000, end(3)])
  expect([heard(400_000, note(3)), heard(500_000, end(3))]).toEqual([false, false])
})

import { expect, it } from 'vitest'
import { defaultProfile } from '../device/device'
import { KnownBox } from './known-box'

const device = defaultProfile('digitakt')
const mute = (track: number, muted: boolean): readonly number[] => [0xb0 + track, 94, muted ? 127 : 0]
const pattern = (program: number): readonly number[] => [0xc9, program]

it('what a replay set is given back as it was heard before, the pattern first', () => {
  const box = new KnownBox()
  for (const bytes of [mute(1, true), mute(2, false), pattern(4)]) box.heard(device, bytes)
  box.begin()
  for (const bytes of [mute(1, false), mute(2, true), pattern(9), mute(5, false)]) box.sent(device, bytes)
  expect(box.owed(device)).toEqual([pattern(4), mute(1, true), mute(2, false)])
  box.end()
  expect(box.owed(device)).toEqual([])
})

it('what nothing was known of is unmuted, and a pattern stays', () => {
  const box = new KnownBox()
  box.begin()
  for (const bytes of [mute(1, true), mute(2, false), pattern(9)]) box.sent(device, bytes)
  expect(box.owed(device)).toEqual([mute(1, false)])
})

it('what was pressed by hand meanwhile stays as it was pressed', () => {
  const box = new KnownBox()
  box.heard(device, mute(1, false))
  box.begin()
  box.sent(device, mute(1, true))
  box.heard(device, mute(1, false))
  box.heard(device, pattern(3))
  expect(box.owed(device)).toEqual([])
  // What is set once more is ours again.
  box.sent(device, mute(1, true))
  expect(box.owed(device)).toEqual([mute(1, false)])
})

it('what holds again as it was is not sent, and other messages are nothing to it', () => {
  const box = new KnownBox()
  box.heard(device, mute(1, true))
  box.begin()
  for (const bytes of [mute(1, false), mute(1, true), [0x90, 60, 100], [0xb1, 74, 9], [0xc2, 3], [0xb1, 94, 5]])
    box.sent(device, bytes)
  expect(box.owed(device)).toEqual([])
})

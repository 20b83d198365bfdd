import { expect, it } from 'vitest'
import { parse, type Bytes } from '../midi/message'
import { channelOf, kindOf } from './message-kind'

const kind = (...bytes: Bytes) => kindOf(parse(bytes))

it('a mute is told from other controllers, of either kind of mute', () => {
  expect([kind(0xb2, 94, 127), kind(0xb2, 110, 0), kind(0xb2, 74, 127)]).toEqual(['mute', 'mute', 'controller'])
})

it('every message is of one kind', () => {
  expect([kind(0x90, 60, 100), kind(0x90, 60, 0), kind(0x80, 60, 0)]).toEqual(['note', 'note', 'note'])
  expect(kind(0xc9, 17)).toBe('pattern')
  expect([kind(0xa0, 60, 1), kind(0xd0, 1), kind(0xe0, 0, 64)]).toEqual(['pressure', 'pressure', 'pressure'])
  expect(kind(0xf0, 0, 0xf7)).toBe('sysex')
  expect([kind(0xfa), kind(0xfb), kind(0xfc), kind(0xf2, 0, 1)]).toEqual(Array(4).fill('transport'))
  expect([kind(0xfe), kind(0xff), kind(0x90)]).toEqual(['other', 'other', 'other'])
})

it('what is sent to the whole box has no channel', () => {
  expect([channelOf(parse([0xb2, 94, 127])), channelOf(parse([0xcf, 1]))]).toEqual([3, 16])
  expect([channelOf(parse([0xfa])), channelOf(parse([0xf0, 0xf7]))]).toEqual([null, null])
})

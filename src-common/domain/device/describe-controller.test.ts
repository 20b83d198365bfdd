import { expect, it } from 'vitest'
import { parse, type Bytes } from '../midi/message'
import { ParameterReader } from './controllers/parameter-reader'
import { defaultProfile, type DeviceProfile } from './device'
import { describe } from './describe'
import { parameterOf } from './describe-controller'

const first = { ...defaultProfile('digitakt'), fxChannel: 12 }
const second = { ...defaultProfile('digitakt2'), fxChannel: null }

/** The words of each message, said with those before it in mind. */
function said(profile: DeviceProfile, ...messages: readonly Bytes[]): readonly string[] {
  const reader = new ParameterReader()
  return messages.map((bytes) => describe(bytes, profile, reader.read(parse(bytes))))
}

it('a controller is told by the name of what it changes', () => {
  expect(said(first, [0xb2, 74, 64])).toEqual(['Track 3 · Filter frequency = 64 · CC 74 · ch 3'])
  expect(said(first, [0xbb, 85, 64])).toEqual(['FX · Delay time = 64 · CC 85 · ch 12'])
})

it('what no table knows is told by its number', () => {
  expect(said(first, [0xb2, 30, 64])).toEqual(['Track 3 · CC 30 = 64 · ch 3'])
  expect(said(first, [0xbb, 74, 64])).toEqual(['FX · CC 74 = 64 · ch 12'])
  expect(said(first, [0xbe, 74, 64])).toEqual(['CC 74 = 64 · ch 15'])
  expect(said(defaultProfile('generic'), [0xb2, 74, 64])).toEqual(['Track 3 · CC 74 = 64 · ch 3'])
})

it('a name in doubt is marked', () => {
  expect(said(first, [0xbb, 2, 64])).toEqual(['FX · Reverb shelving frequency (?) = 64 · CC 2 · ch 12'])
})

it('the value bytes of an NRPN are told by its parameter', () => {
  expect(said(second, [0xb2, 99, 1], [0xb2, 98, 20], [0xb2, 6, 64], [0xb2, 38, 0])).toEqual([
    'Track 3 · NRPN MSB = 1 · CC 99 · ch 3',
    'Track 3 · NRPN LSB = 20 · CC 98 · ch 3',
    'Track 3 · Filter frequency, NRPN 1:20 MSB = 64 · CC 6 = 64 · ch 3',
    'Track 3 · Filter frequency, NRPN 1:20 = 8192 · CC 38 = 0 · ch 3',
  ])
})

it('a small value of an NRPN is the same in either byte', () => {
  const select: Bytes[] = [
    [0xb0, 99, 3],
    [0xb0, 98, 0],
  ]
  const upper = said(second, ...select, [0xb0, 6, 60], [0xb0, 38, 0])
  expect(upper[2]).toBe('Track 1 · Trig note, NRPN 3:0 = 60 · CC 6 = 60 · ch 1')
  expect(upper[3]).toBe('Track 1 · Trig note, NRPN 3:0 = 60 · CC 38 = 0 · ch 1')
  expect(said(second, ...select, [0xb0, 6, 0], [0xb0, 38, 60])[3]).toContain('NRPN 3:0 = 60')
})

it('an NRPN that no table knows is told by its number', () => {
  expect(said(second, [0xb0, 99, 5], [0xb0, 98, 6], [0xb0, 6, 1], [0xb0, 38, 2]).slice(2)).toEqual([
    'Track 1 · NRPN 5:6 MSB = 1 · CC 6 = 1 · ch 1',
    'Track 1 · NRPN 5:6 = 130 · CC 38 = 2 · ch 1',
  ])
  expect(describe([0xb0, 38, 2], second)).toBe('Track 1 · Data LSB = 2 · CC 38 · ch 1')
})

it('two controllers are told as one value, where the box takes them so', () => {
  expect(said(second, [0xb0, 102, 64], [0xb0, 58, 3])).toEqual([
    'Track 1 · LFO 1 speed MSB = 64 · CC 102 · ch 1',
    'Track 1 · LFO 1 speed = 8195 · CC 58 = 3 · ch 1',
  ])
  expect(said(second, [0xb0, 58, 3])).toEqual(['Track 1 · LFO 1 speed LSB = 3 · CC 58 · ch 1'])
  expect(said(first, [0xb0, 102, 64], [0xb0, 58, 3])).toEqual([
    'Track 1 · LFO speed = 64 · CC 102 · ch 1',
    'Track 1 · CC 58 = 3 · ch 1',
  ])
  expect(said(second, [0xb0, 109, 64], [0xb0, 118, 3])[1]).toBe('Track 1 · LFO 2 trig mode = 3 · CC 118 · ch 1')
})

it('a mute is told as a mute, whatever channel it comes on', () => {
  expect(said(first, [0xb2, 94, 127], [0xbb, 94, 0])).toEqual([
    'Track 3 mute on · CC 94 = 127 · ch 3',
    'No track mute off · CC 94 = 0 · ch 12',
  ])
})

it('a name is given alone for who asks for it', () => {
  const name = (bytes: Bytes) => parameterOf(parse(bytes), first, null)?.name ?? null
  expect([name([0xb2, 74, 1]), name([0xb2, 94, 1]), name([0x90, 60, 1])]).toEqual([
    'Filter frequency',
    'Global mute',
    null,
  ])
})

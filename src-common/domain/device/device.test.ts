import { expect, it } from 'vitest'
import fc from 'fast-check'
import {
  defaultProfile,
  mutedByValue,
  nextPatternBoundary,
  parsePatternName,
  patternName,
  trackLabel,
  trackOfNote,
} from './device'
import { describe } from './describe'
import { modelOfPort } from './digitakt-ports'

it('pattern names survive being written and read', () => {
  fc.assert(
    fc.property(fc.nat(127), (pattern) => {
      expect(parsePatternName(patternName(pattern))).toBe(pattern)
    }),
  )
  expect([patternName(0), patternName(17), patternName(127)]).toEqual(['A01', 'B02', 'H16'])
  for (const wrong of ['', 'I01', 'A17', 'A0', 'A', '1']) expect(parsePatternName(wrong)).toBeNull()
})

it('a port named Digitakt II is not taken for a Digitakt', () => {
  expect(modelOfPort('Elektron Digitakt II:Elektron Digitakt II MIDI 1 24:0')).toBe('digitakt2')
  expect(modelOfPort('Elektron Digitakt:Elektron Digitakt MIDI 1 20:0')).toBe('digitakt')
  expect(modelOfPort('Digitakt in 1')).toBe('digitakt')
  expect(modelOfPort('Elektron MIDI')).toBe('digitakt')
  expect(modelOfPort('Midi Through:Midi Through Port-0 14:0')).toBeNull()
})

it('mute values are compared as learned, never by a threshold', () => {
  const second = defaultProfile('digitakt2')
  expect([0, 1, 127].map((value) => mutedByValue(second, 'global', value))).toEqual([false, true, null])
})

it('the box changes pattern at the end of the playing one, never on the spot', () => {
  const profile = { ...defaultProfile('digitakt'), patternLengths: { '0': 7680 } }
  expect(nextPatternBoundary(profile, 0, 0, 1)).toEqual({ tick: 7680, assumed: false })
  expect(nextPatternBoundary(profile, 0, 3840, 11520)).toEqual({ tick: 11520, assumed: false })
  expect(nextPatternBoundary(profile, 1, 3840, 3840)).toEqual({ tick: 7680, assumed: true })
})

it('messages are described in words', () => {
  const profile = defaultProfile('digitakt')
  expect(describe([0xb2, 94, 127], profile)).toBe('Track 3 mute on · CC 94 = 127 · ch 3')
  expect(describe([0xb2, 110, 5], profile)).toBe('Track 3 pattern mute value not known · CC 110 = 5 · ch 3')
  expect(describe([0x90, 60, 100], profile)).toBe('Track 1 · note C5 on · velocity 100 · ch 1')
  expect(describe([0xc9, 17], profile)).toBe('Pattern B02 · program 17 · ch 10')
  expect(describe([0xf8], profile)).toBe('Clock')
})

it('tracks are labelled as on the box', () => {
  expect(trackLabel('digitakt', 8)).toBe('A')
  expect(trackLabel('digitakt2', 8)).toBe('9')
  expect(trackOfNote(defaultProfile('digitakt'), 9)).toBeNull()
})

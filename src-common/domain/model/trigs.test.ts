import { expect, it } from 'vitest'
import { STEP } from '../time/ticks'
import { stepOf, trigPitch } from './trigs'

const notes = (...pitches: readonly number[]) =>
  pitches.map((pitch, index) => ({ id: index + 1, tick: index * STEP, length: STEP, pitch, velocity: 100 }))

it('new trigs get the pitch that a track uses most, and C5 where it has no notes', () => {
  expect(trigPitch([])).toBe(60)
  expect(trigPitch(notes(48, 72, 72, 50))).toBe(72)
  expect(trigPitch(notes(72, 48, 48, 72))).toBe(48)
})

it('a note that is played a little early or late belongs to its step', () => {
  expect(stepOf({ tick: 4 * STEP - 110 })).toBe(4 * STEP)
  expect(stepOf({ tick: 4 * STEP + 110 })).toBe(4 * STEP)
})

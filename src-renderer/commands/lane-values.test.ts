import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BAR, PPQ, STEP } from '../../src-common/domain/time/ticks'
import { lengthText, placeText, readLength, readPlace } from './lane-values'

const ticks = fc.nat({ max: 4000 * BAR })

test('a place or a length that was written is read as the same', () => {
  fc.assert(
    fc.property(ticks, (tick) => {
      expect(readPlace(placeText(tick))).toEqual({ type: 'set', ticks: tick })
      expect(readLength(lengthText(tick))).toEqual({ type: 'set', ticks: tick })
    }),
  )
})

test('a sign makes it a change, of bars, beats and steps', () => {
  expect(readPlace('+1')).toEqual({ type: 'add', ticks: BAR })
  expect(readPlace('-2.0.0')).toEqual({ type: 'add', ticks: -2 * BAR })
  expect(readPlace('−0.1.2')).toEqual({ type: 'add', ticks: -PPQ - 2 * STEP })
  expect(readLength('+0.0.0+7')).toEqual({ type: 'add', ticks: 7 })
})

test.each(['', 'x', '0', '9.5.1', '9.1.1.1', '+', '1.1+', '--1'])('%j is no place', (text) => {
  expect(readPlace(text)).toBeNull()
})

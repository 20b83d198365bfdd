import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { BAR } from '../../src-common/domain/time/ticks'
import { barLabels, pixelOf, roundLabels } from './plot'

const texts = (labels: readonly { readonly text: string }[]): readonly string[] => labels.map(({ text }) => text)

describe('the labels of an axis', () => {
  it('are round, with the digits that tell them apart', () => {
    expect(texts(roundLabels(-0.35, 0.42, 8))).toEqual(['−0.3', '−0.2', '−0.1', '0.0', '0.1', '0.2', '0.3', '0.4'])
    expect(texts(roundLabels(0, 4200, 5))).toEqual(['0', '1000', '2000', '3000', '4000'])
    expect(texts(roundLabels(119, 121, 4))).toEqual(['119.0', '119.5', '120.0', '120.5', '121.0'])
  })

  it('lie within the range, and are not many more than asked for', () => {
    const ranges = fc.tuple(
      fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
    )
    fc.assert(
      fc.property(ranges, fc.integer({ min: 1, max: 20 }), ([from, span], count) => {
        const values = roundLabels(from, from + span, count).map(({ value }) => value)
        expect(values.length).toBeLessThanOrEqual(count + 1)
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(from - span * 1e-3)
          expect(value).toBeLessThanOrEqual(from + span * 1.001)
        }
      }),
    )
  })

  it('of bars count from 1, at bar lines', () => {
    expect(texts(barLabels(0, 4 * BAR, 8))).toEqual(['1', '2', '3', '4', '5'])
    expect(texts(barLabels(3 * BAR, 64 * BAR, 8))).toEqual(['9', '17', '25', '33', '41', '49', '57', '65'])
  })
})

it('a scale may run backwards, as from the foot of a plot to its top', () => {
  const scale = { from: 100, to: 200, start: 80, end: 0 }
  expect([100, 150, 200].map((value) => pixelOf(scale, value))).toEqual([80, 40, 0])
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { USUAL_ROWS } from '../../src-common/rpc/view-memory'
import { FOLDED_ROW, heightOf, layoutRows, orderOf, placeAt, reordered, tracksBetween } from './row-layout'

const memory = fc.record({
  order: fc.array(fc.nat(20), { maxLength: 20 }),
  heights: fc.dictionary(fc.nat(20).map(String), fc.integer({ min: 23, max: 200 })),
  folded: fc.array(fc.nat(20)),
  zoom: fc.constantFrom(0.5, 1, 2),
})

it('every track has one row, and rows touch', () => {
  fc.assert(
    fc.property(fc.nat(16), memory, fc.nat(900), (count, rows, room) => {
      const laid = layoutRows(count, rows, room)
      expect(laid.map(({ track }) => track).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i))
      laid.forEach((row, place) => {
        expect(row.top).toBe(place === 0 ? 0 : (laid[place - 1]?.top ?? 0) + (laid[place - 1]?.height ?? 0))
        expect(placeAt(laid, row.top)).toBe(place)
        expect(placeAt(laid, row.top + row.height - 1)).toBe(place)
      })
      expect(heightOf(laid)).toBe(laid.reduce((sum, { height }) => sum + height, 0))
    }),
  )
})

it('a track that is moved stands where it was put, and the others keep their order', () => {
  expect(orderOf(5, reordered(5, [], 4, 1))).toEqual([0, 4, 1, 2, 3])
  expect(orderOf(5, reordered(5, [0, 4, 1, 2, 3], 0, 4))).toEqual([4, 1, 2, 3, 0])
})

it('a folded row is a thin line, and a drag over rows takes the tracks between in their order', () => {
  const rows = layoutRows(4, { ...USUAL_ROWS, order: [2, 0], folded: [0] }, 200)
  expect(rows.map(({ track, height }) => [track, height])).toEqual([
    [2, 50],
    [0, FOLDED_ROW],
    [1, 50],
    [3, 50],
  ])
  expect(tracksBetween(rows, 2, 0)).toEqual([2, 0, 1])
})

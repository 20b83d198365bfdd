import { expect, it } from 'vitest'
import fc from 'fast-check'
import { gridFor, snap, snapDown } from './grid'
import { BAR, formatBbt, formatPosition, parsePosition, STEP } from './ticks'

const ticks = fc.integer({ min: 0, max: 10_000_000 })

it('snap never moves a position past the nearest grid line', () => {
  fc.assert(
    fc.property(ticks, fc.constantFrom(STEP, BAR), (tick, grid) => {
      expect(Math.abs(snap(tick, grid) - tick)).toBeLessThanOrEqual(grid / 2)
      expect(snapDown(tick, grid)).toBeLessThanOrEqual(tick)
    }),
  )
})

it('a grid gets finer as the view zooms in', () => {
  expect(gridFor(40, 8)).toBe(PPQ_HALF)
  expect(gridFor(2, 8)).toBe(STEP / 2)
  expect(gridFor(1000, 8)).toBe(BAR * 4)
})
const PPQ_HALF = 480

it('a position on a step survives being written and read', () => {
  fc.assert(
    fc.property(fc.nat(100_000), (step) => {
      expect(parsePosition(formatPosition(step * STEP))).toBe(step * STEP)
    }),
  )
})

it('positions are counted from one', () => {
  expect(formatPosition(0)).toBe('1.1.1')
  expect(formatBbt(4 * BAR + 960 + 7)).toBe('5|2|007')
  expect(parsePosition('2')).toBe(BAR)
  for (const wrong of ['0', '1.5', '1.1.5', 'x', '', '1.']) expect(parsePosition(wrong)).toBeNull()
})

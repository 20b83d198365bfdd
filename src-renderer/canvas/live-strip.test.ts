import { expect, it } from 'vitest'
import type { LiveTake } from '../../src-common/domain/record/performance'
import { liveStrip } from './live-strip'

const take = (from: number, to: number): LiveTake => ({
  from,
  to,
  patterns: [],
  lanes: () => [],
  notes: () => [],
})
const axis = { from: 1000, ticksPerPixel: 10, width: 100 }

it('at first all that is in view is painted', () => {
  expect(liveStrip(take(0, 1500), axis, -Infinity)).toEqual({ left: 0, right: 52, part: { from: 980, to: 1500 } })
})

it('then only what is new, and a little before it', () => {
  expect(liveStrip(take(0, 1500), axis, 1400)).toEqual({ left: 38, right: 52, part: { from: 1360, to: 1500 } })
})

it('nothing of a recording beside the view', () => {
  expect(liveStrip(take(0, 900), axis, -Infinity)).toBeNull()
  expect(liveStrip(take(2500, 3000), axis, -Infinity)).toBeNull()
})

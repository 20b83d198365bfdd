import { expect, it } from 'vitest'
import { spokenLength, spokenPosition } from './spoken-position'
import { BAR, PPQ, STEP } from './ticks'

it('a position names no more than it needs', () => {
  expect([8 * BAR, 4 * BAR + PPQ, PPQ + 2 * STEP, STEP, 12, 1].map(spokenPosition)).toEqual([
    'bar 9',
    'bar 5 beat 2',
    'bar 1 beat 2 step 3',
    'bar 1 beat 1 step 2',
    'bar 1 beat 1 step 1 and 12 ticks',
    'bar 1 beat 1 step 1 and 1 tick',
  ])
})

it('a length is told in the largest units that it fills', () => {
  expect([2 * BAR, BAR + PPQ, 3 * PPQ, STEP, 30, 0].map(spokenLength)).toEqual([
    '2 bars',
    '1 bar 1 beat',
    '3 beats',
    '1 step',
    '30 ticks',
    '0 ticks',
  ])
})

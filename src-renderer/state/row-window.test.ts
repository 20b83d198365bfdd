import { expect, it } from 'vitest'
import { rowWindow } from './row-window'

it('a list that is scrolled shows the rows there, with some to spare', () => {
  expect(rowWindow(8000, 18, 180, 1800)).toEqual({ from: 94, to: 117 })
})

it('the end shows the last rows, however many there are', () => {
  expect(rowWindow(8000, 18, 180, null)).toEqual({ from: 7983, to: 8000 })
  expect(rowWindow(8000, 18, 180, 1e9)).toEqual({ from: 7983, to: 8000 })
})

it('a short list is made whole, and an empty one is empty', () => {
  expect(rowWindow(5, 18, 180, 0)).toEqual({ from: 0, to: 5 })
  expect(rowWindow(0, 18, 180, null)).toEqual({ from: 0, to: 0 })
  expect(rowWindow(5, 18, 180, -40)).toEqual({ from: 0, to: 5 })
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { slept, watchSleep } from './sleep-watch'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('a program that is held up for some seconds did not sleep', () => {
  expect(slept(2)).toBe(false)
  expect(slept(15)).toBe(false)
  expect(slept(60)).toBe(true)
})

it('tells of each sleep once', () => {
  let time = 0
  let woke = 0
  const dispose = watchSleep(() => woke++, () => time) // prettier-ignore
  const pass = (elapsed: number): void => {
    time += elapsed
    vi.advanceTimersByTime(2000)
  }
  pass(2)
  pass(3600)
  pass(2)
  expect(woke).toBe(1)
  dispose()
  pass(3600)
  expect(woke).toBe(1)
})

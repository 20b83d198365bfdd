import { expect, it } from 'vitest'
import { PerformanceLog } from './performance-log'

const at = (): string => '2026-01-02T03:04:05.000Z'

function played(log: PerformanceLog, from: number, bars: number, messages: number): void {
  log.clock({ type: 'start' }, from, at)
  for (let i = 0; i < bars * 96; i++) log.clock({ type: 'clock' }, from + 1 + i, at)
  for (let i = 0; i < messages; i++) log.message()
  log.clock({ type: 'stop' }, from + 1 + bars * 96 + messages, at)
}

it('every Start begins a performance; the newest comes first', () => {
  const log = new PerformanceLog()
  played(log, 0, 4, 3)
  played(log, 1000, 2, 0)
  expect(log.list()).toMatchObject([
    { entry: 1000, bars: 2, messages: 0, rolling: false, kept: false },
    { entry: 0, bars: 4, messages: 3 },
  ])
})

it('a clock that only ticks is none, unless the box is playing already and says something', () => {
  const log = new PerformanceLog()
  for (let i = 0; i < 500; i++) log.clock({ type: 'clock' }, i, at)
  expect(log.list()).toEqual([])
  log.message()
  expect(log.list()).toMatchObject([{ entry: 0, messages: 1, rolling: true }])
  log.clock({ type: 'start' }, 501, at)
  expect(log.list()).toEqual([])
})

it('one that is kept is worth keeping again once more of it was heard', () => {
  const log = new PerformanceLog()
  log.clock({ type: 'start' }, 0, at)
  for (let i = 0; i < 200; i++) log.clock({ type: 'clock' }, 1 + i, at)
  expect(log.unkeptFrom).toBe(0)
  log.kept(5, 300)
  expect(log.list()[0]?.kept).toBe(true)
  expect(log.unkeptFrom).toBeNull()
  log.message()
  expect(log.list()[0]?.kept).toBe(false)
})

it('remembers a few dozen, not more', () => {
  const log = new PerformanceLog()
  for (let i = 0; i < 100; i++) played(log, i * 200, 1, 1)
  expect(log.list()).toHaveLength(24)
})

it('REC before Start keeps the performance that began after it, and no other', () => {
  const log = new PerformanceLog()
  played(log, 0, 2, 1)
  log.clock({ type: 'start' }, 245, at)
  for (let i = 0; i < 96; i++) log.clock({ type: 'clock' }, 246 + i, at)
  log.clock({ type: 'stop' }, 345, at)
  log.kept(234, 346)
  expect(log.list().map(({ entry, kept }) => [entry, kept])).toEqual([
    [245, true],
    [0, false],
  ])
  expect(log.unkeptFrom).toBeNull()
})

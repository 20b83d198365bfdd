import { expect, it } from 'vitest'
import { MessageLog } from './message-log'

const heard = (time: number, bytes: readonly number[] = [0x90, 60, 100]) => ({
  time,
  direction: 'in' as const,
  port: 0,
  bytes,
})
const times = (log: MessageLog): number[] => log.messages().map(({ time }) => time)

it('the oldest messages go first, and all are counted', () => {
  const log = new MessageLog(3)
  for (const time of [1, 2, 3, 4, 5]) log.push(heard(time))
  expect(times(log)).toEqual([3, 4, 5])
  expect(log.count).toBe(5)
})

it('long messages push out as many as they are long, but never themselves', () => {
  const log = new MessageLog(100, 10)
  for (const time of [1, 2, 3]) log.push(heard(time))
  log.push(heard(4, [0xf0, 0, 0, 0, 0xf7]))
  expect(times(log)).toEqual([3, 4])
  log.push(heard(5, [0xf0, ...Array<number>(1000).fill(0), 0xf7]))
  expect(times(log)).toEqual([5])
  log.push(heard(6))
  expect(times(log)).toEqual([6])
})

it('a value of several messages is read port by port, also over a clearing', () => {
  const log = new MessageLog()
  const push = (port: number, ...bytes: number[]) => {
    log.push({ ...heard(0, bytes), port })
  }
  push(0, 0xb0, 99, 1)
  push(1, 0xb0, 99, 3)
  push(0, 0xb0, 98, 20)
  log.clear()
  push(1, 0xb0, 6, 1)
  push(0, 0xb0, 6, 64)
  expect(log.messages().map(({ assembled }) => assembled)).toEqual([
    null,
    { type: 'nrpn', msb: 1, lsb: 20, value: 64, bits: 7 },
  ])
})

it('what was handed out stays as it was', () => {
  const log = new MessageLog(2)
  log.push(heard(1))
  const before = log.messages()
  log.push(heard(2))
  log.clear()
  expect(before).toHaveLength(1)
  expect(log.messages()).toEqual([])
  expect(log.count).toBe(2)
})

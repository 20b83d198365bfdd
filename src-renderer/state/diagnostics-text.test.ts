import { expect, it } from 'vitest'
import { latenessText, waitingText } from './diagnostics-text'

it('lateness is told by its half, its 99th part and its worst', () => {
  expect(latenessText({ count: 12_034, p50: 3, p99: 210, max: 4100 })).toBe(
    'Sent in time: half within 3 µs, 99 in 100 within 210 µs, at most 4.1 ms (12,034 messages in the last minute)',
  )
  expect(latenessText({ count: 1, p50: 3, p99: 3, max: 3 })).toContain('(1 message in the last minute)')
  expect(latenessText({ count: 0, p50: 0, p99: 0, max: 0 })).toBe('Nothing was sent in the last minute.')
})

it('a disk that keeps up is not spoken of', () => {
  expect([waitingText(null), waitingText({ bytes: 5, waiting: 0 })]).toEqual([null, null])
  expect(waitingText({ bytes: 5, waiting: 4200 })).toBe('4.2 kB not on disk yet: the disk is slow or full.')
})

import { describe, expect, it } from 'vitest'
import { barsWords, lastBarsOf, messagesWords, timeOf } from './keep'

const PERFORMANCE = { entry: 0, startedAt: '2026-01-02T14:02:31Z', bars: 12, messages: 9, rolling: false, kept: false }

describe('a performance to be kept', () => {
  it('offers only last bars that are fewer than it has', () => {
    const offered = (bars: number): readonly number[] => lastBarsOf({ ...PERFORMANCE, bars })
    expect([0, 4, 5, 16, 32].map(offered)).toEqual([[], [], [4], [8, 4], [16, 8, 4]])
  })

  it('tells the day only where that is not today', () => {
    const { startedAt } = PERFORMANCE
    expect(timeOf(startedAt, new Date(startedAt))).not.toContain('2026')
    expect(timeOf(startedAt, new Date('2026-01-04T14:02:31Z'))).toContain('2026')
  })

  it('counts in words', () => {
    expect([0, 1, 2].map(barsWords)).toEqual(['less than a bar', '1 bar', '2 bars'])
    expect([0, 1, 1204].map(messagesWords)).toEqual(['nothing but clock', '1 message', '1,204 messages'])
  })
})

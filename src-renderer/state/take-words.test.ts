import { describe, expect, it } from 'vitest'
import type { ClockSummary, TakeSummary } from '../../src-common/domain/model/take'
import { BAR } from '../../src-common/domain/time/ticks'
import { clockFigures, clockWords, countWords, lengthWords, placeWords } from './take-words'

const clock: ClockSummary = { source: 'box', pulses: 1, bpm: 120, jitter: 90 }
const take = (from: number, to: number): TakeSummary => ({
  id: 't',
  name: 'Take 1',
  startedAt: '',
  from,
  to,
  recovered: false,
  clock,
})

describe('a take in words', () => {
  it('says its length in bars and minutes, and where it lies', () => {
    expect(lengthWords(take(0, 8 * BAR))).toBe('8 bars · 0:16')
    expect(lengthWords(take(BAR, 2 * BAR))).toBe('1 bar · 0:02')
    expect(lengthWords(take(0, 64.5 * BAR))).toBe('64.5 bars · 2:09')
    expect(placeWords(take(0, 8 * BAR))).toBe('Bars 1 to 8')
    expect(placeWords(take(0, BAR + 960))).toBe('1.1.1 to 2.2.1')
  })

  it('says how good its clock was', () => {
    expect([90, 600, 2000, 9000].map((jitter) => clockWords({ ...clock, jitter }))).toEqual([
      'Very steady clock',
      'Steady clock',
      'Loose clock',
      'Unsteady clock',
    ])
    expect(clockFigures(clock)).toBe('120.0 BPM · jitter 90 µs')
    expect(clockFigures({ ...clock, jitter: 2340 })).toBe('120.0 BPM · jitter 2.3 ms')
    expect(clockWords({ ...clock, source: 'none' })).toBe('No clock: laid out by time')
    expect(clockFigures({ ...clock, source: 'none' })).toBe('')
    expect(clockWords({ ...clock, source: 'muteline' })).toBe('Very steady clock, led by Muteline')
  })

  it('says what is in it', () => {
    expect(countWords({ mutes: 12, notes: 0, patterns: 1, controllers: 2 })).toBe(
      '12 mutes · no notes · 1 pattern · 2 controllers',
    )
  })
})

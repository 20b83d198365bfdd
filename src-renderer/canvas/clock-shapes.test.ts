import { describe, expect, it } from 'vitest'
import type { ClockReport } from '../../src-common/domain/model/clock-report'
import { BAR } from '../../src-common/domain/time/ticks'
import { binsPath, faultsOf, latenessRange, tempoPath, tempoRange } from './clock-shapes'

const REPORT: ClockReport = {
  source: 'box',
  pulses: 100,
  duration: 8e6,
  bpm: 120,
  jitter: { deviation: 1, p99: 1, max: 1, histogram: { from: -1000, bin: 500, counts: [0, 2, 9000, 1, 0, 0] } },
  missing: [],
  doubled: [],
  bursts: [],
  gaps: [],
  drift: null,
  tempo: [],
}
const { histogram } = REPORT.jitter
const X = { from: 0, to: 4 * BAR, start: 0, end: 400 }
const Y = { from: 100, to: 200, start: 100, end: 0 }

describe('lateness', () => {
  it('is drawn where there are pulses, and where they were due', () => {
    expect(latenessRange(histogram, 0.3)).toEqual({ from: -1, to: 1.5 })
    const late = { from: 4000, bin: 500, counts: [1] }
    expect(latenessRange(late, 0.3).from).toBeLessThan(-0.3)
    expect(latenessRange({ ...histogram, counts: [0, 0] }, 0.3)).toEqual({ from: -1, to: 1 })
  })

  it('shows a bin with one pulse beside one with thousands, each in one of the two colours', () => {
    const x = { from: -1, to: 2, start: 0, end: 300 }
    const y = { from: 0, to: 9000, start: 90, end: 0 }
    expect(binsPath(histogram, x, y, 0.3, true)).toBe('M50 90V88h49V90zM100 90V0h49V90z')
    expect(binsPath(histogram, x, y, 0.3, false)).toBe('M150 90V88h49V90z')
  })
})

describe('tempo', () => {
  it('has room around it, steady or not', () => {
    expect(tempoRange(REPORT)).toEqual({ from: 119, to: 121 })
    const ramp = [{ from: 0, to: BAR, bpmFrom: 100, bpmTo: 200 }]
    expect(tempoRange({ ...REPORT, tempo: ramp })).toEqual({ from: 88, to: 212 })
  })

  it('ramps within a stretch and jumps between two', () => {
    const tempo = [
      { from: 0, to: BAR, bpmFrom: 100, bpmTo: 150 },
      { from: BAR, to: 2 * BAR, bpmFrom: 200, bpmTo: 200 },
    ]
    expect(tempoPath({ ...REPORT, tempo }, X, Y)).toBe('M0 100L100 50L100 0L200 0')
    expect(tempoPath(REPORT, X, Y)).toBe('')
  })
})

describe('faults', () => {
  it('are of the kinds that occurred, and count pulses where pulses are missing', () => {
    const report = { ...REPORT, missing: [{ tick: 0, count: 3 }], doubled: [BAR] }
    expect(faultsOf(REPORT)).toEqual([])
    expect(faultsOf(report).map(({ text, count }) => `${text} ${count}`)).toEqual(['missing 3', 'came twice 1'])
  })

  it('last as long as the input was away', () => {
    expect(faultsOf({ ...REPORT, gaps: [{ tick: BAR, duration: 2e6 }] })[0]?.spans).toEqual([
      { from: BAR, to: 2 * BAR },
    ])
  })
})

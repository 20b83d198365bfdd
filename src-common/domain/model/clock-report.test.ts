import { describe, expect, it } from 'vitest'
import { BAR } from '../time/ticks'
import { millis, wordsOf, type ClockReport } from './clock-report'

const STEADY: ClockReport = {
  source: 'box',
  pulses: 3072,
  duration: 64e6,
  bpm: 120,
  jitter: { deviation: 120, p99: 310, max: 870, histogram: { from: -1000, bin: 100, counts: [1, 2, 1] } },
  missing: [],
  doubled: [],
  bursts: [],
  gaps: [],
  drift: null,
  tempo: [{ from: 0, to: 32 * BAR, bpmFrom: 120, bpmTo: 120 }],
}
const tempoOf = (report: Partial<ClockReport>): string | undefined => wordsOf({ ...STEADY, ...report })[0]
const faultsOf = (report: Partial<ClockReport>): readonly string[] => wordsOf({ ...STEADY, ...report }).slice(2)

describe('the tempo in words', () => {
  it('is steady where no stretch leaves it', () => {
    expect(tempoOf({})).toBe('The tempo was steady at 120.00 BPM.')
    expect(tempoOf({ tempo: [] })).toBe('The tempo was steady at 120.00 BPM.')
  })

  it('takes two measurements of one tempo for no change', () => {
    const tempo = [
      { from: 0, to: BAR, bpmFrom: 120, bpmTo: 120.02 },
      { from: BAR, to: 2 * BAR, bpmFrom: 119.99, bpmTo: 119.99 },
    ]
    expect(tempoOf({ tempo })).toBe('The tempo was steady at 120.00 BPM.')
  })

  it('tells a jump by its place, a ramp by its span, and neither twice', () => {
    const tempo = [
      { from: 0, to: 4 * BAR, bpmFrom: 120, bpmTo: 120 },
      { from: 4 * BAR, to: 8 * BAR, bpmFrom: 120, bpmTo: 128 },
      { from: 8 * BAR, to: 12 * BAR, bpmFrom: 128, bpmTo: 128 },
      { from: 12 * BAR, to: 16 * BAR, bpmFrom: 90, bpmTo: 90 },
    ]
    expect(tempoOf({ tempo })).toBe(
      'The tempo began at 120.0 BPM and changed twice: to 128.0 gradually from 5.1.1 to 9.1.1, to 90.0 at 13.1.1.',
    )
  })

  it('sees a ramp that is the whole take', () => {
    expect(tempoOf({ tempo: [{ from: 0, to: BAR, bpmFrom: 100, bpmTo: 110 }] })).toBe(
      'The tempo began at 100.0 BPM and changed once: to 110.0 gradually from 1.1.1 to 2.1.1.',
    )
  })

  it('counts the changes that it does not tell', () => {
    const tempo = Array.from({ length: 10 }, (_, bar) => ({
      from: bar * BAR,
      to: (bar + 1) * BAR,
      bpmFrom: 100 + bar,
      bpmTo: 100 + bar,
    }))
    expect(tempoOf({ tempo })).toMatch(/changed 9 times: .*to 106\.0 at 7\.1\.1, and 3 more\.$/)
  })

  it('says what a drift comes to in a minute', () => {
    expect(tempoOf({ bpm: 119.99, drift: { bpm: 120, ppm: -83 } })).toBe(
      "The tempo was steady at 119.99 BPM by this computer's clock; set to 120.0, it loses 4.98 ms a minute.",
    )
    expect(tempoOf({ drift: { bpm: 120, ppm: 12 } })).toContain('it gains 0.72 ms a minute')
    expect(tempoOf({ drift: { bpm: 120, ppm: 0.1 } })).toContain("120.00 BPM, exact by this computer's clock.")
  })
})

describe('the faults in words', () => {
  it('says that there was none', () => {
    expect(faultsOf({})).toEqual(['No pulse was missing, doubled or held up.'])
  })

  it('names each kind with its places, in the singular and the plural', () => {
    expect(faultsOf({ missing: [{ tick: BAR, count: 1 }], doubled: [0] })).toEqual([
      '1 pulse never arrived (at 2.1.1); the count was carried on over it by time.',
      '1 pulse came twice (at 1.1.1), and was counted once.',
    ])
    expect(faultsOf({ missing: [{ tick: 0, count: 3 }], doubled: [0, BAR] })).toEqual([
      '3 pulses never arrived (at 1.1.1); the count was carried on over them by time.',
      '2 pulses came twice (at 1.1.1, 2.1.1), and each was counted once.',
    ])
  })

  it('tells how late the latest burst was, and of every gap', () => {
    const bursts = [1, 2, 3, 4, 5].map((bar) => ({ tick: bar * BAR, pulses: 3, late: bar * 5000 }))
    const gaps = [{ tick: 2 * BAR, duration: 2_400_000 }]
    expect(faultsOf({ bursts, gaps })).toEqual([
      'Pulses were held up 5 times (at 2.1.1, 3.1.1, 4.1.1, 5.1.1 and later) and then came together, up to 25.0 ms late.',
      'The input was away for 2.4 s at 3.1.1: what follows was placed by time, and may be off by a pulse.',
    ])
  })
})

describe('a time in milliseconds', () => {
  it('has as many digits as tell something', () => {
    expect([0, 4, 120, 9870, 25_430].map(millis)).toEqual(['0 ms', '0.004 ms', '0.12 ms', '9.87 ms', '25.4 ms'])
  })
})

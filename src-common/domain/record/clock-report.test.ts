import { describe, expect, it } from 'vitest'
import { seededRandom } from '../base/random'
import { BAR, PULSE, type Micros } from '../time/ticks'
import { clockReport } from './clock-report'
import type { JournalEntry } from './journal'

const PERIOD = 60e6 / (24 * 120)

/** A roll with pulses at these times. */
function roll(times: readonly Micros[], marks: readonly JournalEntry[] = []): JournalEntry[] {
  const start: JournalEntry = { type: 'in', port: 0, time: (times[0] ?? 0) - 5000, bytes: [0xfa] }
  const pulses = times.map((time): JournalEntry => ({ type: 'in', port: 0, time: Math.round(time), bytes: [0xf8] }))
  const stop: JournalEntry = { type: 'in', port: 0, time: (times.at(-1) ?? 0) + 100, bytes: [0xfc] }
  return [start, ...pulses, ...marks, stop].sort((a, b) => a.time - b.time)
}
const steady = (count: number, period = PERIOD): number[] => Array.from({ length: count }, (_, i) => 1e6 + i * period)
const report = (entries: readonly JournalEntry[]) => clockReport(entries, { from: 0, to: entries.length })

describe('the clock report', () => {
  it('tells the jitter that the pulses have, and how they are spread', () => {
    const random = seededRandom(4)
    const found = report(roll(steady(4000).map((time) => time + (random() * 2 - 1) * 1000)))
    // A uniform spread of ±1 ms has a deviation of 1 ms / √3.
    expect(found?.jitter.deviation).toBeCloseTo(577, -2)
    expect(found?.jitter.p99).toBeGreaterThan(950)
    expect(found?.jitter.max).toBeLessThan(1060)
    expect(found?.jitter.histogram.counts.reduce((sum, each) => sum + each, 0)).toBe(4000)
  })

  it('tells how far the box is off the tempo that it shows', () => {
    const found = report(roll(steady(20_000, PERIOD * (1 - 42e-6))))
    expect(found?.drift?.bpm).toBe(120)
    expect(found?.drift?.ppm).toBeCloseTo(42, 0)
  })

  it('tells where the tempo changed, and to what', () => {
    const knee = 1e6 + 96 * 8 * PERIOD
    const times = steady(96 * 16).map((time) => (time < knee ? time : knee + (time - knee) * (120 / 140)))
    expect(report(roll(times))?.tempo).toMatchObject([
      { from: 0, to: 8 * BAR },
      { from: 8 * BAR, to: 16 * BAR },
    ])
    const [first, second] = report(roll(times))?.tempo ?? []
    expect([first?.bpmTo, second?.bpmFrom].map((bpm) => Math.round((bpm ?? 0) * 100) / 100)).toEqual([120, 140])
    expect(report(roll(times))?.drift).not.toBeNull()
  })

  it('names what is missing, doubled or held up, by where', () => {
    const times = steady(960)
    const held = times.map((time, i) => (i >= 700 && i < 703 ? (times[703] ?? 0) - 400 + i / 10 : time))
    const found = report(roll(held.filter((_, i) => i !== 300 && i !== 301).flatMap((time, i) => (i === 498 ? [time, time + 800] : [time])))) // prettier-ignore
    expect(found?.missing).toEqual([{ tick: 300 * PULSE, count: 2 }])
    expect(found?.doubled).toEqual([500 * PULSE])
    expect(found?.bursts).toMatchObject([{ tick: 700 * PULSE, pulses: 3 }])
    expect(found?.gaps).toEqual([])
  })

  it('calls a gap what was lost while the input was away', () => {
    const times = steady(960).filter((_, i) => i < 400 || i >= 600)
    const away = (type: 'lost' | 'back', at: number): JournalEntry => ({ type: 'mark', time: 1e6 + at * PERIOD, mark: { type, port: 0 } }) // prettier-ignore
    const found = report(roll(times, [away('lost', 400.5), away('back', 599.5)]))
    expect(found?.missing).toEqual([])
    expect(found?.gaps).toMatchObject([{ tick: 400 * PULSE }])
    expect(found?.gaps[0]?.duration).toBeCloseTo(201 * PERIOD, -3)
  })

  it('tells no gap of an input that gives no clock, and of one that was opened twice only one', () => {
    const times = steady(960).filter((_, i) => i < 400 || i >= 600)
    const away = (type: 'lost' | 'back', at: number, port = 0): JournalEntry => ({ type: 'mark', time: 1e6 + at * PERIOD, mark: { type, port } }) // prettier-ignore
    const marks = [away('lost', 100.5, 3), away('back', 120.5, 3), away('lost', 130, 4), away('lost', 400.5), away('back', 450), away('lost', 500), away('back', 599.5)] // prettier-ignore
    expect(report(roll(times, marks))?.gaps).toHaveLength(1)
  })

  it('says nothing where no clock rolled', () => {
    expect(report([{ type: 'in', port: 0, time: 1, bytes: [0xb0, 94, 127] }])).toBeNull()
    expect(report(roll(steady(2)))).toBeNull()
  })
})

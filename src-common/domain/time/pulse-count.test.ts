import { describe, expect, it } from 'vitest'
import { countPulses } from './pulse-count'

const PERIOD = 20_833
const pulses = Array.from({ length: 300 }, (_, i) => 1e6 + i * PERIOD)

/** The number that each pulse has by where it truly was. */
const truth = (time: number): number => Math.round((time - 1e6) / PERIOD)

describe('counting recorded pulses', () => {
  it('gives every pulse its number after some were lost, those before the loss was sure as well', () => {
    const { pulses: counted, faults } = countPulses(pulses.filter((_, i) => i !== 100 && (i < 200 || i > 203)))
    expect([...counted.numbers]).toEqual([...counted.times].map(truth))
    expect(faults).toEqual({
      missing: [
        { number: 100, count: 1 },
        { number: 200, count: 4 },
      ],
      doubled: [],
      bursts: [],
    })
  })

  it('finds faults from the first pulses on', () => {
    for (const lost of [3, 5, 10, 20]) {
      const { pulses: counted, faults } = countPulses(pulses.filter((_, i) => i !== lost))
      expect([...counted.numbers]).toEqual([...counted.times].map(truth))
      expect(faults.missing).toEqual([{ number: lost, count: 1 }])
    }
    const always = countPulses(pulses.flatMap((time) => [time, time + 1200]))
    expect([...always.pulses.numbers]).toEqual(pulses.map((_, i) => i))
  })

  it('takes a first pulse that came late for no other', () => {
    for (const late of [0.4, 0.7, 0.94, 0.99]) {
      const { pulses: counted, faults } = countPulses(pulses.map((time, i) => (i === 0 ? time + late * PERIOD : time)))
      expect([late, [...counted.numbers]]).toEqual([late, pulses.map((_, i) => i)])
      expect(faults.doubled).toEqual([])
    }
  })

  it('leaves out a pulse that came twice', () => {
    const twice = pulses.flatMap((time, i) => (i === 120 ? [time, time + 900] : [time]))
    const { pulses: counted, faults } = countPulses(twice)
    expect([...counted.numbers]).toEqual(pulses.map((_, i) => i))
    expect(faults.doubled).toEqual([120])
  })

  it('marks pulses that were held up, and tells how long', () => {
    const burst = pulses.map((time, i) => (i >= 150 && i < 153 ? (pulses[153] ?? 0) - 300 + i : time))
    const { pulses: counted, faults } = countPulses(burst)
    expect([...counted.numbers].filter((_, i) => counted.held[i] === 1)).toEqual([150, 151, 152])
    expect(faults.bursts).toMatchObject([{ number: 150, pulses: 3 }])
    expect(faults.bursts[0]?.late).toBeGreaterThan(2.9 * PERIOD)
  })

  it('finds no fault in a clock that changes its tempo', () => {
    for (const factor of [0.5, 0.8, 1.25, 2]) {
      const knee = pulses[150] ?? 0
      const changed = pulses.map((time) => (time < knee ? time : knee + (time - knee) / factor))
      const { pulses: counted, faults } = countPulses(changed)
      expect([...counted.numbers]).toEqual(pulses.map((_, i) => i))
      expect(counted.held.filter((held) => held === 1).length).toBeLessThan(4)
      expect(faults).toEqual({ missing: [], doubled: [], bursts: [] })
    }
  })
})

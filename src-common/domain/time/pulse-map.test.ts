import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { countPulses } from './pulse-count'
import { pulseMap, type PulseMap } from './pulse-map'
import type { Micros } from './ticks'
import { seededRandom } from '../base/random'
import { PULSE } from './ticks'

const mapOf = (times: readonly Micros[]): PulseMap => pulseMap(countPulses(times).pulses, 0)

/** A fixed sequence in [-1, 1): the same jitter on every run. */
const random = seededRandom(7)
const noises = Array.from({ length: 5000 }, () => random() * 2 - 1)
const noise = (i: number): number => noises[i % noises.length] ?? 0

describe('a pulse map', () => {
  it('is exact where the pulses are', () => {
    const times = Array.from({ length: 100 }, (_, i) => 5e6 + i * 20833)
    const map = mapOf(times)
    expect(map.tickAt(5e6 + 10.25 * 20833, 10)).toBeCloseTo(10.25 * PULSE, 6)
    expect(map.bpm).toBeCloseTo(60e6 / (24 * 20833))
  })

  it('averages a millisecond of jitter down to half a tick', () => {
    const times = Array.from({ length: 2000 }, (_, i) => i * 20833 + noise(i) * 1000)
    const map = mapOf(times)
    const errors = Array.from({ length: 1900 }, (_, i) => {
      const index = 40 + i + 0.5
      return Math.abs(map.tickAt(index * 20833, Math.floor(index)) - index * PULSE)
    }).sort((a, b) => a - b)
    expect(errors[Math.floor(errors.length * 0.99)]).toBeLessThan(0.6)
  })

  it('never moves a message past the pulses between which it arrived', () => {
    const jitters = fc.array(fc.integer({ min: 0, max: 15000 }), { minLength: 10, maxLength: 80 })
    fc.assert(
      fc.property(jitters, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (late, pick, share) => {
        let time = 0
        const times = late.map((extra) => (time += 5000 + extra))
        const { pulses } = countPulses(times)
        const after = pick % (pulses.times.length - 1)
        const [low, high] = [pulses.times[after]!, pulses.times[after + 1]!]
        const tick = pulseMap(pulses, 0).tickAt(low + share * (high - low), after)
        expect(tick).toBeGreaterThanOrEqual(pulses.numbers[after]! * PULSE)
        expect(tick).toBeLessThanOrEqual(pulses.numbers[after + 1]! * PULSE)
      }),
    )
  })

  it('stays between the pulses of a tempo jump', () => {
    const times = Array.from({ length: 100 }, (_, i) => (i < 50 ? i * 20000 : 50 * 20000 + (i - 50) * 10000))
    const map = mapOf(times)
    expect(map.tickAt(49.5 * 20000, 49)).toBeCloseTo(49.5 * PULSE, 0)
    expect(map.tickAt(50 * 20000 + 5000, 50)).toBeCloseTo(50.5 * PULSE, 0)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../base/random'
import { lagOf } from './lag'
import { amplitudeOf, decibels, monoOf, peakOf } from './levels'
import { NullTest } from './null-test'
import { fromPcm24, toPcm24 } from './pcm'
import { wavHead } from './wav'

const noise = (seed: number, length: number): Float32Array => {
  const random = seededRandom(seed)
  return Float32Array.from({ length }, () => random() - 0.5)
}

describe('samples in 24 bits', () => {
  it('come back as they were, but for what 24 bits cannot hold', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 50 }), (samples) => {
        const back = fromPcm24(toPcm24(samples))
        for (const [index, sample] of samples.entries())
          expect(Math.abs((back[index] ?? 0) - Math.fround(sample))).toBeLessThanOrEqual(2 ** -22)
      }),
    )
  })

  it('stop at full scale, either way', () => {
    expect([...toPcm24([2, -2, 1, -1, 0])]).toEqual([
      ...[0xff, 0xff, 0x7f],
      ...[0, 0, 0x80],
      ...[0xff, 0xff, 0x7f],
      ...[0, 0, 0x80],
      ...[0, 0, 0],
    ])
  })
})

it('the head of a WAV file says what follows', () => {
  const head = Buffer.from(wavHead({ rate: 44_100, channels: 2 }, 600))
  expect(head.toString('latin1').replace(/[^A-Za-z ]/g, '')).toContain('RIFF')
  expect([head.readUInt32LE(4), head.readUInt32LE(16), head.readUInt16LE(20)]).toEqual([636, 16, 1])
  expect([head.readUInt16LE(22), head.readUInt32LE(24), head.readUInt32LE(28)]).toEqual([2, 44_100, 264_600])
  expect([head.readUInt16LE(32), head.readUInt16LE(34), head.readUInt32LE(40)]).toEqual([6, 24, 600])
})

it('levels are decibels below full scale', () => {
  expect(decibels(1)).toBe(0)
  expect(decibels(0.5)).toBeCloseTo(-6.02, 2)
  expect(decibels(0)).toBe(-144)
  expect(amplitudeOf(decibels(0.3))).toBeCloseTo(0.3, 6)
  expect(peakOf(Float32Array.of(0.1, -0.7, 0.3))).toBeCloseTo(0.7, 6)
  expect([...monoOf(Float32Array.of(1, 0, 0.5, 0.5), 2)]).toEqual([0.5, 0.5])
})

describe('a sound is found in another recording of it', () => {
  it('to the sample, also among others', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), fc.nat(1000), (shift, seed) => {
        const sound = noise(seed, 800)
        const heard = noise(seed + 1, 1000)
        for (const [index, sample] of sound.entries()) {
          const at = index + 100 + shift
          heard[at] = (heard[at] ?? 0) + sample
        }
        const found = lagOf(sound, heard, 20, 100)
        expect(found.lag).toBe(shift)
        expect(found.share).toBeCloseTo(1, 0)
      }),
    )
  })

  it('and where it comes round again and again, that is told', () => {
    const tone = Float32Array.from({ length: 4000 }, (_, index) => Math.sin(index / 5))
    expect(lagOf(tone, tone, 100).atOnce).toBeGreaterThan(0.99)
    expect(
      lagOf(noise(1, 4000), new Float32Array([...new Float32Array(9), ...noise(1, 4000)]), 20).atOnce,
    ).toBeLessThan(0.1)
  })

  it('and how much of it is there', () => {
    const sound = noise(1, 4000)
    expect(lagOf(sound, sound.map((sample) => sample / 2), 5)).toMatchObject({ lag: 0, alike: 1, share: 0.5 }) // prettier-ignore
    expect(lagOf(sound, noise(2, 4000), 5).alike).toBeLessThan(0.1)
    expect(lagOf(sound, new Float32Array(4000), 5)).toEqual({ lag: 0, alike: 0, share: 0, atOnce: 1 })
  })
})

it('nothing is left of a mix whose stems are taken off; of one that lacks some, the rest is', () => {
  const [a, b] = [noise(1, 1000), noise(2, 1000)]
  const mix = a.map((sample, index) => sample + (b[index] ?? 0))
  const of = (stems: readonly Float32Array[]): number | null => {
    const test = new NullTest()
    test.add(mix, stems)
    return test.residual
  }
  expect(of([a, b])).toBeLessThan(-120)
  expect(of([a])).toBeCloseTo(-3, 0)
  expect(of([])).toBeCloseTo(0, 6)
  expect(new NullTest().residual).toBeNull()
})

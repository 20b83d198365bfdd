import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src-common/domain/base/random'
import { faultsOf, Stamper } from './stamp'

const LINUX = faultsOf('linux')
const MAC = faultsOf('darwin')

/** Stamps of messages at true times, each delivered late by so much. */
function stamps(times: readonly number[], late: (i: number) => number, stamper = new Stamper(LINUX)): number[] {
  return times.map((time, i) => stamper.stamp((time - (times[i - 1] ?? time)) / 1e6, time + late(i)))
}

describe('stamping', () => {
  it('follows the driver, not the moment of delivery: a stalled loop moves no stamp', () => {
    const times = Array.from({ length: 500 }, (_, i) => 1e6 + i * 20833)
    const random = seededRandom(3)
    const found = stamps(times, (i) => 50 + random() * 300 + (i % 100 > 90 ? 200_000 : 0))
    const errors = found.slice(10).map((stamp, i) => Math.abs(stamp - (times[i + 10] ?? 0)))
    expect(Math.max(...errors)).toBeLessThan(350)
  })

  it('never steps back', () => {
    const found = stamps([0, 1000, 900, 2000, 2001], (i) => (i === 3 ? 0 : 500))
    expect(found).toEqual([...found].sort((a, b) => a - b))
  })

  it('begins anew after a wrapped or far negative delta', () => {
    const stamper = new Stamper(LINUX)
    stamps([0, 20000, 40000], () => 100, stamper)
    expect(stamper.stamp(4_294_967, 1_000_000)).toBe(1_000_000)
    expect(stamper.stamp(0.02, 1_020_000)).toBe(1_020_000)
    expect(stamper.stamp(-5, 2_000_000)).toBe(2_000_000)
  })

  it('counts a repeated delta once where the driver repeats them', () => {
    const stamper = new Stamper(MAC)
    expect(
      [0, 0.02, 0.02, 0.02, 0.021].map((delta, i) => stamper.stamp(delta, 1e6 + [0, 20000, 20000, 20000, 41000][i]!)),
    ).toEqual([1_000_000, 1_020_000, 1_020_000, 1_020_000, 1_041_000])
  })
})

import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src-common/domain/base/random'
import type { Bytes } from '../../src-common/domain/midi/message'
import { DriverMender, faultsOf, type DriverMessage } from './driver-mender'

type Packet = readonly [delta: number, bytes: Bytes, arrival: number]

function through(platform: NodeJS.Platform, packets: readonly Packet[]): readonly DriverMessage[] {
  const mender = new DriverMender(faultsOf(platform))
  return packets.flatMap(([delta, bytes, arrival]) => mender.push(delta, bytes, arrival))
}

/** A clock whose packets arrive late by what `delay` says; deltas are those of the true times. */
function clock(times: readonly number[], delay: (i: number) => number): readonly Packet[] {
  return times.map((time, i) => [i === 0 ? 0 : (time - (times[i - 1] ?? 0)) / 1e6, [0xf8], time + delay(i)])
}

describe('a stalled loop', () => {
  it('delivers late and moves no stamp', () => {
    const times = Array.from({ length: 500 }, (_, i) => 1e6 + i * 20_833)
    const random = seededRandom(3)
    const found = through(
      'linux',
      clock(times, (i) => 50 + random() * 300 + (i % 100 > 90 ? 200_000 : 0)),
    )
    const errors = found.slice(10).map(({ time }, i) => Math.abs(time - (times[i + 10] ?? 0)))
    expect(Math.max(...errors)).toBeLessThan(350)
    expect(found.every(({ mended }) => !mended)).toBe(true)
  })
})

describe('ALSA', () => {
  it('a delta that steps back a little moves no stamp back, and the stamp is marked', () => {
    const found = through('linux', [[0, [0xf8], 1e6], [0.02, [0xf8], 1_020_000], [-0.003, [0xf8], 1_020_100], [0.023, [0xf8], 1_040_000]]) // prettier-ignore
    expect(found.map(({ time }) => time)).toEqual([1_000_000, 1_020_000, 1_020_000, 1_040_000])
    expect(found.map(({ mended }) => mended)).toEqual([false, false, true, false])
  })

  it('a port that was opened anew begins with a far negative delta: time begins anew with it', () => {
    const found = through('linux', [[0, [0xf8], 1e6], [0.02, [0xf8], 1_020_000], [-7.2, [0xf8], 9_000_000], [0.02, [0xf8], 9_020_000]]) // prettier-ignore
    expect(found.map(({ time, mended }) => [time, mended])).toEqual([
      [1_000_000, false],
      [1_020_000, false],
      [9_000_000, true],
      [9_020_000, false],
    ])
  })

  it('a SysEx that a clock byte cut in two is whole again, and the clock byte is a message of its own', () => {
    const body = Array.from({ length: 128_000 }, (_, i) => i & 127)
    const found = through('linux', [
      [0, [0xf0, ...body.slice(0, 70_000), 0xf8], 1e6],
      [0.001, [...body.slice(70_000), 0xf7], 1_001_000],
    ])
    expect(found.map(({ bytes }) => bytes)).toEqual([[0xf8], [0xf0, ...body, 0xf7]])
    expect(found.map(({ mended }) => mended)).toEqual([true, false])
  })
})

describe('CoreMIDI', () => {
  it('the delta that every message of a packet repeats counts once, and the others are marked', () => {
    const deltas = [0, 0.02, 0.02, 0.02, 0.021]
    const arrivals = [1_000_000, 1_020_000, 1_020_000, 1_020_000, 1_041_000]
    const found = through(
      'darwin',
      deltas.map((delta, i): Packet => [delta, [0xf8], arrivals[i] ?? 0]),
    )
    expect(found.map(({ time }) => time)).toEqual(arrivals)
    expect(found.map(({ mended }) => mended)).toEqual([false, false, true, true, false])
  })

  it('a minute of clock with eight tracks does not run ahead', () => {
    const packets: Packet[] = []
    for (let i = 0; i < 2880; i++) {
      const [arrival, delta] = [1e6 + i * 20_833, i === 0 ? 0 : 0.020833 + (i % 7) * 1e-9]
      packets.push([delta, [0xf8], arrival])
      if (i % 12 === 0) for (let track = 0; track < 8; track++) packets.push([delta, [0x90 + track, 60, 100], arrival])
    }
    const last = through('darwin', packets).at(-1)
    expect(Math.abs((last?.time ?? 0) - (1e6 + 2879 * 20_833))).toBeLessThan(50)
  })
})

describe('WinMM', () => {
  it('a port that was opened anew begins with a delta of up to 49 days, wrapped: time begins anew with it', () => {
    const found = through('win32', [[0, [0xf8], 1e6], [0.02, [0xf8], 1_021_000], [4_294_967, [0xf8], 5e6], [0.021, [0xf8], 5_021_500]]) // prettier-ignore
    expect(found.map(({ mended }) => mended)).toEqual([false, false, true, false])
    expect(found[2]?.time).toBe(5_000_000)
    expect(Math.abs((found[3]?.time ?? 0) - 5_021_000)).toBeLessThanOrEqual(500)
  })

  it('stamps of whole milliseconds are put in their middle: they are off by half of one at most, and not on one side', () => {
    const random = seededRandom(5)
    const times = Array.from({ length: 2000 }, (_, i) => 1e6 + Math.floor(i * 20_833.33 + random() * 900))
    const packets = times.map((time, i): Packet => {
      const cut = (at: number): number => Math.floor(at / 1000)
      return [i === 0 ? 0 : (cut(time) - cut(times[i - 1] ?? 0)) / 1000, [0xf8], time + 20 + random() * 200]
    })
    const errors = through('win32', packets).slice(100).map(({ time }, i) => time - (times[i + 100] ?? 0)) // prettier-ignore
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(750)
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(120)
  })

  it('a SysEx in pieces of the buffer is whole again', () => {
    const body = Array.from({ length: 128_000 }, (_, i) => (i * 7) & 127)
    const whole = [0xf0, ...body, 0xf7]
    const pieces = [0, 65_536].map((from, i): Packet => [i / 1000, whole.slice(from, from + 65_536), 1e6 + i * 1000])
    expect(through('win32', pieces).map(({ bytes }) => bytes)).toEqual([whole])
  })
})

it('no number of a driver stops it, whatever it is', () => {
  const found = through('linux', [0, NaN, Infinity, -Infinity, -1e300, 0.02].map((delta, i): Packet => [delta, [0xf8], 1e6 + i * 1000])) // prettier-ignore
  const times = found.map(({ time }) => time)
  expect(times.every(Number.isFinite)).toBe(true)
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

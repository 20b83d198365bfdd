import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src-common/domain/base/random'
import { BAR } from '../../src-common/domain/time/ticks'
import { DriverMender, faultsOf } from './driver-mender'
import { Rig, entriesOf } from './engine-rig'

const PERIOD = 20_833

/** Pieces of at most 300 bytes: mostly noise, at times long runs without a status, with SysEx begun and never ended. */
function* noise(total: number, seed: number): Generator<readonly number[]> {
  const random = seededRandom(seed)
  for (let sent = 0; sent < total;) {
    const length = Math.min(total - sent, 1 + Math.floor(random() * 300))
    const mask = random() < 0.3 ? 0x7f : 0xff
    // No transport by chance: what it does to the clock is tested elsewhere, and here it would end the recording.
    const bytes = Array.from({ length }, () => Math.floor(random() * 256) & mask).map((byte) => (byte >= 0xf8 && byte < 0xfd ? 0xf9 : byte)) // prettier-ignore
    sent += length
    yield bytes
  }
}

describe('a million bytes of noise', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    it(`through the mender for ${platform}: no stamp steps back, and what comes after is understood`, () => {
      const mender = new DriverMender(faultsOf(platform))
      const random = seededRandom(8)
      let last = -Infinity
      let arrival = 1e6
      let wrong = 0
      for (const packet of noise(1_000_000, 21)) {
        arrival += Math.floor(random() * 2000)
        const delta = random() < 0.01 ? (random() - 0.5) * 1e7 : random() / 500
        for (const { time, bytes } of mender.push(delta, packet, arrival)) {
          if (time < last || time > arrival || bytes.length === 0) wrong++
          last = time
        }
      }
      expect(wrong).toBe(0)
      const after = [[0xf7], [0x90, 60, 100], [0xb0, 94, 127]].flatMap((packet) => mender.push(0.001, packet, arrival + 1000)) // prettier-ignore
      expect(after.slice(-2).map(({ bytes }) => bytes)).toEqual([
        [0x90, 60, 100],
        [0xb0, 94, 127],
      ])
    })
  }

  it('through the engine, into the journal, while a take is recorded: the take is as it was played', () => {
    const rig = new Rig()
    rig.engine.record()
    const mender = new DriverMender(faultsOf('linux'))
    const pieces = noise(1_000_000, 4)
    let last = 2e6
    const push = (packet: readonly number[], time: number): void => {
      rig.time = Math.max(rig.time, time)
      rig.inject(mender.push((time - last) / 1e6, packet, time))
      last = time
    }
    push([0xfa], 2e6)
    for (let pulse = 0; pulse < 96 * 4; pulse++) {
      const time = 2e6 + 5000 + pulse * PERIOD
      for (let i = 0; i < 20; i++) {
        const next = pieces.next()
        if (next.done !== true) push(next.value, time - 9000)
      }
      push([0xf7], time - 5000)
      if (pulse === 96 * 3) push([0x95, 60, 100], time - 4000)
      push([0xf8], time)
      rig.engine.frame()
    }
    push([0xfc], 2e6 + 96 * 4 * PERIOD + 5000)
    rig.engine.frame()
    const entries = entriesOf(rig.recorded[0]?.journal ?? '')
    expect(entries.some((entry) => entry.type === 'mark' && entry.mark.type === 'damaged')).toBe(false)
    const take = rig.take()
    expect(take.summary).toMatchObject({ from: 0, to: 4 * BAR, clock: { pulses: 384 } })
    const played = take.notes.filter(({ track, pitch, velocity }) => track === 5 && pitch === 60 && velocity === 100)
    expect(played.some(({ tick }) => Math.abs(tick - 3 * BAR) < 20)).toBe(true)
    expect(rig.notices).toEqual([])
  })
})

it('a flood of messages is in the journal whole, and in the live feed as far as anyone could look', () => {
  const rig = new Rig()
  for (let i = 0; i < 50_000; i++) rig.inject([{ time: rig.time, bytes: [0xb0, 7, i & 127], mended: false }])
  rig.engine.frame()
  const journal = rig.engine.flush()?.journal ?? ''
  expect(entriesOf(journal).filter((entry) => entry.type === 'in')).toHaveLength(50_000)
  expect(readdirSync(journal)).toHaveLength(1)
  expect(rig.live.at(-1)?.input.length).toBeLessThan(5000)
})

// 100,000 dumps that were changed at random, by the same seed each time: whatever comes, an answer has to come, and soon.
import { expect, it } from 'vitest'
import { seededRandom } from '../../base/random'
import type { DumpDevice } from '../pattern-dump'
import { readFrame, writeFrame, type DumpFrame, type FrameResult } from './elektron-frame'
import { writtenLayout } from './pattern-blank'
import { decodePattern, type DecodeResult } from './pattern-decode'
import { encodeEmpty } from './pattern-encode'

const DEVICES: readonly DumpDevice[] = ['digitakt', 'digitakt2']
const random = seededRandom(20_260_101)
const upTo = (count: number): number => Math.floor(random() * count)

/** With a trig on every 16th step, so that there is something to misread. */
function busy(device: DumpDevice): DumpFrame {
  const frame = encodeEmpty(device, 5)
  const { trackSize, steps, pool } = writtenLayout(device)
  let record = pool ?? 0
  for (let track = 0; track < 16; track++) {
    for (let step = 0; step < steps; step += 16) {
      frame.payload.set([0x02, 0x81], 4 + track * trackSize + 2 * step)
      for (let slot = 0; slot < 4 && pool !== null; slot++, record += 6) {
        frame.payload.set([track, step, 60 + slot, 0xff, 0xff, 0], record)
      }
    }
  }
  return frame
}

/** Places that decide how all else is read are hit as often as all the rest. */
function placesOf(device: DumpDevice, size: number): () => number {
  const { tail, trackSize, patternSize } = writtenLayout(device)
  const spans = [
    [0, 4],
    [4, trackSize],
    [tail, 30],
    [patternSize, 64],
    [0, size],
  ] as const
  return () => {
    const [from, length] = spans[upTo(spans.length)] ?? [0, size]
    return from + upTo(length)
  }
}

function sound(result: DecodeResult): boolean {
  if (!result.ok) return result.reason.endsWith('.')
  const { pattern } = result.dump
  return (
    pattern.tracks.length === 16 &&
    pattern.tracks.every(
      ({ trigs, length }) =>
        length >= 1 &&
        trigs.every(
          ({ notes, velocity, micro }) =>
            velocity <= 127 && Math.abs(micro) <= 23 && notes.every((note) => note >= 0 && note <= 127),
        ),
    )
  )
}

it.each([
  ['digitakt', 77_000],
  ['digitakt2', 12_000],
] as const)(
  'no change of what a dump of %s holds, of %i, does more than be refused or be read',
  (device, count) => {
    const frame = busy(device)
    const { payload } = frame
    const place = placesOf(device, payload.length)
    const kinds = { verified: 0, unverified: 0, refused: 0 }
    for (let mutant = 0; mutant < count; mutant++) {
      const undo = Array.from({ length: 1 + upTo(6) }, () => place()).map((at) => [at, payload[at] ?? 0] as const)
      for (const [at, byte] of undo) payload[at] = random() < 0.5 ? upTo(256) : byte ^ (1 << upTo(8))
      const cut = random() < 0.2 ? upTo(payload.length) : payload.length
      const result = decodePattern({ ...frame, payload: payload.subarray(0, cut) })
      if (!sound(result)) throw new Error(JSON.stringify([undo, cut]))
      kinds[result.ok ? (result.dump.verified ? 'verified' : 'unverified') : 'refused']++
      for (const [at, byte] of undo.toReversed()) payload[at] = byte
    }
    expect(Math.min(...Object.values(kinds))).toBeGreaterThan(count / 50)
  },
  180_000,
)

it.each([
  ['digitakt', 4000],
  ['digitakt2', 1000],
] as const)(
  'a damaged message of %s, of %i, is damaged or of another box, and never a dump',
  (device, count) => {
    const bytes = Uint8Array.from(writeFrame(busy(device)))
    for (let mutant = 0; mutant < count; mutant++) {
      const at = 10 + upTo(bytes.length - 10)
      const byte = bytes[at] ?? 0
      bytes[at] = byte ^ (1 << upTo(8))
      const cut = random() < 0.3 ? upTo(bytes.length) : bytes.length
      expect(readFrame(bytes.subarray(0, cut)).type).not.toBe('frame')
      bytes[at] = byte
    }
  },
  180_000,
)

it('small messages with right checksums and anything in them, 3000, are refused', () => {
  for (let mutant = 0; mutant < 3000; mutant++) {
    const payload = Uint8Array.from({ length: 1 + upTo(200) }, () => upTo(256))
    const device = DEVICES[upTo(2)] ?? 'digitakt'
    const result: FrameResult = readFrame(writeFrame({ device, type: 'patternKit', index: upTo(128), payload }))
    expect(result.type === 'frame' && !decodePattern(result.frame).ok).toBe(true)
  }
}, 60_000)

it('bytes of no sense at all, 3000, are no dump', () => {
  for (let mutant = 0; mutant < 3000; mutant++) {
    const bytes = Array.from({ length: upTo(300) }, () => upTo(256))
    expect(readFrame(random() < 0.5 ? bytes : [0xf0, 0, 0x20, 0x3c, 0x0a, 0, 0x50, 1, 1, ...bytes]).type).not.toBe(
      'frame',
    )
  }
})

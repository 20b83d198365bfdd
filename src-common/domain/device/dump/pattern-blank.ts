// An empty pattern, byte for byte as a new one is on Digitakt (OS 1.50) and Digitakt II (OS 1.15): what the encoder writes
// into. Source: the factory blanks of elk-herd, to which it is equal.
import type { DumpDevice } from '../pattern-dump'
import { putU16, putU32 } from './big-endian'
import { layoutOf } from './pattern-layout'
import { PLOCKS, plockSize, POOL_SIZE, TAIL, TEMPO_PARTS, trackAt, TRACKS, type PatternLayout } from './pattern-shape'
import { PLAIN_SPEED } from './speed-codes'
import { SWING } from './step-word'

const WRITTEN: Readonly<Record<DumpDevice, number>> = { digitakt: 9, digitakt2: 4 }

/** Note, velocity, length, switches, chord (II: after a retrig that is off, and before its values), track length, … */
const SETTINGS: Readonly<Record<DumpDevice, readonly number[]>> = {
  digitakt: [0x3c, 0x64, 0x0e, 0x06, 0x80, 0x40, 0x40, 0x40, 0, 0x10, 0, 0x02, 0x64, 0x05, 0],
  digitakt2: [
    0x3c, 0x64, 0x0e, 0x07, 0x80, 0, 0x40, 0x40, 0x40, 0x0e, 0x0c, 0x40, 0, 0x10, 0, 0x02, 0x64, 0x05, 0xff,
    0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 0, 0x7f, 0, 0x7f,
  ],
} // prettier-ignore

/** The version that is written: the newest known. */
export function writtenLayout(device: DumpDevice): PatternLayout {
  const layout = layoutOf(device, WRITTEN[device])
  if (layout === null) throw new Error(`No layout of ${device}`)
  return layout
}

/** Into `payload`, whose bytes are all zero. */
export function writeBlank(payload: Uint8Array, layout: PatternLayout, index: number): void {
  putU32(payload, 0, layout.structVersion)
  for (let track = 0; track < TRACKS; track++) writeBlankTrack(payload, layout, trackAt(layout, track))
  if (layout.pool !== null) payload.fill(0xff, layout.pool, layout.pool + POOL_SIZE)
  const size = plockSize(layout.steps)
  for (let lock = 1; lock <= PLOCKS; lock++) putU16(payload, layout.tail - lock * size, 0xffff)
  writeBlankTail(payload, layout.tail, index)
}

function writeBlankTrack(payload: Uint8Array, { device, lanes, settings, steps }: PatternLayout, at: number): void {
  for (let step = 1; step < steps; step += 2) payload[at + 2 * step + 1] = SWING
  payload.fill(0xff, at + 2 * steps, at + settings.note)
  if (device === 'digitakt') {
    const own = [
      { lane: lanes.micro, value: 0 },
      { lane: lanes.retrigLength, value: 0x2e },
      { lane: lanes.retrigRate, value: 0x09 },
      { lane: lanes.retrigVelocity, value: 0 },
    ]
    for (const { lane, value } of own) if (lane !== null) payload.fill(value, at + lane, at + lane + steps)
  }
  payload.set(SETTINGS[device], at + settings.note)
}

function writeBlankTail(payload: Uint8Array, tail: number, index: number): void {
  putU16(payload, tail + TAIL.tempo, 120 * TEMPO_PARTS)
  putU16(payload, tail + TAIL.masterLength, 16)
  putU16(payload, tail + TAIL.changeLength, 1)
  payload[tail + TAIL.speed] = PLAIN_SPEED
  payload[tail + TAIL.kit] = index
  payload[tail + TAIL.mark] = 0xff
}

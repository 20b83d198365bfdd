// Writes a pattern as the newest known version of a box has it: for files, for tests, and for the virtual box.
import { NEW_PATTERN, type Pattern } from '../pattern'
import type { DumpDevice } from '../pattern-dump'
import { putU16 } from './big-endian'
import type { DumpFrame } from './elektron-frame'
import { writeKit } from './kit-encode'
import { kitLayoutOf } from './kit-layout'
import { writeBlank, writtenLayout } from './pattern-blank'
import { NAME_SIZE, TAIL, TEMPO_PARTS, TRACKS } from './pattern-shape'
import { codeOfSpeed, PLAIN_SPEED } from './speed-codes'
import { within, writeTracks } from './track-encode'
import { nameBytes } from './windows-1252'

const MOST_LENGTH = 1024
/** INF, and OFF for the change length. */
const OFF = 1

/** Pattern and kit. What the box could not hold so is brought to what it can: see `writeTracks`. */
export function encodePattern(pattern: Pattern, device: DumpDevice, index: number): DumpFrame {
  const layout = writtenLayout(device)
  const kitLayout = kitLayoutOf(device, layout.structVersion)
  const payload = new Uint8Array(layout.patternSize + (kitLayout?.size ?? 0))
  const whole = { ...pattern, tracks: pattern.tracks.slice(0, TRACKS) }
  writeBlank(payload, layout, index)
  writeTail(payload, layout.tail, whole)
  writeTracks(payload, layout, whole)
  if (kitLayout !== null) writeKit(payload.subarray(layout.patternSize), kitLayout, device, layout.structVersion, whole)
  return { device, type: 'patternKit', index, payload }
}

/** A pattern of nothing, as in a slot that was never used. */
export const encodeEmpty = (device: DumpDevice, index: number): DumpFrame => encodePattern(EMPTY, device, index)
const EMPTY: Pattern = { ...NEW_PATTERN, kit: '', scaleMode: 'pattern' }

function writeTail(payload: Uint8Array, tail: number, pattern: Pattern): void {
  const perTrack = pattern.scaleMode === 'track'
  payload.set(nameBytes(pattern.name, NAME_SIZE), tail + TAIL.name)
  putU16(payload, tail + TAIL.tempo, within(30 * TEMPO_PARTS, 300 * TEMPO_PARTS, pattern.bpm * TEMPO_PARTS))
  putU16(payload, tail + TAIL.masterLength, masterOf(pattern))
  putU16(payload, tail + TAIL.changeLength, within(OFF, MOST_LENGTH, pattern.changeLength ?? OFF))
  payload[tail + TAIL.swing] = within(0, 30, pattern.swing - 50)
  payload[tail + TAIL.scaleMode] = perTrack ? 1 : 0
  const shared = pattern.tracks[0]?.speed
  payload[tail + TAIL.speed] = perTrack || shared === undefined ? PLAIN_SPEED : codeOfSpeed(shared)
}

/** Only patterns with a length per track can go on for ever. */
function masterOf({ masterLength, scaleMode, tracks }: Pattern): number {
  if (masterLength !== 'inf') return within(1, MOST_LENGTH, masterLength)
  return scaleMode === 'track' ? OFF : Math.max(1, ...tracks.map(({ length }) => length))
}

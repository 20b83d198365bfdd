// The frame of an Elektron dump: which box and slot it is of, and the checks that it came whole. Source: elk-herd;
// 13 messages of real boxes (Digitakt, Digitakt II, Digitone II) read and rebuilt byte for byte.
import { formatCount } from '../../base/figures'
import type { Bytes } from '../../midi/message'
import type { DumpDevice } from '../pattern-dump'
import { pack, unpack } from './seven-bit'

type FrameType = 'patternKit' | 'pattern' | 'kit' | 'sound' | 'settings'

export type DumpFrame = {
  readonly device: DumpDevice
  readonly type: FrameType
  /** The slot, 0 to 127: A01 to H16 for patterns and kits; 0 for settings. */
  readonly index: number
  /** Of eight bits. May be longer than what it holds: the box sends from a buffer that all kinds share. */
  readonly payload: Uint8Array
}

export type FrameResult =
  | { readonly type: 'frame'; readonly frame: DumpFrame }
  /** Nothing of a Digitakt's, or no data: a request has its own reader. */
  | { readonly type: 'other' }
  /** Meant to be a dump. `reason` names the byte, counted from 0. */
  | { readonly type: 'damaged'; readonly reason: string }

export const ELEKTRON: Bytes = [0xf0, 0x00, 0x20, 0x3c]
export const FAMILY: Readonly<Record<DumpDevice, number>> = { digitakt: 0x0a, digitakt2: 0x14 }
/** Of the message format, after the type. */
export const FORMAT: Bytes = [0x01, 0x01]
export const END = 0xf7

const TYPE: Readonly<Record<FrameType, number>> = {
  patternKit: 0x50,
  pattern: 0x51,
  kit: 0x52,
  sound: 0x53,
  settings: 0x54,
}
const TYPES = Object.keys(TYPE) as readonly FrameType[]
const HEADER = 10
/** Checksum and count, two bytes each, and F7. */
const TRAILER = 5

export function deviceOfFamily(family: number | undefined): DumpDevice | null {
  if (family === FAMILY.digitakt) return 'digitakt'
  return family === FAMILY.digitakt2 ? 'digitakt2' : null
}

/** What a dump says that it is, whether it came whole or not; null for anything else. */
export function frameHead(bytes: ArrayLike<number>): Pick<DumpFrame, 'device' | 'type' | 'index'> | null {
  const device = deviceOfFamily(bytes[4])
  const type = TYPES.find((each) => TYPE[each] === bytes[6])
  if (ELEKTRON.some((byte, at) => bytes[at] !== byte) || device === null || type === undefined) return null
  return { device, type, index: bytes[9] ?? 0 }
}

/** Never throws, and takes time in proportion to the length. */
export function readFrame(bytes: ArrayLike<number>): FrameResult {
  const device = deviceOfFamily(bytes[4])
  if (ELEKTRON.some((byte, at) => bytes[at] !== byte) || device === null) return { type: 'other' }
  const code = bytes[6]
  const type = TYPES.find((each) => TYPE[each] === code)
  if (code !== undefined && type === undefined) return { type: 'other' }
  const reason = faultOf(bytes)
  if (reason !== null || type === undefined) return { type: 'damaged', reason: reason ?? cutAt(bytes.length) }
  const payload = unpack(bytes, HEADER, bytes.length - TRAILER)
  return { type: 'frame', frame: { device, type, index: bytes[9] ?? 0, payload } }
}

/** For files, and for the virtual box: sent to a real one, this would overwrite what it holds. */
export function writeFrame({ device, type, index, payload }: DumpFrame): Bytes {
  const packed = pack(payload)
  let sum = 0
  for (const byte of packed) sum += byte
  const head = [...ELEKTRON, FAMILY[device], 0, TYPE[type], ...FORMAT, index]
  return head.concat(packed, twoBytes(sum), twoBytes(packed.length + TRAILER), END)
}

function faultOf(bytes: ArrayLike<number>): string | null {
  const size = bytes.length
  const high = firstHighByte(bytes)
  if (high !== null) return notExpected(high, 'less than 80 inside of a message', bytes[high])
  if (bytes[size - 1] !== END) return cutAt(size)
  if (size < HEADER + TRAILER) return `The message is only ${formatCount(size)} bytes long; a dump has at least 17.`
  if (bytes[5] !== 0) return notExpected(5, '00', bytes[5])
  const version = FORMAT.findIndex((byte, at) => bytes[7 + at] !== byte)
  if (version >= 0) return notExpected(7 + version, '01, the version of the format,', bytes[7 + version])
  const packed = size - HEADER - TRAILER
  if (packed === 0) return 'The message is empty: checksum and count stand at byte 10, where data was expected.'
  if (packed % 8 === 1) return `The group of bytes that begins at byte ${formatCount(size - TRAILER - 1)} has no data.`
  return countFault(bytes, packed) ?? checksumFault(bytes)
}

/** The first byte after F0 that is no data; F7 may be the last. */
function firstHighByte(bytes: ArrayLike<number>): number | null {
  const last = bytes.length - 1
  for (let at = 1; at <= last; at++) {
    const byte = bytes[at] ?? 0
    if (byte > 0x7f && !(at === last && byte === END)) return at
  }
  return null
}

function countFault(bytes: ArrayLike<number>, packed: number): string | null {
  return fault14(bytes, bytes.length - 3, packed + TRAILER, 'the count of the bytes')
}

function checksumFault(bytes: ArrayLike<number>): string | null {
  const at = bytes.length - TRAILER
  let sum = 0
  for (let i = HEADER; i < at; i++) sum += bytes[i] ?? 0
  return fault14(bytes, at, sum, 'the checksum of the data')
}

/** Two bytes of seven bits, the high one first; what does not fit is left out. */
const twoBytes = (value: number): readonly [number, number] => [(value >> 7) & 0x7f, value & 0x7f]

function fault14(bytes: ArrayLike<number>, at: number, value: number, what: string): string | null {
  const wrong = twoBytes(value).findIndex((byte, i) => bytes[at + i] !== byte)
  if (wrong < 0) return null
  const expected = hex(twoBytes(value)[wrong === 0 ? 0 : 1])
  return notExpected(at + wrong, `${expected}, by ${what},`, bytes[at + wrong])
}

const cutAt = (size: number): string => `The message is cut off: it ends at byte ${formatCount(size)} without F7.`
const notExpected = (at: number, expected: string, found: number | undefined): string =>
  `At byte ${formatCount(at)}, ${expected} was expected, and ${hex(found ?? 0)} found.`
const hex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase()

// What a Digitakt is asked for its patterns with, and the only SysEx messages that may ever be sent to one: data (50 to 54)
// would overwrite what it holds. Source: elk-herd, which reads Digitakt and Digitakt II with these.
import type { Bytes } from '../../midi/message'
import type { DumpDevice } from '../pattern-dump'
import { deviceOfFamily, ELEKTRON, END, FAMILY, FORMAT } from './elektron-frame'
import { pack, unpack } from './seven-bit'

export type ReadRequest =
  | {
      readonly type: DataRequest
      readonly device: DumpDevice
      /** The slot, 0 to 127; 0 for settings and the whole project. */
      readonly index: number
    }
  | {
      readonly type: IdentityRequest
      /** 16 bits. From 20000 on one stays out of Transfer's way (elk-herd). */
      readonly messageId: number
    }

type DataRequest = 'patternKit' | 'pattern' | 'settings' | 'project'
type IdentityRequest = 'identity' | 'version'

const DATA: Readonly<Record<DataRequest, number>> = { patternKit: 0x60, pattern: 0x61, settings: 0x64, project: 0x6f }
const IDENTITY: Readonly<Record<IdentityRequest, number>> = { identity: 0x01, version: 0x02 }
const DATA_REQUESTS = Object.keys(DATA) as readonly DataRequest[]
const IDENTITY_REQUESTS = Object.keys(IDENTITY) as readonly IdentityRequest[]

/** Checksum and count of no data. */
const NO_DATA: Bytes = [0x00, 0x00, 0x00, 0x05]
/** Messages of calls and answers, which are no dumps (elk-herd). */
export const CALL: Bytes = [...ELEKTRON, 0x10, 0x00]

export function requestBytes(request: ReadRequest): Bytes {
  if ('messageId' in request) {
    const { messageId } = request
    return [...CALL, ...pack([messageId >> 8, messageId & 0xff, 0, 0, IDENTITY[request.type]]), END]
  }
  const { type, device, index } = request
  return [...ELEKTRON, FAMILY[device], 0, DATA[type], ...FORMAT, index, ...NO_DATA, END]
}

/** Null for all that is not, byte for byte, a request as it is written here. */
export function readRequest(bytes: Bytes): ReadRequest | null {
  const meant = meantAs(bytes)
  return meant !== null && equal(requestBytes(meant), bytes) ? meant : null
}

/** Whether a message may go to a box: what holds no SysEx, and of SysEx the requests above alone. */
export const mayLeave = (bytes: Bytes): boolean =>
  (!bytes.includes(0xf0) && !bytes.includes(END)) || readRequest(bytes) !== null

function meantAs(bytes: Bytes): ReadRequest | null {
  const device = deviceOfFamily(bytes[4])
  if (device === null) {
    const [high = 0, low = 0, , , operation] = unpack(bytes.slice(CALL.length, -1))
    const type = IDENTITY_REQUESTS.find((each) => IDENTITY[each] === operation)
    return type === undefined ? null : { type, messageId: (high << 8) | low }
  }
  const type = DATA_REQUESTS.find((each) => DATA[each] === bytes[6])
  const index = bytes[9] ?? 0
  return type === undefined || !(index >= 0 && index < 128) ? null : { type, device, index }
}

const equal = (a: Bytes, b: Bytes): boolean => a.length === b.length && a.every((byte, at) => byte === b[at])

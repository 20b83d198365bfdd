// How the monitor writes a message: its time, its words, its bytes, and the line that is copied.
import { formatCount } from '../../src-common/domain/base/figures'
import { describe } from '../../src-common/domain/device/describe'
import { parameterOf } from '../../src-common/domain/device/describe-controller'
import type { DeviceProfile } from '../../src-common/domain/device/device'
import { parse, toHex, type Bytes } from '../../src-common/domain/midi/message'
import type { Micros } from '../../src-common/domain/time/ticks'
import type { KeptMessage } from './message-log'

/** More than any message but SysEx has, and what fits a row. */
const LONGEST = 8
const SHOWN_OF_LONGER = 5

const length = (bytes: Bytes): string => `${formatCount(bytes.length)} bytes`

/** `1:02.345`: minutes, seconds and thousandths since `origin`. */
export function timeText(time: Micros, origin: Micros): string {
  const millis = Math.round((time - origin) / 1000)
  const rest = Math.abs(millis)
  const seconds = ((rest % 60_000) / 1000).toFixed(3).padStart(6, '0')
  return `${millis < 0 ? '-' : ''}${String(Math.floor(rest / 60_000))}:${seconds}`
}

/** `B2 5E 7F`; of a long message the first bytes and its length. */
export const bytesText = (bytes: Bytes): string =>
  bytes.length <= LONGEST ? toHex(bytes) : `${toHex(bytes.slice(0, SHOWN_OF_LONGER))} … ${length(bytes)}`

/** `Track 3 mute on · CC 94 = 127 · ch 3`; what we sent ourselves and came back, with ` · echo` behind it. */
export function wordsText({ kind, bytes, assembled, echo }: KeptMessage, device: DeviceProfile): string {
  const unknown = kind === 'other' && bytes.length > LONGEST
  const words = unknown ? `Unknown: ${bytesText(bytes)}` : describe(bytes, device, assembled)
  return echo === true ? `${words} · echo` : words
}

/** What a row tells when it is pointed at: its words, what speaks against them, and its bytes. */
export function titleText(message: KeptMessage, device: DeviceProfile): string {
  const { kind, bytes, assembled } = message
  const doubt = kind === 'controller' ? (parameterOf(parse(bytes), device, assembled)?.doubt ?? null) : null
  return [wordsText(message, device), ...(doubt === null ? [] : [doubt]), bytesText(bytes)].join('\n')
}

/** Time, port, words and all bytes, parted by tabs. */
export function lineText(message: KeptMessage, port: string, origin: Micros, device: DeviceProfile): string {
  const { time, direction, bytes } = message
  return [timeText(time, origin), direction, port, wordsText(message, device), toHex(bytes)].join('\t')
}

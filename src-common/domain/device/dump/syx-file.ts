// Cuts a .syx file into its SysEx messages: one or many, with whatever stands between them.
import type { Bytes } from '../../midi/message'

export type SysexFile = {
  readonly messages: readonly SysexMessage[]
  /** How many bytes belong to no message. */
  readonly junk: number
  /** Where messages begin that end without F7, since the file ends there, or the next one begins. */
  readonly cut: readonly SysexCut[]
}
/** `at`: the offset of its F0 in the file. */
type SysexMessage = { readonly at: number; readonly bytes: Bytes }
/** `end`: the offset of what stands where F7, or further data, was expected: the size of the file, or another status. */
type SysexCut = { readonly at: number; readonly end: number }

const BEGIN = 0xf0
const END = 0xf7
/** Real-time bytes may stand within any message (MIDI 1.0). */
const REAL_TIME = 0xf8
/** A message of more bytes is none of a Digitakt's, whose longest have some 128 kB. */
const LONGEST = 1 << 20

/** Never throws, and takes time and memory in proportion to the length. */
export function sysexIn(file: Uint8Array): SysexFile {
  const messages: SysexMessage[] = []
  const cut: SysexCut[] = []
  let begun: number | null = null
  let bytes: number[] = []
  let used = 0
  const giveUp = (end: number): void => {
    if (begun !== null) cut.push({ at: begun, end })
    begun = null
    bytes = []
  }
  file.forEach((byte, at) => {
    if (byte >= REAL_TIME) return
    if (byte >= 0x80 && byte !== END) giveUp(at)
    if (byte === BEGIN) begun = at
    if (begun === null) return
    bytes.push(byte)
    if (byte === END) {
      messages.push({ at: begun, bytes })
      used += bytes.length
      begun = null
      bytes = []
    } else if (bytes.length >= LONGEST) giveUp(at + 1)
  })
  giveUp(file.length)
  return { messages, junk: file.length - used, cut }
}

// The journal: what the wire said, one line a message, each with its own checksum, append-only. Readable by a person:
//
//   muteline journal 1
//   ! 0 {"type":"open","at":"2026-11-22T16:00:00.000Z","input":"Elektron Digitakt"} 1f3c
//   i0 1843211 f8 9a02
//   o 1843400 fa 77b1
//
// `i0`: received on input 0; `o`: sent by us, clock and transport only; `!`: a mark of our own. Times are microseconds.
import type { Bytes } from '../midi/message'
import type { Micros } from '../time/ticks'

type Mark =
  | { readonly type: 'open'; readonly at: string; readonly input: string }
  /** Recording began, at a time of day. */
  | { readonly type: 'record'; readonly at: string }
  /** A song played along, so many ticks ahead of the box's own count. */
  | { readonly type: 'song'; readonly offset: number }
  | { readonly type: 'end' }
  /** `take` was made of the entries from number `from` on. */
  | { readonly type: 'kept'; readonly take: string; readonly from: number }
  | { readonly type: 'close' }

export type JournalEntry =
  | { readonly type: 'in'; readonly port: number; readonly time: Micros; readonly bytes: Bytes }
  | { readonly type: 'out'; readonly time: Micros; readonly bytes: Bytes }
  | { readonly type: 'mark'; readonly time: Micros; readonly mark: Mark }

export const JOURNAL_HEADER = 'muteline journal 1\n'

/** One entry as its line, with the line feed. */
export function formatEntry(entry: JournalEntry): string {
  const body = `${headOf(entry)} ${String(Math.round(entry.time))} ${payloadOf(entry)}`
  return `${body} ${checksum(body)}\n`
}

function headOf(entry: JournalEntry): string {
  return entry.type === 'in' ? `i${String(entry.port)}` : entry.type === 'out' ? 'o' : '!'
}

function payloadOf(entry: JournalEntry): string {
  return entry.type === 'mark' ? JSON.stringify(entry.mark) : hexOf(entry.bytes)
}

const BYTE_HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const hexOf = (bytes: Bytes): string => bytes.map((byte) => BYTE_HEX[byte & 0xff] ?? '00').join('')

export type ParsedJournal = {
  readonly entries: readonly JournalEntry[]
  /** Lines that were damaged and left out: a torn last line after a crash, or a disk's fault. */
  readonly damaged: number
}

/** All that can be read. Null if this is no journal at all. */
export function parseJournal(text: string): ParsedJournal | null {
  if (!text.startsWith(JOURNAL_HEADER)) return null
  const entries: JournalEntry[] = []
  let damaged = 0
  let from = JOURNAL_HEADER.length
  while (from < text.length) {
    const end = text.indexOf('\n', from)
    const entry = end < 0 ? null : parseLine(text.slice(from, end))
    if (entry === null) damaged++
    else entries.push(entry)
    if (end < 0) break
    from = end + 1
  }
  return { entries, damaged }
}

function parseLine(line: string): JournalEntry | null {
  const cut = line.lastIndexOf(' ')
  const body = line.slice(0, cut)
  if (cut < 0 || checksum(body) !== line.slice(cut + 1)) return null
  const first = body.indexOf(' ')
  const second = body.indexOf(' ', first + 1)
  const head = body.slice(0, first)
  const time = Number(body.slice(first + 1, second))
  const payload = body.slice(second + 1)
  if (head === '!') return { type: 'mark', time, mark: JSON.parse(payload) as Mark }
  const bytes = parseHex(payload)
  if (head === 'o') return { type: 'out', time, bytes }
  return { type: 'in', port: Number(head.slice(1)), time, bytes }
}

function parseHex(hex: string): Bytes {
  const bytes: number[] = []
  for (let i = 0; i < hex.length; i += 2) bytes.push(parseInt(hex.slice(i, i + 2), 16))
  return bytes
}

// CRC-16/CCITT-FALSE (ITU-T V.41's polynomial): four hex digits find a torn or bent line.
const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, index) => {
  let crc = index << 8
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1
  return crc & 0xffff
})

function checksum(text: string): string {
  let crc = 0xffff
  for (let i = 0; i < text.length; i++) {
    crc = ((crc << 8) ^ (CRC_TABLE[((crc >> 8) ^ text.charCodeAt(i)) & 0xff] ?? 0)) & 0xffff
  }
  return crc.toString(16).padStart(4, '0')
}

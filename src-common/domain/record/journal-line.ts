// The letters of a journal's lines: hexadecimal bytes, decimal times, and the checksum at the end. Journals are long, so
// lines are written into and read from bytes as they are.
import type { Bytes } from '../midi/message'
import type { Micros } from '../time/ticks'

// CRC-16/CCITT-FALSE (ITU-T V.41's polynomial): four hex digits find a torn or bent line.
const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, index) => {
  let crc = index << 8
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1
  return crc & 0xffff
})
const HEX = '0123456789abcdef'
const HEX_DIGITS = Uint8Array.from(HEX, (digit) => digit.charCodeAt(0))

/** The checksum of the bytes `[from, to)` of a file. */
function checksumOf(file: Uint8Array, from: number, to: number): number {
  let crc = 0xffff
  for (let i = from; i < to; i++) crc = ((crc << 8) ^ (CRC_TABLE[((crc >> 8) ^ (file[i] ?? 0)) & 0xff] ?? 0)) & 0xffff
  return crc
}

/** Where the checksum of the line `[from, end)` begins, with the space before it; null where it is wrong, or there is none. */
export function checkedEnd(file: Uint8Array, from: number, end: number): number | null {
  const cut = end - 5
  if (cut <= from || file[cut] !== 32) return null
  const written = (byteAt(file, cut + 1) << 8) | byteAt(file, cut + 3)
  return checksumOf(file, from, cut) === written ? cut : null
}

const digit = (letter: number): number => (letter < 58 ? letter - 48 : letter - 87)

/** Short messages come by the million and are few: each is kept once. */
const SHARED = new Map<number, Bytes>()

/** The bytes whose digits stand at `[from, to)`. */
export function sharedBytes(file: Uint8Array, from: number, to: number): Bytes {
  const length = (to - from) >> 1
  if (length > 3) return Array.from({ length }, (_, i) => byteAt(file, from + 2 * i))
  let key = length
  for (let i = from; i < to; i += 2) key = key * 256 + byteAt(file, i)
  const known = SHARED.get(key)
  if (known !== undefined) return known
  const bytes = Array.from({ length }, (_, i) => byteAt(file, from + 2 * i))
  SHARED.set(key, bytes)
  return bytes
}

const byteAt = (file: Uint8Array, at: number): number => digit(file[at] ?? 48) * 16 + digit(file[at + 1] ?? 48)

function digitsOf(value: number): number {
  let count = 1
  for (let limit = 10; value >= limit; limit *= 10) count++
  return count
}

const LEAST_ROOM = 1 << 16

/** Lines, written one after another into bytes that grow as needed. */
export class LineWriter {
  #bytes = new Uint8Array(LEAST_ROOM)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** ASCII as it is. */
  text(text: string): void {
    this.#ensure(text.length)
    this.#letters(text)
  }

  /** A line with a text in it. */
  line(head: string, time: Micros, body: string): void {
    const from = this.#begin(head, time, body.length)
    this.#letters(body)
    this.#end(from)
  }

  /** A line with a message in it. */
  message(head: string, time: Micros, message: Bytes): void {
    const from = this.#begin(head, time, message.length * 2)
    for (const byte of message) {
      this.#bytes[this.#size++] = HEX_DIGITS[(byte >> 4) & 15] ?? 48
      this.#bytes[this.#size++] = HEX_DIGITS[byte & 15] ?? 48
    }
    this.#end(from)
  }

  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#size)
    this.#size = 0
    return taken
  }

  #begin(head: string, time: Micros, length: number): number {
    this.#ensure(head.length + length + 40)
    const from = this.#size
    this.#letters(head)
    this.#bytes[this.#size++] = 32
    this.#number(Math.round(time))
    this.#bytes[this.#size++] = 32
    return from
  }

  #end(from: number): void {
    const checksum = checksumOf(this.#bytes, from, this.#size)
    this.#bytes[this.#size++] = 32
    for (let shift = 12; shift >= 0; shift -= 4) this.#bytes[this.#size++] = HEX_DIGITS[(checksum >> shift) & 15] ?? 48
    this.#bytes[this.#size++] = 10
  }

  #letters(text: string): void {
    for (let i = 0; i < text.length; i++) this.#bytes[this.#size++] = text.charCodeAt(i)
  }

  #number(value: number): void {
    if (value < 0 || value >= 1e15) {
      this.#letters(String(value))
      return
    }
    // In two halves, so that each is a small integer.
    const high = Math.floor(value / 1e7)
    if (high > 0) {
      this.#digits(high, digitsOf(high))
      this.#digits(value - high * 1e7, 7)
    } else this.#digits(value, digitsOf(value))
  }

  #digits(value: number, count: number): void {
    let rest = value | 0
    for (let place = this.#size + count - 1; place >= this.#size; place--) {
      const tenth = (rest / 10) | 0
      this.#bytes[place] = 48 + rest - tenth * 10
      rest = tenth
    }
    this.#size += count
  }

  #ensure(more: number): void {
    if (this.#size + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#size + more))
    grown.set(this.#bytes.subarray(0, this.#size))
    this.#bytes = grown
  }
}

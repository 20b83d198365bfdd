// The journal: what the wire said, one line a message, each with its own checksum, append-only. Readable by a person:
//
//   muteline journal 1
//   ! 0 {"type":"open","at":"2026-11-22T16:00:00.000Z"} 1f3c
//   ! 0 {"type":"port","port":0,"name":"Elektron Digitakt"} 77aa
//   i0 1843211 f8 9a02
//   o 1843400 fa 77b1
//
// `i0`: received on input 0; `m0`: the same, its stamp mended; `e0`: the same, one of our own messages come back; `o`: sent by us, clock and transport only; `!`: a mark of
// our own; `s0`: the state that held when a segment began, told again. Times are microseconds.
import type { Bytes } from '../midi/message'
import type { Micros } from '../time/ticks'
import { checkedEnd, LineWriter, sharedBytes } from './journal-line'

export type Mark =
  | { readonly type: 'open'; readonly at: string }
  /** Input `port` is the one of this name. */
  | { readonly type: 'port'; readonly port: number; readonly name: string }
  /** From here on takes are made of what `box` sends, by the clock of `clock`. */
  | { readonly type: 'roles'; readonly box: number; readonly clock: number }
  /** An input went away, and came back. */
  | { readonly type: 'lost' | 'back'; readonly port: number }
  /** The machine slept until now. */
  | { readonly type: 'slept'; readonly at: string }
  /** After a Continue: where it goes on. */
  | { readonly type: 'position'; readonly tick: number }
  /** Recording began, at a time of day. */
  | { readonly type: 'record'; readonly at: string }
  /** A song played along, so many ticks ahead of the box's own count. */
  | { readonly type: 'song'; readonly offset: number }
  | { readonly type: 'end' }
  /** `take` was made of the entries from number `from` on. */
  | { readonly type: 'kept'; readonly take: string; readonly from: number }
  /** A line that could not be read: it keeps its place, so that the numbers of the others hold. */
  | { readonly type: 'damaged' }
  | { readonly type: 'close' }

/** What a segment begins with: its first entry's number, and from which entry on things are not dealt with yet. */
export type SegmentHead = {
  readonly number: number
  readonly first: number
  readonly since: number
  /** How many lines of state follow. */
  readonly state: number
}

export type InEntry = {
  readonly type: 'in'
  readonly port: number
  readonly time: Micros
  readonly bytes: Bytes
  /** The driver's stamp was wrong, and this one was made up for it. */
  readonly mended?: true
  /** We sent it, and it came back: nobody played it. */
  readonly echo?: true
}

export type JournalEntry =
  | InEntry
  | { readonly type: 'out'; readonly time: Micros; readonly bytes: Bytes }
  | { readonly type: 'mark'; readonly time: Micros; readonly mark: Mark }

export const JOURNAL_HEADER = 'muteline journal 1\n'

/** Entries as the bytes of their lines, made without a string for each. */
export class JournalWriter {
  readonly #lines = new LineWriter()

  get size(): number {
    return this.#lines.size
  }

  /** The first lines of a journal file that stands alone. */
  header(): void {
    this.#lines.text(JOURNAL_HEADER)
  }

  /** The first lines of a segment; `state`: the last message of each kind. */
  segment(head: Omit<SegmentHead, 'state'>, state: readonly InEntry[]): void {
    this.header()
    this.#lines.line('!', 0, JSON.stringify({ type: 'segment', ...head, state: state.length }))
    for (const entry of state) this.#lines.message(`s${String(entry.port)}`, entry.time, entry.bytes)
  }

  entry(entry: JournalEntry): void {
    if (entry.type === 'mark') this.#lines.line('!', entry.time, asciiJson(entry.mark))
    else this.#lines.message(headOf(entry), entry.time, entry.bytes)
  }

  /** Takes what was written so far. */
  take(): Uint8Array {
    return this.#lines.take()
  }
}

/** A journal file that stands alone. */
export function journalOf(entries: readonly JournalEntry[]): Uint8Array {
  const writer = new JournalWriter()
  writer.header()
  for (const entry of entries) writer.entry(entry)
  return writer.take()
}

const IN_HEADS = Array.from({ length: 32 }, (_, port) => `i${String(port)}`)

function headOf(entry: JournalEntry): string {
  if (entry.type === 'mark') return '!'
  if (entry.type === 'out') return 'o'
  if (entry.echo === true) return `e${String(entry.port)}`
  return entry.mended === true ? `m${String(entry.port)}` : (IN_HEADS[entry.port] ?? `i${String(entry.port)}`)
}

/** Port names may be in any script; the file stays ASCII, so that a byte is a letter. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)

export type ParsedJournal = {
  readonly entries: readonly JournalEntry[]
  /** How many lines could not be read: a torn last line after a crash, or a disk's fault. */
  readonly damaged: number
  /** Null for a file that stands alone. */
  readonly segment: SegmentHead | null
  /** The state that held when the segment began; no entries of it. */
  readonly state: readonly InEntry[]
}

/** All that can be read. Null if this is no journal at all. */
export function parseJournal(file: Uint8Array): ParsedJournal | null {
  if (latin(file, 0, JOURNAL_HEADER.length) !== JOURNAL_HEADER) return null
  const entries: JournalEntry[] = []
  const state: InEntry[] = []
  let segment: SegmentHead | null = null
  /** Lines of state that are still to come. */
  let ahead = 0
  let damaged = 0
  let from = JOURNAL_HEADER.length
  while (from < file.length) {
    const end = lineEnd(file, from)
    const line = end < 0 ? null : readLine(file, from, end)
    if (line === null) {
      if (end !== from) damaged++
      if (end > from && ahead-- <= 0) entries.push(DAMAGED)
    } else if (line.type === 'segment') {
      segment = line.head
      ahead = segment.state
    } else if (line.type === 'state') {
      state.push(line.entry)
      ahead--
    } else entries.push(line)
    if (end < 0) break
    from = end + 1
  }
  return { entries, damaged, segment, state }
}

const DAMAGED: JournalEntry = { type: 'mark', time: 0, mark: { type: 'damaged' } }
const LINE_FEED = 10
const SPACE = 32
const ZERO = 48
const MARK = 33
const [LETTER_E, LETTER_I, LETTER_M, LETTER_O, LETTER_S] = [101, 105, 109, 111, 115] as const

type Line =
  | JournalEntry
  | { readonly type: 'segment'; readonly head: SegmentHead }
  | { readonly type: 'state'; readonly entry: InEntry }

/** The line at `[from, end)`, or null where it is damaged. */
function readLine(file: Uint8Array, from: number, end: number): Line | null {
  try {
    return parseLine(file, from, end)
  } catch {
    // A checksum of four digits lets one damage in 65,536 pass: then a mark may be no JSON.
    return null
  }
}

function parseLine(file: Uint8Array, from: number, end: number): Line | null {
  const cut = checkedEnd(file, from, end)
  if (cut === null) return null
  const first = nextSpace(file, from)
  const second = nextSpace(file, first + 1)
  const time = numberAt(file, first + 1, second)
  const head = file[from] ?? 0
  if (head === MARK) return parseMark(latin(file, second + 1, cut), time)
  const bytes = sharedBytes(file, second + 1, cut)
  if (head === LETTER_O) return { type: 'out', time, bytes }
  const port = numberAt(file, from + 1, first)
  if (head === LETTER_I) return { type: 'in', port, time, bytes }
  if (head === LETTER_E) return { type: 'in', port, time, bytes, echo: true }
  if (head === LETTER_M) return { type: 'in', port, time, bytes, mended: true }
  return head === LETTER_S ? { type: 'state', entry: { type: 'in', port, time, bytes } } : null
}

function parseMark(text: string, time: Micros): Line {
  const mark = JSON.parse(text) as Mark | ({ readonly type: 'segment' } & SegmentHead)
  return mark.type === 'segment' ? { type: 'segment', head: mark } : { type: 'mark', time, mark }
}

/** Lines are short: looking byte by byte is faster than asking for it. */
function lineEnd(file: Uint8Array, from: number): number {
  let at = from
  while (at < file.length && file[at] !== LINE_FEED) at++
  return at < file.length ? at : -1
}

function nextSpace(file: Uint8Array, from: number): number {
  let at = from
  while (at < file.length && file[at] !== SPACE) at++
  return at
}

function numberAt(file: Uint8Array, from: number, to: number): number {
  const negative = file[from] === 45
  let value = 0
  for (let i = negative ? from + 1 : from; i < to; i++) value = value * 10 + (file[i] ?? ZERO) - ZERO
  return negative ? -value : value
}

function latin(file: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let i = from; i < Math.min(to, file.length); i++) text += String.fromCharCode(file[i] ?? 0)
  return text
}

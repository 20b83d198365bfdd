// A strict structural walk through a Standard MIDI File, before a parser sees it: `midi-file` 1.2.4 runs forever on some
// damaged files, throws on others, and reads past cut events. Rules: Standard MIDI Files 1.0 (MMA, RP-001).

export type Prescan =
  | {
      readonly ok: true
      /** What a parser may see: the header and the track chunks, each up to its End Of Track, and nothing else. */
      readonly bytes: Uint8Array
      readonly tracks: number
      /** The number of tracks that the header speaks of; more than `tracks` where the file is incomplete. */
      readonly promised: number
      readonly events: number
    }
  | ({ readonly ok: false } & Fault)

/** `at`: the offset of the byte that is wrong. */
type Fault = { readonly reason: string; readonly at: number }
type Header = { readonly end: number; readonly promised: number }
type Span = { readonly from: number; readonly to: number }
type Walked = { readonly end: number; readonly events: number }
type Event = { readonly next: number; readonly running: number; readonly last: boolean }

const MOST_BYTES = 8 << 20
const MOST_TRACKS = 1024
const MOST_EVENTS = 1_000_000
/** `midi-file` hands every byte of a text to one function call as an argument of its own: more would burst the stack. */
const LONGEST_TEXT = 1 << 14

const HEADER_CHUNK = 0x4d546864
const TRACK_CHUNK = 0x4d54726b
const FRAME_RATES: readonly number[] = [24, 25, 29, 30]
const END_OF_TRACK = 0x2f
const LAST_TEXT_TYPE = 0x07
/** Meta events whose length is given by the specification; a time signature of two bytes is seen in the wild. */
const META_LENGTHS: Readonly<Record<number, readonly number[]>> = {
  0x00: [2],
  0x20: [1],
  0x21: [1],
  [END_OF_TRACK]: [0],
  0x51: [3],
  0x54: [5],
  0x58: [4, 2],
  0x59: [2],
}

/** Never throws, and takes time in proportion to the length. */
export function prescanSmf(bytes: Uint8Array): Prescan {
  const header = headerOf(bytes)
  if ('reason' in header) return { ok: false, ...header }
  const spans: Span[] = []
  let events = 0
  let at = header.end
  while (spans.length < header.promised && at + 8 <= bytes.length) {
    const from = at + 8
    at = from + uint32(bytes, at + 4)
    if (at > bytes.length) return refuse('a chunk is longer than the file', from - 4)
    // Chunks of other kinds are to be skipped (SMF 1.0, "Chunks").
    if (uint32(bytes, from - 8) !== TRACK_CHUNK) continue
    const walked = walkTrack(bytes, { from, to: at }, MOST_EVENTS - events)
    if ('reason' in walked) return { ok: false, ...walked }
    events += walked.events
    spans.push({ from, to: walked.end })
  }
  if (spans.length === 0) return refuse('no tracks', at)
  return { ok: true, bytes: rebuild(bytes, spans), tracks: spans.length, promised: header.promised, events }
}

function headerOf(bytes: Uint8Array): Header | Fault {
  if (bytes.length > MOST_BYTES) return fault('more than 8 MB', MOST_BYTES)
  if (bytes.length < 14 || uint32(bytes, 0) !== HEADER_CHUNK) return fault('not a Standard MIDI File', 0)
  // A header may be longer than 6 bytes; the rest is to be ignored (SMF 1.0, "Header Chunks").
  const end = 8 + uint32(bytes, 4)
  if (end < 14 || end > bytes.length) return fault('a header of an impossible length', 4)
  if (uint16(bytes, 8) > 2) return fault('an unknown format', 8)
  const promised = uint16(bytes, 10)
  if (promised > MOST_TRACKS) return fault('more than 1,024 tracks', 10)
  return isDivision(uint16(bytes, 12)) ? { end, promised } : fault('an impossible division of time', 12)
}

/** Ticks per quarter, or with the top bit set a negative frame rate and the ticks per frame. */
function isDivision(division: number): boolean {
  if (division < 0x8000) return division > 0
  return FRAME_RATES.includes(0x100 - (division >> 8)) && (division & 0xff) > 0
}

/** Walks to End Of Track, or to the end of the chunk where it is missing, which harms no one. */
function walkTrack(bytes: Uint8Array, { from, to }: Span, room: number): Walked | Fault {
  let at = from
  let running = 0
  let last = false
  let events = 0
  while (at < to && !last) {
    if (events++ === room) return fault('more than 1,000,000 events', at)
    const event = eventAt(bytes, at, to, running)
    if ('reason' in event) return event
    ;({ next: at, running, last } = event)
  }
  return { end: at, events }
}

function eventAt(bytes: Uint8Array, at: number, to: number, running: number): Event | Fault {
  const delta = quantityAt(bytes, at, to)
  if (delta === null) return fault('a time without an end', at)
  const { next } = delta
  const status = bytes[next]
  if (status === undefined || next >= to) return fault('an event is cut off', next)
  if (status < 0x80) {
    return running === 0 ? fault('data without a status', next) : channelEvent(bytes, next, to, running)
  }
  if (status < 0xf0) return channelEvent(bytes, next + 1, to, status)
  if (status === 0xff) return metaEvent(bytes, next + 1, to, running)
  if (status === 0xf0 || status === 0xf7) return sysexEvent(bytes, next + 1, to)
  return fault('a message that has no place in a file', next)
}

function channelEvent(bytes: Uint8Array, at: number, to: number, status: number): Event | Fault {
  const kind = status & 0xf0
  const next = at + (kind === 0xc0 || kind === 0xd0 ? 1 : 2)
  if (next > to) return fault('an event is cut off', at)
  for (let i = at; i < next; i++) if ((bytes[i] ?? 0xff) > 0x7f) return fault('a data byte above 127', i)
  return { next, running: status, last: false }
}

/** By the specification a meta event ends running status; files that go on with it are common, and not ambiguous. */
function metaEvent(bytes: Uint8Array, at: number, to: number, running: number): Event | Fault {
  const type = bytes[at]
  if (type === undefined || at >= to) return fault('an event is cut off', at)
  if (type > 0x7f) return fault('an impossible meta event', at)
  const length = quantityAt(bytes, at + 1, to)
  if (length === null) return fault('a length without an end', at + 1)
  const next = length.next + length.value
  if (next > to) return fault('an event is cut off', at + 1)
  if (META_LENGTHS[type]?.includes(length.value) === false) return fault('a meta event of a wrong length', at + 1)
  const isText = type > 0 && type <= LAST_TEXT_TYPE
  if (isText && length.value > LONGEST_TEXT) return fault('a text of more than 16 kB', at + 1)
  return { next, running, last: type === END_OF_TRACK }
}

/** A SysEx event cancels running status. */
function sysexEvent(bytes: Uint8Array, at: number, to: number): Event | Fault {
  const length = quantityAt(bytes, at, to)
  if (length === null) return fault('a length without an end', at)
  const next = length.next + length.value
  return next > to ? fault('an event is cut off', at) : { next, running: 0, last: false }
}

/** A variable length quantity: seven bits a byte, four bytes at most. Null where it does not end. */
function quantityAt(bytes: Uint8Array, at: number, to: number): { value: number; next: number } | null {
  let value = 0
  for (let i = at; i < Math.min(to, at + 4); i++) {
    const byte = bytes[i] ?? 0
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return { value, next: i + 1 }
  }
  return null
}

function rebuild(bytes: Uint8Array, spans: readonly Span[]): Uint8Array {
  const clean = new Uint8Array(spans.reduce((size, { from, to }) => size + 8 + to - from, 14))
  const view = new DataView(clean.buffer)
  clean.set(bytes.subarray(0, 14))
  view.setUint32(4, 6)
  view.setUint16(10, spans.length)
  let at = 14
  for (const { from, to } of spans) {
    view.setUint32(at, TRACK_CHUNK)
    view.setUint32(at + 4, to - from)
    clean.set(bytes.subarray(from, to), at + 8)
    at += 8 + to - from
  }
  return clean
}

const fault = (reason: string, at: number): Fault => ({ reason, at })
const refuse = (reason: string, at: number): Prescan => ({ ok: false, reason, at })
const uint16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
const uint32 = (bytes: Uint8Array, at: number): number => uint16(bytes, at) * 0x10000 + uint16(bytes, at + 2)

// Fetching patterns from the box: one request at a time, given up after a silence, tried again, and never in a hurry.
import type { Micros } from '../time/ticks'
import { patternName } from './device'

/** A box that has said nothing yet is waited for longer than one that stops in the middle (mzero/elk-herd's values). */
export const FIRST_BYTE: Micros = 5_000_000
export const STALL: Micros = 2_000_000
export const RETRIES = 2

export type Fetch = {
  /** Still to be asked for. */
  readonly waiting: readonly number[]
  readonly asked: Asked | null
  readonly done: readonly number[]
  readonly failed: readonly FetchFault[]
  /** How much longer an answer may take that is told of only when it is whole: as on a slow cable. */
  readonly slowness: Micros
}
type Asked = {
  readonly pattern: number
  readonly attempt: number
  readonly at: Micros
  /** When bytes of an answer came last; null before the first. */
  readonly heardAt: Micros | null
  readonly bytes: number
}
export type FetchFault = { readonly pattern: number; readonly reason: string }

export type FetchEvent =
  /** Bytes of a message that is not whole yet, or of one that was not asked for. */
  | { readonly type: 'bytes'; readonly bytes: number }
  /** A pattern arrived whole. */
  | { readonly type: 'pattern'; readonly pattern: number }
  /** A dump arrived that is damaged. */
  | { readonly type: 'damaged'; readonly reason: string }
  /** It arrived whole, and cannot be made sense of: asking again would give the same. */
  | { readonly type: 'unreadable'; readonly pattern: number; readonly reason: string }
  /** Time goes by. */
  | { readonly type: 'time' }

/** `ask`: the pattern to be requested now; null for none. It is over where nothing is asked or waits. */
export type FetchStep = { readonly fetch: Fetch; readonly ask: number | null }

export function beginFetch(patterns: readonly number[], now: Micros, slowness: Micros = 0): FetchStep {
  const waiting = [...new Set(patterns)].sort((a, b) => a - b)
  return next({ waiting, asked: null, done: [], failed: [], slowness }, now)
}

export const isOver = ({ waiting, asked }: Fetch): boolean => asked === null && waiting.length === 0

export function stepFetch(fetch: Fetch, event: FetchEvent, now: Micros): FetchStep {
  const { asked } = fetch
  if (asked === null) return { fetch, ask: null }
  switch (event.type) {
    case 'bytes':
      return { fetch: { ...fetch, asked: { ...asked, heardAt: now, bytes: event.bytes } }, ask: null }
    case 'pattern':
      if (event.pattern !== asked.pattern) return { fetch, ask: null }
      return next({ ...fetch, asked: null, done: [...fetch.done, asked.pattern] }, now)
    case 'unreadable': {
      if (event.pattern !== asked.pattern) return { fetch, ask: null }
      const fault = { pattern: asked.pattern, reason: event.reason }
      return next({ ...fetch, asked: null, failed: [...fetch.failed, fault] }, now)
    }
    case 'damaged':
      return again(fetch, asked, event.reason, now)
    case 'time': {
      const silent = now - (asked.heardAt ?? asked.at)
      if (silent < fetch.slowness + (asked.heardAt === null ? FIRST_BYTE : STALL)) return { fetch, ask: null }
      return again(fetch, asked, asked.heardAt === null ? UNANSWERED : stalled(asked.bytes), now)
    }
  }
}

/** Nothing more is asked for; what arrived is kept. */
export const cancelFetch = (fetch: Fetch): Fetch => ({ ...fetch, waiting: [], asked: null })

function next(fetch: Fetch, now: Micros): FetchStep {
  const [pattern, ...waiting] = fetch.waiting
  if (pattern === undefined) return { fetch, ask: null }
  return {
    fetch: { ...fetch, waiting, asked: { pattern, attempt: 1, at: now, heardAt: null, bytes: 0 } },
    ask: pattern,
  }
}

/** After a box that never answered, the others would not be answered either: they are not waited for one by one. */
function again(fetch: Fetch, asked: Asked, reason: string, now: Micros): FetchStep {
  if (asked.attempt <= RETRIES) {
    const retry: Asked = { ...asked, attempt: asked.attempt + 1, at: now, heardAt: null, bytes: 0 }
    return { fetch: { ...fetch, asked: retry }, ask: asked.pattern }
  }
  const failed = [...fetch.failed, { pattern: asked.pattern, reason }]
  const isDeaf = reason === UNANSWERED && fetch.done.length === 0
  if (isDeaf) return { fetch: { ...fetch, waiting: [], asked: null, failed }, ask: null }
  return next({ ...fetch, asked: null, failed }, now)
}

const UNANSWERED =
  'the box did not answer. SETTINGS > MIDI CONFIG > PORT CONFIG: INPUT FROM and OUTPUT TO have to include this port, and no other program (Transfer, Overbridge) may hold it'
const stalled = (bytes: number): string =>
  `the answer stopped after ${String(bytes)} bytes. SETTINGS > MIDI CONFIG > PORT CONFIG > OUTPUT TO: USB alone is faster than MIDI+USB`

/** The faults in one sentence each. */
export const faultText = ({ pattern, reason }: FetchFault): string =>
  `${patternName(pattern)} was not fetched: ${reason.replace(/\.$/, '')}.`

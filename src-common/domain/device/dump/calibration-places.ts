// What a gesture on the box has to change in a dump: places, and the values that they may take.
import { u16 } from './big-endian'
import type { KitLayout } from './kit-layout'
import { indexPool, RECORD, recordsOf } from './note-pool'
import { POOL_RECORD, trackAt, TRACKS, type PatternLayout } from './pattern-shape'
import { UNSET } from './range-check'
import { SWING, TRIG } from './step-word'

/** Two reads of one pattern. `kit` where they hold one. */
export type Reads = {
  readonly before: Uint8Array
  readonly after: Uint8Array
  readonly layout: PatternLayout
  readonly kit: KitLayout | null
}

export type Place = {
  readonly at: number
  readonly size: 1 | 2
  /** What it may become. */
  readonly values: readonly number[]
  /** Whether it has to change, or only may. */
  readonly must: boolean
}

/** `faults`: why this is no proof, whatever the places say. */
export type Expectation = { readonly places: readonly Place[]; readonly faults: readonly string[] }

/** That a trig of Digitakt II has. */
const NOTES = 4

export const byte = (at: number, ...values: readonly number[]): Place => ({ at, size: 1, values, must: true })
export const word = (at: number, ...values: readonly number[]): Place => ({ at, size: 2, values, must: true })
export const maybe = (place: Place): Place => ({ ...place, must: false })
export const places = (...list: readonly Place[]): Expectation => ({ places: list, faults: [] })
export const both = (...parts: readonly Expectation[]): Expectation => ({
  places: parts.flatMap((part) => part.places),
  faults: parts.flatMap((part) => part.faults),
})

export const valueAt = (payload: Uint8Array, { at, size }: Pick<Place, 'at' | 'size'>): number =>
  size === 2 ? u16(payload, at) : (payload[at] ?? 0)

/** A word of a step: every second step has a bit that is set whatever it plays (`SWING`). */
export const stepWord = (layout: PatternLayout, track: number, step: number, ...words: readonly number[]): Place =>
  word(trackAt(layout, track) + 2 * step, ...words.map((each) => (step % 2 === 0 ? each : each | SWING)))

export const wordAt = (payload: Uint8Array, layout: PatternLayout, track: number, step: number): number =>
  u16(payload, trackAt(layout, track) + 2 * step)

/** A value of a step; none where this format has no such lane. */
export const inLane = (
  layout: PatternLayout,
  lane: number | null | undefined,
  { track, step }: { readonly track: number; readonly step: number },
  value: number,
): readonly Place[] => (lane == null ? [] : [byte(trackAt(layout, track) + lane + step, value & 0xff)])

/** How many trigs a pattern has, lock trigs among them. */
export function countTrigs(payload: Uint8Array, layout: PatternLayout): number {
  let count = 0
  for (let track = 0; track < TRACKS; track++) {
    for (let step = 0; step < layout.steps; step++) count += wordAt(payload, layout, track, step) & TRIG
  }
  return count
}

/** Where the records of a step's notes stand, in their order; none where the format has no pool of them. */
const recordsAt = (payload: Uint8Array, { pool }: PatternLayout, track: number, step: number): readonly number[] =>
  pool === null ? [] : recordsOf(indexPool(payload, pool), track, step)

/**
 * The four records that Digitakt II writes for a trig (edits on a real unit, OS 1.15B: digi-roll), all unset unless `notes`
 * says what the first ones may be. A trig that was deleted leaves its four behind: then they are taken again, as they were
 * or unset. `optional`: also none at all.
 */
export function newRecords(
  { before, after, layout }: Reads,
  track: number,
  step: number,
  {
    notes = [],
    optional = false,
  }: { readonly notes?: readonly (readonly number[])[]; readonly optional?: boolean } = {},
): Expectation {
  if (layout.pool === null) return places()
  const has = recordsAt(after, layout, track, step)
  const count = has.length
  const fits = count === NOTES || (optional && count === 0)
  const isNew = recordsAt(before, layout, track, step).length === 0
  const faults = fits ? [] : [`Step ${String(step + 1)} has ${String(count)} note records; four were expected.`]
  const apart = has.some((at, i) => i > 0 && at !== (has[0] ?? 0) + i * POOL_RECORD)
  return {
    places: has.slice(0, NOTES).flatMap((at, i) => recordPlaces(at, track, step, notes[i] ?? [UNSET])),
    faults: [...faults, ...(isNew && apart ? ['The four note records do not follow each other.'] : [])],
  }
}

const recordPlaces = (at: number, track: number, step: number, notes: readonly number[]): readonly Place[] => [
  maybe(byte(at + RECORD.track, track)),
  maybe(byte(at + RECORD.step, step)),
  { ...byte(at + RECORD.note, ...notes), must: !notes.includes(UNSET) },
  maybe(byte(at + RECORD.velocity, UNSET)),
  maybe(byte(at + RECORD.length, UNSET)),
  maybe(byte(at + RECORD.micro, 0)),
]

/** What a trig's notes are set to: in the first of its records, and, but for the note, in those that follow ("mirrored"). */
export function setRecords(
  { before, after, layout }: Reads,
  track: number,
  step: number,
  set: { readonly note: number; readonly velocity: number; readonly length: number; readonly micro: number },
): Expectation {
  const [first, ...others] = recordsAt(before, layout, track, step)
  if (first === undefined || recordsAt(after, layout, track, step)[0] !== first)
    return {
      places: [],
      faults: [`Step ${String(step + 1)} has no note record of its own yet: place a trig there first.`],
    }
  const rest = (at: number): readonly Place[] => [
    byte(at + RECORD.velocity, set.velocity),
    byte(at + RECORD.length, set.length),
    byte(at + RECORD.micro, set.micro & 0xff),
  ]
  return places(byte(first + RECORD.note, set.note), ...rest(first), ...others.flatMap((at) => rest(at).map(maybe)))
}

// Reads one track of a pattern: its settings, and its trigs with what they lack filled in from them.
import { TRACK_DEFAULTS, type PatternTrack, type Retrig, type Steps, type TrackDefaults, type Trig } from '../pattern'
import { i8, u16 } from './big-endian'
import { conditionsOfCode } from './condition-codes'
import { stepsOfCode } from './length-codes'
import { RECORD, recordsOf, type NotePool } from './note-pool'
import { trackAt, type PatternLayout } from './pattern-shape'
import { MOST_MICRO, UNSET } from './range-check'
import { rateOfCode, speedOfCode } from './speed-codes'
import { readStepWord } from './step-word'

/** A pattern while it is read; `midi` says which tracks are MIDI tracks. */
export type Reading = {
  readonly payload: Uint8Array
  readonly layout: PatternLayout
  readonly pool: NotePool | null
  readonly midi: readonly boolean[]
}

type Track = {
  readonly reading: Reading
  readonly number: number
  readonly at: number
  readonly defaults: TrackDefaults
}

export type TrackPart = Pick<PatternTrack, 'length' | 'speed' | 'defaults' | 'trigs'>

/** The value that the chord notes and the retrig's velocity have at rest. */
export const CENTRE = 0x40

/** `speed` is the pattern's; null for each track its own. What no box writes is read as unset. */
export function readTrack(reading: Reading, number: number, speed: number | null): TrackPart {
  const { payload, layout } = reading
  const { settings, steps } = layout
  const at = trackAt(layout, number)
  const defaults = readDefaults(payload, layout, at)
  const ownSpeed = settings.speed === null ? null : speedOfCode(payload[at + settings.speed] ?? UNSET)
  return {
    length: Math.min(steps, Math.max(1, u16(payload, at + settings.trackLength))),
    speed: speed ?? ownSpeed ?? 1,
    defaults,
    trigs: readTrigs({ reading, number, at, defaults }),
  }
}

function readDefaults(payload: Uint8Array, { settings }: PatternLayout, at: number): TrackDefaults {
  const { probability } = settings
  return {
    note: upTo(127, payload[at + settings.note]) ?? TRACK_DEFAULTS.note,
    velocity: upTo(127, payload[at + settings.velocity]) ?? TRACK_DEFAULTS.velocity,
    length: stepsOfCode(payload[at + settings.length] ?? UNSET) ?? TRACK_DEFAULTS.length,
    probability: probability === null ? null : (upTo(100, payload[at + probability]) ?? TRACK_DEFAULTS.probability),
  }
}

function readTrigs(track: Track): readonly Trig[] {
  const trigs: Trig[] = []
  for (let step = 0; step < track.reading.layout.steps; step++) {
    const trig = readTrig(track, step)
    if (trig !== null) trigs.push(trig)
  }
  return trigs
}

function readTrig(track: Track, step: number): Trig | null {
  const { payload, layout, pool } = track.reading
  const word = readStepWord(u16(payload, track.at + 2 * step))
  if (word === null) return null
  const { lanes } = layout
  const lane = (offset: number | null): number =>
    offset === null ? UNSET : (payload[track.at + offset + step] ?? UNSET)
  const { defaults } = track
  const { velocity, length, micro, notes } = pool === null ? laneNotes(track, step, lane) : poolNotes(track, step, pool)
  const { condition, fill } = conditionsOfCode(layout.device, lane(lanes.condition)) ?? NO_CONDITIONS
  return {
    step,
    notes,
    velocity: velocity ?? defaults.velocity,
    length: length ?? defaults.length,
    micro: Math.abs(micro) > MOST_MICRO ? 0 : micro,
    condition,
    fill: lanes.fill === null ? fill : readFill(lane(lanes.fill)),
    probability: upTo(100, lane(lanes.probability)) ?? defaults.probability,
    retrig: word.retrig ? readRetrig(track, lane) : null,
    lock: word.lock,
    soundLock: upTo(127, lane(lanes.soundLock)),
  }
}
const NO_CONDITIONS = { condition: null, fill: null }

type Notes = {
  readonly notes: readonly number[]
  readonly velocity: number | null
  readonly length: Steps | null
  readonly micro: number
}
type Lane = (offset: number | null) => number

/** Chord notes are so many semitones from the root; a step has its own, or those of the track. Audio tracks play the root. */
function laneNotes({ reading, number, at, defaults }: Track, step: number, lane: Lane): Notes {
  const { payload, layout, midi } = reading
  const { lanes, settings } = layout
  const root = upTo(127, lane(lanes.note)) ?? defaults.note
  const further = midi[number] === true ? lanes.chord : []
  const chord = further.flatMap((offset, i): number[] => {
    const own = lane(offset)
    const value = own === UNSET ? (payload[at + settings.chord + i] ?? CENTRE) : own
    const note = upTo(127, root + value - CENTRE)
    return value === CENTRE || note === null ? [] : [note]
  })
  return {
    notes: [root, ...chord],
    velocity: upTo(127, lane(lanes.velocity)),
    length: stepsOfCode(lane(lanes.length)),
    micro: lanes.micro === null ? 0 : i8(payload, at + lanes.micro + step),
  }
}

/** The first record is the trig; of the others, those with a note are further notes. */
function poolNotes({ reading, number, defaults }: Track, step: number, pool: NotePool): Notes {
  const { payload } = reading
  const [first, ...others] = recordsOf(pool, number, step)
  if (first === undefined) return { notes: [defaults.note], velocity: null, length: null, micro: 0 }
  const chord = others.flatMap((record): number[] => {
    const note = upTo(127, payload[record + RECORD.note])
    return note === null ? [] : [note]
  })
  return {
    notes: [upTo(127, payload[first + RECORD.note]) ?? defaults.note, ...chord],
    velocity: upTo(127, payload[first + RECORD.velocity]),
    length: stepsOfCode(payload[first + RECORD.length] ?? UNSET),
    micro: i8(payload, first + RECORD.micro),
  }
}

const readFill = (code: number): boolean | null => (code === 1 ? true : code === 0 ? false : null)

/** On II, what a step does not set is as the track has it; on mk I each step has its own values. */
function readRetrig({ reading: { payload, layout }, at }: Track, lane: Lane): Retrig {
  const { lanes, settings } = layout
  const track = (i: number): number => (settings.retrig === null ? UNSET : (payload[at + settings.retrig + i] ?? UNSET))
  const velocity = lane(lanes.retrigVelocity)
  return {
    rate: rateOfCode(lane(lanes.retrigRate)) ?? rateOfCode(track(1)) ?? PLAIN_RETRIG.rate,
    length: stepsOfCode(lane(lanes.retrigLength)) ?? stepsOfCode(track(0)) ?? PLAIN_RETRIG.length,
    velocity:
      settings.retrig === null
        ? (velocity << 24) >> 24
        : (upTo(127, velocity) ?? upTo(127, track(2)) ?? CENTRE) - CENTRE,
  }
}
/** A new trig's on mk I (factory blanks: 1/16 over 1/4). */
const PLAIN_RETRIG: Retrig = { rate: 16, length: 4, velocity: 0 }

function upTo(most: number, value: number | undefined): number | null {
  return value === undefined || value < 0 || value > most ? null : value
}

// A pattern of the box: what its sequencer plays, as one can read it off the machine.
import type { Channel } from '../midi/message'
import { STEP } from '../time/ticks'
import type { TrackKind } from './device'

/** A trig condition (manual, mk I, p. 34); `A:B` and its negation, `!A:B`, as Digitakt II has it. FILL stands apart, as `fill`. */
export type Condition =
  | 'PRE' | '!PRE' | 'NEI' | '!NEI' | '1ST' | '!1ST' | 'LST' | '!LST'
  | `${number}:${number}` | `!${number}:${number}`
  | `${number}%` // prettier-ignore

/** A number of sixteenth steps; `inf` is the box's INF. */
export type Steps = number | 'inf'

/** Repeats of a trig: `rate` of them a whole note, over `length`; `velocity` is how far they fade, −128 to 127. */
export type Retrig = { readonly rate: number; readonly length: Steps; readonly velocity: number }

/** One trig, with the defaults of its track filled in. */
export type Trig = {
  /** From 0. */
  readonly step: number
  /** The root first, then the further notes of a chord. */
  readonly notes: readonly number[]
  readonly velocity: number
  readonly length: Steps
  /** In 1/24 steps, −23 to 23; negative is early. */
  readonly micro: number
  readonly condition: Condition | null
  /** Plays only in FILL mode, or only outside of it; null in either. */
  readonly fill: boolean | null
  /** In percent; null where this format has none. */
  readonly probability: number | null
  readonly retrig: Retrig | null
  /** A lock trig: it changes parameters, and sounds nothing. */
  readonly lock: boolean
  /** The slot of the sample pool that this trig plays instead. */
  readonly soundLock: number | null
}

export type PatternTrack = {
  readonly kind: TrackKind
  /** The channel that a MIDI track sends on; null where it is off, for audio tracks, and where it was not read. */
  readonly channel: Channel | null
  /** The name of its sound; null where it was not read. */
  readonly sound: string | null
  /** In steps of the track's own speed. */
  readonly length: number
  /** 2, 1.5, 1, 0.75, 0.5, 0.25 or 0.125 times the tempo. */
  readonly speed: number
  readonly defaults: TrackDefaults
  /** In order of their steps. */
  readonly trigs: readonly Trig[]
}

export type TrackDefaults = {
  readonly note: number
  readonly velocity: number
  readonly length: Steps
  readonly probability: number | null
}

export type Pattern = {
  readonly name: string
  /** Null where the kit was not read. */
  readonly kit: string | null
  readonly bpm: number
  /** In percent, 50 to 80. */
  readonly swing: number
  /** One length and speed for all tracks, or each its own. */
  readonly scaleMode: 'pattern' | 'track'
  /** M.LEN: steps until all tracks restart; see `masterTicks`. */
  readonly masterLength: Steps
  /** CH.LEN: steps after which a cued pattern begins; null is OFF, then it begins at M.LEN. */
  readonly changeLength: number | null
  readonly tracks: readonly PatternTrack[]
}

/** A trig at a step as it is placed by a press: nothing of it set apart from the defaults. */
export const plainTrig = (step: number, { note, velocity, length, probability }: TrackDefaults): Trig => ({
  step,
  notes: [note],
  velocity,
  length,
  micro: 0,
  condition: null,
  fill: null,
  probability,
  retrig: null,
  lock: false,
  soundLock: null,
})

/** A new track's defaults: note 60, velocity 100, one step (videomusik/dt_og_plus_plus, parameters.md). */
export const TRACK_DEFAULTS: TrackDefaults = { note: 60, velocity: 100, length: 1, probability: 100 }

/** A track, and a pattern, as they are on a new box. */
export const NEW_TRACK: PatternTrack = {
  kind: 'audio',
  channel: null,
  sound: null,
  length: 16,
  speed: 1,
  defaults: TRACK_DEFAULTS,
  trigs: [],
}
export const NEW_PATTERN: Pattern = {
  name: '',
  kit: null,
  bpm: 120,
  swing: 50,
  scaleMode: 'track',
  masterLength: 16,
  changeLength: null,
  tracks: [],
}

/** Ticks until all tracks restart; Infinity for INF. */
export const masterTicks = (pattern: Pattern): number =>
  pattern.masterLength === 'inf' ? Infinity : pattern.masterLength * stepTicks(pattern)

/**
 * Ticks after which a cued pattern begins: CH.LEN overrides M.LEN where it is smaller (manual text quoted in
 * elektronauts.com/t/177002). Infinity where both are off.
 */
export const ticksUntilChange = (pattern: Pattern): number =>
  Math.min(masterTicks(pattern), pattern.changeLength === null ? Infinity : pattern.changeLength * stepTicks(pattern))

/** With LENGTH PER PATTERN its speed is that of all tracks, and its length counted in their steps; else in sixteenths. */
const stepTicks = ({ scaleMode, tracks }: Pattern): number =>
  scaleMode === 'pattern' ? STEP / (tracks[0]?.speed ?? 1) : STEP

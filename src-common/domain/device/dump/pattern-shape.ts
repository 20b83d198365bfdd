// The shape of a pattern: what the tables of both boxes say of each version, and what all versions share. Source, where
// nothing else is said: elk-herd, whose sizes and offsets come from Elektron's own headers.
import type { DumpDevice, PatternField } from '../pattern-dump'

export type PatternLayout = {
  readonly device: DumpDevice
  /** The u32 that every pattern begins with; so do the factory blanks of all 13 known versions (elk-herd). */
  readonly structVersion: number
  /** That a track can hold. */
  readonly steps: number
  readonly trackSize: number
  /** Records of notes for all tracks; null where each track holds its own. */
  readonly pool: number | null
  readonly tail: number
  /** Where the kit begins, if there is one. */
  readonly patternSize: number
  readonly lanes: StepLanes
  readonly settings: TrackSettings
  /** The fields whose place or meaning is inferred from sibling boxes and matching defaults; those not named are proven. */
  readonly inferred: readonly PatternField[]
}

/** Offsets in a track of one value a step; null where this format has none. The words of the steps stand at 0. */
export type StepLanes = {
  readonly note: number | null
  readonly velocity: number | null
  readonly length: number | null
  readonly micro: number | null
  readonly condition: number
  readonly fill: number | null
  readonly probability: number | null
  readonly retrigLength: number
  readonly retrigRate: number
  readonly retrigVelocity: number
  /** NOT2 to NOT4, a lane each. */
  readonly chord: readonly number[]
  readonly soundLock: number | null
}

/** Offsets in a track. */
export type TrackSettings = {
  readonly note: number
  readonly velocity: number
  readonly length: number
  /** The first of three. */
  readonly chord: number
  /** Length, rate and velocity; null where each step holds its own. */
  readonly retrig: number | null
  /** Two bytes. */
  readonly trackLength: number
  readonly speed: number | null
  readonly probability: number | null
}

export const TRACKS = 16
const FIRST_TRACK = 4

/** 8192 records of six bytes: 16 tracks × 128 steps × 4 notes. */
export const POOL_RECORDS = 8192
export const POOL_RECORD = 6
export const POOL_SIZE = POOL_RECORDS * POOL_RECORD

/** Parameter locks, before the tail: a parameter and a track, and two bytes a step. */
export const PLOCKS = 80
export const plockSize = (steps: number): number => 2 + 2 * steps

/**
 * Offsets in the tail, the same in every version. Tempo, master length and swing moved alone when edited on a real unit (OS
 * 1.52: zooloo303/digi-roll issue 8) and agree with real dumps; change length, scale mode and speed are as on Digitone II.
 */
export const TAIL = {
  name: 0,
  /** Only a candidate: zero in every real dump that was seen. */
  patternMutes: 16,
  tempo: 18,
  masterLength: 20,
  changeLength: 22,
  swing: 24,
  scaleMode: 25,
  speed: 26,
  kit: 28,
  mark: 29,
  end: 30,
} as const
export const NAME_SIZE = 16
/** The tempo counts in these parts of a bpm: 3840 is 120.0 (real dumps: 2850 is 86.0, 1C20 is 60.0). */
export const TEMPO_PARTS = 120

export const trackAt = (layout: { readonly trackSize: number }, track: number): number =>
  FIRST_TRACK + track * layout.trackSize
export const poolAt = (trackSize: number): number => FIRST_TRACK + TRACKS * trackSize
export const tailAt = (trackSize: number, steps: number, hasPool: boolean): number =>
  poolAt(trackSize) + (hasPool ? POOL_SIZE : 0) + PLOCKS * plockSize(steps)

/** Pattern and kit fill whole blocks in all 13 known versions. */
const BLOCK = 512
export const sizeWithTail = (tail: number): number => Math.ceil((tail + TAIL.end) / BLOCK) * BLOCK

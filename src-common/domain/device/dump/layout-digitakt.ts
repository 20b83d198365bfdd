// Patterns of Digitakt mk I, versions 0 to 9: 64 steps a track, and one lane of bytes for each thing that a trig can have.
import type { PatternField } from '../pattern-dump'
import { sizeWithTail, tailAt, type PatternLayout, type StepLanes, type TrackSettings } from './pattern-shape'

/** By version: 2 is OS 1.08, 5 is 1.20, 6 is 1.30, 7 is 1.40, 9 is 1.50 to 1.52A. Only the settings grew since 1. */
const TRACK_SIZES = [779, 907, 907, 909, 909, 909, 909, 910, 910, 911]
const STEPS = 64

/**
 * Notes, velocities, lengths and micro timing: each moved alone when edited on a real unit (OS 1.52: zooloo303/digi-roll
 * issue 8). Conditions follow as on Digitone; then retrig and NOT2 to NOT4 in the order, and with the very defaults, of
 * Analog Rytm (libanalogrytm). Sound locks: elk-herd.
 */
const LANES: StepLanes = {
  note: 128,
  velocity: 192,
  length: 256,
  micro: 320,
  condition: 384,
  fill: null,
  probability: null,
  retrigLength: 448,
  retrigRate: 512,
  retrigVelocity: 576,
  chord: [640, 704, 768],
  soundLock: 832,
}

/** Version 0 has neither lengths nor sound locks, so that all from micro timing on stands 64 bytes earlier (blank, elk-herd). */
const FIRST_LANES: StepLanes = {
  ...LANES,
  length: null,
  micro: 256,
  condition: 320,
  retrigLength: 384,
  retrigRate: 448,
  retrigVelocity: 512,
  chord: [576, 640, 704],
  soundLock: null,
}

/**
 * Note, velocity, length and track length: real dumps, and edits on a real unit (digi-roll issue 8). Speed and probability
 * came with version 3; their places are those of Digitone and Digitakt II.
 */
const settingsAt = (at: number, structVersion: number): TrackSettings => ({
  note: at,
  velocity: at + 1,
  length: at + 2,
  chord: at + 5,
  retrig: null,
  trackLength: at + 8,
  speed: structVersion < 3 ? null : at + 11,
  probability: structVersion < 3 ? null : at + 12,
})

/** Of the lengths, INF alone is inferred. */
const INFERRED: readonly PatternField[] = [
  'condition', 'fill', 'retrig', 'chord', 'lockTrig', 'speed', 'trackProbability', 'scaleMode', 'masterLength',
  'changeLength', 'channel',
] // prettier-ignore
/** Its lanes are told by their defaults alone. */
const FIRST_INFERRED: readonly PatternField[] = [...INFERRED, 'note', 'velocity', 'micro']

export const DIGITAKT_LAYOUTS: readonly PatternLayout[] = TRACK_SIZES.map((trackSize, structVersion) => {
  const tail = tailAt(trackSize, STEPS, false)
  return {
    device: 'digitakt',
    structVersion,
    steps: STEPS,
    trackSize,
    pool: null,
    tail,
    patternSize: sizeWithTail(tail),
    lanes: structVersion === 0 ? FIRST_LANES : LANES,
    settings: settingsAt(structVersion === 0 ? 768 : 896, structVersion),
    inferred: structVersion === 0 ? FIRST_INFERRED : INFERRED,
  }
})

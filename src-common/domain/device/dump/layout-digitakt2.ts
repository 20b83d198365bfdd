// Patterns of Digitakt II, versions 0, 3 and 4: 128 steps a track; from version 3 on the notes stand in a pool of their own.
import type { PatternField } from '../pattern-dump'
import { poolAt, sizeWithTail, tailAt, type PatternLayout, type StepLanes, type TrackSettings } from './pattern-shape'

const STEPS = 128

/**
 * Conditions, FILL and probability: edits on a real unit, OS 1.15B (digi-roll). The three lanes of retrig are what is left
 * for its three values, in the order that the defaults of the track have; sound locks: elk-herd and Digitone II.
 */
const LANES: StepLanes = {
  note: null,
  velocity: null,
  length: null,
  micro: null,
  condition: 256,
  fill: 384,
  probability: 512,
  retrigLength: 640,
  retrigRate: 768,
  retrigVelocity: 896,
  chord: [],
  soundLock: 1024,
}

/**
 * Version 0 (OS 1.02 to 1.03A): 15 lanes of which only that of sound locks is proven (elk-herd). The others are inferred: the
 * blank has zeros where micro timing is expected, and what version 3 no longer has makes up its pool of notes.
 */
const FIRST_LANES: StepLanes = {
  note: 256,
  velocity: 384,
  length: 512,
  micro: 640,
  condition: 768,
  fill: 896,
  probability: 1024,
  retrigLength: 1152,
  retrigRate: 1280,
  retrigVelocity: 1408,
  chord: [1536, 1664, 1792],
  soundLock: 1920,
}

/** Note, velocity, length, track length and probability: edits on real units (digi-roll); speed: as on Digitone II. */
const settingsAt = (at: number): TrackSettings => ({
  note: at,
  velocity: at + 1,
  length: at + 2,
  chord: at + 6,
  retrig: at + 9,
  trackLength: at + 12,
  speed: at + 15,
  probability: at + 16,
})

/** Of the master lengths, INF alone is inferred. */
const INFERRED: readonly PatternField[] = [
  'retrig', 'chord', 'lockTrig', 'speed', 'scaleMode', 'masterLength', 'changeLength', 'channel',
] // prettier-ignore
const FIRST_INFERRED: readonly PatternField[] = [
  ...INFERRED, 'note', 'velocity', 'length', 'micro', 'condition', 'fill', 'probability', 'trackProbability',
  'trackLength',
] // prettier-ignore

const layout = (structVersion: number, trackSize: number): PatternLayout => {
  const hasPool = structVersion > 0
  const tail = tailAt(trackSize, STEPS, hasPool)
  return {
    device: 'digitakt2',
    structVersion,
    steps: STEPS,
    trackSize,
    pool: hasPool ? poolAt(trackSize) : null,
    tail,
    patternSize: sizeWithTail(tail),
    lanes: hasPool ? LANES : FIRST_LANES,
    settings: settingsAt(hasPool ? 1152 : 2176),
    inferred: hasPool ? INFERRED : FIRST_INFERRED,
  }
}

/** 3 is OS 1.10 and 1.10A, 4 is 1.15 to 1.15C. */
export const DIGITAKT2_LAYOUTS: readonly PatternLayout[] = [layout(0, 2207), layout(3, 1184), layout(4, 1184)]

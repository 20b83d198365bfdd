// One gesture of the guided run that lets a musician's own box prove its format: what to press, and what it must change.
import type { PatternField } from '../pattern-dump'
import type { Expectation, Reads } from './calibration-places'
import type { PatternLayout } from './pattern-shape'

export const CALIBRATION_STEPS = [
  'trig', 'note', 'condition', 'lastCondition', 'fill', 'retrig', 'lockTrig', 'probability', 'scaleMode', 'trackScale',
  'lengths', 'patternMute', 'channel', 'chord', 'tempo',
] as const // prettier-ignore
export type CalibrationStepId = (typeof CALIBRATION_STEPS)[number]

export type CalibrationStep = {
  readonly id: CalibrationStepId
  readonly title: string
  /** What to do on the box, one thing a line, in the words that are printed on it. */
  readonly press: readonly string[]
  /** *patternKit* where what changes stands in the kit. */
  readonly request: 'pattern' | 'patternKit'
  /** None where the gesture only goes before another, or where nothing is read from the place yet. */
  readonly fields: readonly PatternField[]
  readonly expect: (reads: Reads) => Expectation
}

/** The trig that most gestures work on. */
export const FIRST = { track: 0, step: 0 } as const

/** A trig placed by hand, on mk I and II (digi-roll: OS 1.52 and 1.15B). */
export const TRIG_WORDS = [0x0281, 0x0381] as const

/** Of the two boxes, mk I. */
export const isFirst = (layout: PatternLayout): boolean => layout.device === 'digitakt'

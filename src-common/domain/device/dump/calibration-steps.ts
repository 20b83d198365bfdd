// The guided run as a whole: its gestures in their order, and what has to be prepared for them.
import type { CalibrationStep } from './calibration-step'
import {
  channel,
  chord,
  lengths,
  patternMute,
  probability,
  scaleMode,
  tempo,
  trackScale,
} from './calibration-track-steps'
import { condition, fill, lastCondition, lockTrig, note, retrig, trig } from './calibration-trig-steps'
import type { PatternLayout } from './pattern-shape'

/** The steps that this format has, in the order in which they build on each other. */
export const stepsOf = (layout: PatternLayout): readonly CalibrationStep[] =>
  [
    trig, note(layout), condition(layout), lastCondition(layout), fill(layout), retrig(layout), lockTrig,
    ...probability(layout), scaleMode, trackScale(layout), lengths, patternMute, channel(layout), chord(layout), tempo,
  ] // prettier-ignore

/** To be done before the first read, so that no step has to. */
export const preparation = (layout: Pick<PatternLayout, 'device'>): readonly string[] =>
  layout.device === 'digitakt'
    ? []
    : ['Make track 9 a MIDI track: choose it, press [FUNC] + [SRC], and choose MIDI under SRC with [YES].']

// What the gestures of the guided proof make of a pattern of the virtual box: with these, the run is tried without hands.
import type { DumpDevice } from '../domain/device/pattern-dump'
import type { CalibrationStepId } from '../domain/device/dump/calibration-step'
import { NEW_PATTERN, NEW_TRACK, plainTrig, type Pattern, type PatternTrack, type Trig } from '../domain/device/pattern'

/** An empty pattern to begin with: from track 9 on, MIDI tracks whose channels are off. */
export const SCRATCH: Pattern = {
  ...NEW_PATTERN,
  kit: '',
  scaleMode: 'pattern',
  tracks: Array.from({ length: 16 }, (_, number): PatternTrack => ({
    ...NEW_TRACK,
    kind: number < 8 ? 'audio' : 'midi',
    sound: number < 8 ? '' : null,
  })),
}

/** Null for what the virtual box keeps elsewhere than in its patterns. */
export function afterGesture(step: CalibrationStepId, pattern: Pattern, device: DumpDevice): Pattern | null {
  const first = device === 'digitakt'
  switch (step) {
    case 'trig':
      return withTrack(pattern, 0, (track) => ({ trigs: [...track.trigs, plainTrig(0, track.defaults)] }))
    case 'note':
      return withFirst(pattern, { notes: [63], velocity: 37, length: 4, micro: -1 })
    case 'condition':
      return withFirst(pattern, { condition: 'PRE' })
    case 'lastCondition':
      return withFirst(pattern, { condition: '8:8' })
    case 'fill':
      return withFirst(pattern, first ? { condition: null, fill: true } : { fill: true })
    case 'retrig':
      return withFirst(pattern, { retrig: { rate: first ? 32 : 16, length: 2, velocity: -20 } })
    case 'lockTrig':
      return withTrack(pattern, 0, (track) => ({
        trigs: [...track.trigs, { ...plainTrig(2, track.defaults), lock: true }],
      }))
    case 'probability':
      return withTrack(pattern, 0, ({ defaults, trigs }) => ({
        defaults: { ...defaults, probability: 50 },
        trigs: trigs.map((trig) => ({ ...trig, probability: trig.step === 0 ? 25 : 50 })),
      }))
    case 'scaleMode':
      return { ...pattern, scaleMode: 'track' }
    case 'trackScale':
      return withTrack(pattern, 1, () => ({ length: 12, speed: 0.5 }))
    case 'lengths':
      return { ...pattern, masterLength: 'inf', changeLength: 32 }
    case 'channel':
      return withTrack(pattern, 8, () => ({ channel: 10 }))
    case 'chord':
      return withTrack(pattern, 8, (track) => ({ trigs: [{ ...plainTrig(0, track.defaults), notes: [60, 64] }] }))
    case 'tempo':
      return { ...pattern, bpm: 133.3, swing: 60 }
    case 'patternMute':
      return null
  }
}

const withTrack = (
  pattern: Pattern,
  number: number,
  change: (track: PatternTrack) => Partial<PatternTrack>,
): Pattern => ({
  ...pattern,
  tracks: pattern.tracks.map((track, each) => (each === number ? { ...track, ...change(track) } : track)),
})

const withFirst = (pattern: Pattern, change: Partial<Trig>): Pattern =>
  withTrack(pattern, 0, ({ trigs }) => ({
    trigs: trigs.map((trig) => (trig.step === 0 ? { ...trig, ...change } : trig)),
  }))

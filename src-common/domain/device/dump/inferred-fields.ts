// Which parts of a pattern were read from places that are inferred, not proven. A field counts where something other than the
// factory's default stands in it: a default found where one expects it is what the inference rests on, and says nothing new.
import { TRACK_DEFAULTS, type Pattern, type PatternTrack, type Trig } from '../pattern'
import type { PatternField } from '../pattern-dump'

/** Of the fields in question, those that this pattern uses, in the same order. */
export const usedOf = (fields: readonly PatternField[], pattern: Pattern): readonly PatternField[] =>
  fields.filter((field) => isUsed(field, pattern))

const BLANK = { length: 16, bpm: 120, swing: 50 }

function isUsed(field: PatternField, pattern: Pattern): boolean {
  const { tracks } = pattern
  const someTrig = (test: (trig: Trig, track: PatternTrack) => boolean): boolean =>
    tracks.some((track) => track.trigs.some((trig) => test(trig, track)))
  switch (field) {
    case 'trig':
      return someTrig(() => true)
    case 'note':
      return someTrig(({ notes }) => notes[0] !== TRACK_DEFAULTS.note)
    case 'velocity':
      return someTrig(({ velocity }) => velocity !== TRACK_DEFAULTS.velocity)
    case 'length':
      return someTrig(({ length }) => length !== TRACK_DEFAULTS.length)
    case 'micro':
      return someTrig(({ micro }) => micro !== 0)
    case 'condition':
      return someTrig(({ condition }) => condition !== null)
    case 'fill':
      return someTrig(({ fill }) => fill !== null)
    case 'probability':
      return someTrig(({ probability }, { defaults }) => probability !== defaults.probability)
    case 'retrig':
      return someTrig(({ retrig }) => retrig !== null)
    case 'chord':
      return someTrig(({ notes }) => notes.length > 1)
    case 'lockTrig':
      return someTrig(({ lock }) => lock)
    case 'soundLock':
      return someTrig(({ soundLock }) => soundLock !== null)
    case 'trackLength':
      return tracks.some(({ length }) => length !== BLANK.length)
    case 'speed':
      return tracks.some(({ speed }) => speed !== 1)
    case 'trackProbability':
      return tracks.some(({ defaults }) => (defaults.probability ?? 100) !== 100)
    case 'scaleMode':
      return pattern.scaleMode === 'track'
    // Numbers are proven on both boxes; that 1 means INF in per-track mode is from Digitone II.
    case 'masterLength':
      return pattern.masterLength === 'inf'
    case 'changeLength':
      return pattern.changeLength !== null
    case 'tempo':
      return pattern.bpm !== BLANK.bpm
    case 'swing':
      return pattern.swing !== BLANK.swing
    case 'name':
      return pattern.name !== ''
    case 'kitName':
      return pattern.kit !== null && pattern.kit !== ''
    case 'soundName':
      return tracks.some(({ sound }) => sound !== null && sound !== '')
    case 'midiTracks':
      return tracks.some(({ kind }) => kind === 'midi')
    case 'channel':
      return tracks.some(({ channel }) => channel !== null)
  }
}

// A pattern as it was read off a box or out of a file, and how sure one can be of each part of it.
import type { Pattern } from './pattern'

export type DumpDevice = 'digitakt' | 'digitakt2'

/** What of a pattern is read from a place of its own. */
export const PATTERN_FIELDS = [
  'trig', 'note', 'velocity', 'length', 'micro', 'condition', 'fill', 'probability', 'retrig', 'chord', 'lockTrig',
  'soundLock', 'trackLength', 'speed', 'trackProbability', 'scaleMode', 'masterLength', 'changeLength', 'tempo', 'swing',
  'name', 'kitName', 'soundName', 'midiTracks', 'channel',
] as const // prettier-ignore
export type PatternField = (typeof PATTERN_FIELDS)[number]

export type PatternDump = {
  readonly device: DumpDevice
  /** *patternKit* (50) also holds the kit: sound names, which tracks are MIDI tracks, and their channels. */
  readonly kind: 'patternKit' | 'pattern'
  /** 0 to 127: A01 to H16. */
  readonly index: number
  readonly structVersion: number
  /** A known struct version, and every self-check passed. */
  readonly verified: boolean
  /** What was read from places that are inferred from sibling devices and matching defaults, not proven with real data. */
  readonly inferred: readonly PatternField[]
  /** What a person is to be told of it, a sentence each. */
  readonly notices: readonly string[]
  readonly pattern: Pattern
}

/** What the musician's own box has proved of a format: by the guided reads, or by playing what it was decoded to. */
export type FormatProof = {
  readonly device: DumpDevice
  /** The box's build, empty where it was not asked. */
  readonly build: string
  readonly structVersion: number
  readonly fields: readonly PatternField[]
}

// What the patterns panel says of a pattern and of the bank.
import { trackLabel, type DeviceModel } from '../../src-common/domain/device/device'
import type { Pattern, PatternTrack, Steps } from '../../src-common/domain/device/pattern'
import type { PatternDump, PatternField } from '../../src-common/domain/device/pattern-dump'
import { patternIn, type BankPattern } from '../../src-common/domain/model/bank'
import { patternSpans, type Project } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'

/** The patterns that the arrangement uses between two ticks, in order of their slots. */
export function usedPatterns(project: Project, from: Tick = 0, to: Tick = Infinity): readonly number[] {
  const used = patternSpans(project).filter((span) => span.from < to && span.to > from)
  return [...new Set(used.map(({ pattern }) => pattern))].sort((a, b) => a - b)
}

/** Those of some patterns that were not read yet. */
export const missingOf = ({ bank }: Project, patterns: readonly number[]): readonly number[] =>
  patterns.filter((pattern) => patternIn(bank, pattern) === null)

const steps = (length: Steps): string => (length === 'inf' ? 'INF' : String(length))

/** `16 steps · swing 56 % · CH.LEN off` */
export function lengthWords({ masterLength, changeLength, swing, scaleMode }: Pattern): string {
  const length = `${steps(masterLength)} steps${scaleMode === 'track' ? ', each track its own' : ''}`
  return [
    length,
    `change after ${changeLength === null ? steps(masterLength) : String(changeLength)}`,
    swing === 50 ? 'no swing' : `swing ${String(swing)} %`,
  ].join(' · ')
}

/** `5 trigs, 16 steps, 3/4 speed` */
function trackWords({ trigs, length, speed }: PatternTrack): string {
  const count = trigs.filter((trig) => !trig.lock).length
  const pace = speed === 1 ? '' : `, ${SPEED[String(speed)] ?? String(speed)} speed`
  return `${count === 1 ? '1 trig' : `${String(count)} trigs`}, ${String(length)} steps${pace}`
}
const SPEED: Readonly<Record<string, string>> = {
  '2': 'double',
  '1.5': '3/2',
  '0.75': '3/4',
  '0.5': '1/2',
  '0.25': '1/4',
  '0.125': '1/8',
}

/** For those who do not see the picture: `Track 3: 4 trigs, 16 steps`, and none for tracks without trigs. */
export const tracksInWords = (model: DeviceModel, { tracks }: Pattern): readonly string[] =>
  tracks.flatMap((track, number) =>
    track.trigs.length === 0 ? [] : [`Track ${trackLabel(model, number)}: ${trackWords(track)}`],
  )

const FIELD_WORDS: Readonly<Partial<Record<PatternField, string>>> = {
  micro: 'micro timing',
  chord: 'chords',
  lockTrig: 'lock trigs',
  soundLock: 'sound locks',
  trackLength: 'track lengths',
  speed: 'speeds',
  trackProbability: 'probability of tracks',
  scaleMode: 'scale mode',
  masterLength: 'master length',
  changeLength: 'change length',
  kitName: 'kit name',
  soundName: 'sound names',
  midiTracks: 'which tracks are MIDI tracks',
  channel: 'MIDI channels',
  condition: 'conditions',
  note: 'notes',
  length: 'note lengths',
  retrig: 'retrigs',
  trig: 'trigs',
}
export const fieldWords = (field: PatternField): string => FIELD_WORDS[field] ?? field

export const formatWords = ({ device, structVersion, verified }: PatternDump): string =>
  `${device === 'digitakt' ? 'Digitakt' : 'Digitakt II'}, format ${String(structVersion)}${verified ? '' : ': unverified format'}`

export function sourceWords({ source, readAt }: BankPattern): string {
  const at = new Date(readAt).toLocaleString()
  if (source === 'box') return `read from the box, ${at}`
  return source === 'sent' ? `sent by the box, ${at}` : `from ${source.slice('file:'.length)}, ${at}`
}

// How the comparison of heard with decoded notes is told.
import { pitchName } from '../../src-common/domain/device/describe'
import { patternName, trackLabel, type DeviceModel } from '../../src-common/domain/device/device'
import type { NoteMismatch, PatternProof } from '../../src-common/domain/record/pattern-proof'
import { formatPosition } from '../../src-common/domain/time/ticks'
import { fieldWords } from './pattern-words'

/** `184 of 184 notes that tracks A and B sent of A01 were decoded right.` */
export function verdictWords(
  model: DeviceModel,
  { heard, expected, tracks, patterns, mismatches }: PatternProof,
): string {
  const who = listed(tracks.map((track) => trackLabel(model, track)))
  const wrong = mismatches.filter(({ type }) => type === 'velocity' || type === 'length').length
  const right = Math.max(0, heard - wrong)
  return `${String(right)} of ${String(expected)} notes that ${tracks.length === 1 ? 'track' : 'tracks'} ${who} had to send of ${listed(patterns.map(patternName))} were heard as they were decoded.`
}

export const onsetWords = ({ onset, allowed }: PatternProof): string =>
  `${onset.worst === 0 ? 'All of them exactly where they belong.' : `Half of them within ${ticks(onset.median)} of where they belong, the furthest ${ticks(onset.worst)} off (a step has 240).`}${
    allowed === 0 ? '' : ` ${String(allowed)} more were left to chance or FILL.`
  }`

const ticks = (count: number): string => (count === 1 ? '1 tick' : `${String(Math.round(count))} ticks`)

/** Null where nothing was proved. */
export function provedWords({ proved }: PatternProof): string | null {
  const fields = [...new Set(proved.flatMap((format) => format.fields))]
  return fields.length === 0 ? null : `Proved by that: ${listed(fields.map(fieldWords))}.`
}

/** `5.1.1: C5 on track A was not heard (A01)` */
export function mismatchWords(model: DeviceModel, { type, track, tick, pitch, pattern }: NoteMismatch): string {
  const note = `${pitchName(pitch)} on track ${trackLabel(model, track)}`
  const what = {
    missing: `${note} was not heard`,
    unexpected: `${note} was not expected`,
    velocity: `${note} had another velocity`,
    length: `${note} had another length`,
  }[type]
  return `${formatPosition(tick)}: ${what}${pattern < 0 ? '' : ` (${patternName(pattern)})`}`
}

/** `A, B and C` */
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`

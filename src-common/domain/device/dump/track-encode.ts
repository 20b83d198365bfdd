// Writes the tracks of a pattern into an empty one. What a trig has in common with its track is left unset, as the box does.
import type { Pattern, PatternTrack, Steps, Trig } from '../pattern'
import { putU16, u16 } from './big-endian'
import { codeOfConditions } from './condition-codes'
import { kindOf } from './kit-encode'
import { codeOfSteps } from './length-codes'
import { POOL_RECORD, POOL_SIZE, trackAt, type PatternLayout } from './pattern-shape'
import { MOST_MICRO, UNSET } from './range-check'
import { codeOfRate, codeOfSpeed } from './speed-codes'
import { LOCK, PLAYS, RETRIG, TRIG } from './step-word'
import { CENTRE } from './track-decode'

type Place = {
  readonly payload: Uint8Array
  readonly layout: PatternLayout
  readonly at: number
  readonly isMidi: boolean
}

const MOST_NOTES = 4

/** Lengths, speeds and conditions become the nearest that the box has; what it has no place for is left out. */
export function writeTracks(payload: Uint8Array, layout: PatternLayout, pattern: Pattern): void {
  let record = layout.pool
  const poolEnd = (layout.pool ?? 0) + POOL_SIZE
  pattern.tracks.forEach((track, number) => {
    const isMidi = kindOf(layout.device, track, number) === 'midi'
    const place: Place = { payload, layout, at: trackAt(layout, number), isMidi }
    writeSettings(place, track)
    for (const trig of track.trigs) {
      if (trig.step < 0 || trig.step >= layout.steps) continue
      writeTrig(place, track, trig)
      if (record === null) writeNotes(place, track, trig)
      else if (record < poolEnd) record = writeRecords(place, track, trig, number, record)
    }
  })
}

function writeSettings({ payload, layout, at }: Place, { defaults, length, speed }: PatternTrack): void {
  const { settings, steps } = layout
  payload[at + settings.note] = within(0, 127, defaults.note)
  payload[at + settings.velocity] = within(0, 127, defaults.velocity)
  payload[at + settings.length] = codeOfSteps(defaults.length)
  putU16(payload, at + settings.trackLength, within(1, steps, length))
  if (settings.speed !== null) payload[at + settings.speed] = codeOfSpeed(speed)
  if (settings.probability !== null) payload[at + settings.probability] = within(0, 100, defaults.probability ?? 100)
}

function writeTrig({ payload, layout, at }: Place, { defaults }: PatternTrack, trig: Trig): void {
  const { lanes, device } = layout
  const word = at + 2 * trig.step
  const switches = trig.lock ? LOCK : PLAYS[device]
  putU16(payload, word, u16(payload, word) | switches | TRIG | (trig.retrig === null ? 0 : RETRIG))
  const put = (lane: number | null, value: number): void => {
    if (lane !== null) payload[at + lane + trig.step] = value
  }
  put(lanes.condition, codeOfConditions(device, trig))
  put(lanes.fill, trig.fill === null ? UNSET : Number(trig.fill))
  const probability = chanceOf(trig)
  put(lanes.probability, probability === defaults.probability ? UNSET : within(0, 100, probability))
  put(lanes.soundLock, trig.soundLock === null ? UNSET : within(0, 127, trig.soundLock))
  if (trig.retrig === null) return
  put(lanes.retrigRate, codeOfRate(trig.retrig.rate))
  put(lanes.retrigLength, codeOfSteps(trig.retrig.length))
  const { velocity } = trig.retrig
  put(lanes.retrigVelocity, device === 'digitakt' ? within(-128, 127, velocity) : CENTRE + within(-64, 63, velocity))
}

/** Digitakt II has no chances among its conditions: there it is the trig's probability. Mk I has no place for the latter. */
function chanceOf({ condition, probability }: Trig): number {
  const percent = condition?.endsWith('%') === true ? Number.parseFloat(condition) : 100
  return Math.round(((probability ?? 100) * percent) / 100)
}

function writeNotes({ payload, layout, at, isMidi }: Place, { defaults }: PatternTrack, trig: Trig): void {
  const { lanes } = layout
  const put = (lane: number | null, value: number): void => {
    if (lane !== null) payload[at + lane + trig.step] = value
  }
  const root = trig.notes[0] ?? defaults.note
  put(lanes.note, unless(defaults.note, root))
  put(lanes.velocity, unless(defaults.velocity, trig.velocity))
  put(lanes.length, unlessLength(defaults.length, trig.length))
  put(lanes.micro, within(-MOST_MICRO, MOST_MICRO, trig.micro))
  if (!isMidi) return
  lanes.chord.forEach((lane, i) => {
    const note = trig.notes[i + 1]
    if (note !== undefined) put(lane, within(0, 127, note - root + CENTRE))
  })
}

/** Four records, of which those without a note have all else of the root. Returns where the next ones go. */
function writeRecords(
  { payload }: Place,
  { defaults }: PatternTrack,
  trig: Trig,
  number: number,
  from: number,
): number {
  for (let slot = 0; slot < MOST_NOTES; slot++) {
    const note = trig.notes[slot]
    const code = note === undefined ? UNSET : slot === 0 ? unless(defaults.note, note) : within(0, 127, note)
    const velocity = unless(defaults.velocity, trig.velocity)
    const length = unlessLength(defaults.length, trig.length)
    const micro = within(-MOST_MICRO, MOST_MICRO, trig.micro)
    payload.set([number, trig.step, code, velocity, length, micro], from + slot * POOL_RECORD)
  }
  return from + MOST_NOTES * POOL_RECORD
}

const unless = (usual: number, value: number): number => (value === usual ? UNSET : within(0, 127, value))
const unlessLength = (usual: Steps, length: Steps): number => (length === usual ? UNSET : codeOfSteps(length))
export const within = (least: number, most: number, value: number): number =>
  Math.min(most, Math.max(least, Math.round(value)))

// Whether every value of a pattern is one that the box could have written.
import { i8, u16 } from './big-endian'
import { hasRecord, POOL_STEPS, RECORD, type NotePool } from './note-pool'
import { POOL_RECORD, POOL_RECORDS, trackAt, TRACKS, type PatternLayout, type StepLanes } from './pattern-shape'
import { MOST_RATE, MOST_SPEED } from './speed-codes'
import { TRIG } from './step-word'

/** Stands for "as the track has it", or for none. */
export const UNSET = 0xff
/** Micro timing goes from one step to just before the next, in 1/24. */
export const MOST_MICRO = 23

/** The first value of each kind that no box writes: a sentence each. */
export function rangeFaults(payload: Uint8Array, layout: PatternLayout, pool: NotePool | null): readonly string[] {
  const lanes = laneRanges(layout).flatMap(({ at, most, name }) => laneFault(payload, layout, at, most, name))
  return [
    ...lanes,
    ...microFault(payload, layout),
    ...settingFaults(payload, layout),
    ...poolFaults(payload, layout, pool),
  ]
}

type Range = { readonly at: number; readonly most: number; readonly name: string }

function laneRanges({ lanes, device }: PatternLayout): readonly Range[] {
  const most: readonly (readonly [keyof StepLanes, number, string])[] = [
    ['note', 127, 'note'],
    ['velocity', 127, 'velocity'],
    ['length', 127, 'length'],
    ['condition', device === 'digitakt' ? 64 : 75, 'condition'],
    ['fill', 1, 'FILL'],
    ['probability', 100, 'probability'],
    ['retrigLength', 127, 'retrig length'],
    ['retrigRate', MOST_RATE, 'retrig rate'],
    ['soundLock', 127, 'sound lock'],
  ]
  const single = most.map(([lane, highest, name]) => ({ at: lanes[lane], most: highest, name }))
  return [...single.filter(isLane), ...lanes.chord.map((at) => ({ at, most: 127, name: 'chord note' }))]
}
const isLane = (range: { readonly at: unknown }): range is Range => typeof range.at === 'number'

function laneFault(
  payload: Uint8Array,
  layout: PatternLayout,
  lane: number,
  most: number,
  name: string,
): readonly string[] {
  for (let track = 0; track < TRACKS; track++) {
    const at = trackAt(layout, track) + lane
    for (let step = 0; step < layout.steps; step++) {
      const value = payload[at + step] ?? UNSET
      if (value > most && value !== UNSET) return [stepFault(track, step, name, value)]
    }
  }
  return []
}

function microFault(payload: Uint8Array, { lanes: { micro }, steps, trackSize }: PatternLayout): readonly string[] {
  if (micro === null) return []
  for (let track = 0; track < TRACKS; track++) {
    const at = trackAt({ trackSize }, track) + micro
    for (let step = 0; step < steps; step++) {
      const value = i8(payload, at + step)
      if (Math.abs(value) > MOST_MICRO) return [stepFault(track, step, 'micro timing', value)]
    }
  }
  return []
}

function settingFaults(payload: Uint8Array, layout: PatternLayout): readonly string[] {
  const { settings, steps } = layout
  const ranges = [
    { at: settings.note, least: 0, most: 127, name: 'default note' },
    { at: settings.velocity, least: 0, most: 127, name: 'default velocity' },
    { at: settings.length, least: 0, most: 127, name: 'code of the default length' },
    { at: settings.speed, least: 0, most: MOST_SPEED, name: 'code of the speed' },
    { at: settings.probability, least: 0, most: 100, name: 'probability' },
  ]
  return Array.from({ length: TRACKS }, (_, track) => {
    const at = trackAt(layout, track)
    const length = u16(payload, at + settings.trackLength)
    const wrong = ranges.find((range) => range.at !== null && (payload[at + range.at] ?? UNSET) > range.most)
    const value = wrong?.at == null ? 0 : (payload[at + wrong.at] ?? UNSET)
    return [
      ...(length >= 1 && length <= steps ? [] : [`Track ${track + 1}: the length is ${length}.`]),
      ...(wrong === undefined ? [] : [`Track ${track + 1}: the ${wrong.name} is ${value}.`]),
    ]
  }).flat()
}

function poolFaults(payload: Uint8Array, layout: PatternLayout, pool: NotePool | null): readonly string[] {
  if (pool === null || layout.pool === null) return []
  const bad = badRecord(payload, layout.pool)
  const lost = lostTrig(payload, layout, pool)
  return [...(bad === null ? [] : [`Note record ${bad} holds what no box writes.`]), ...(lost === null ? [] : [lost])]
}

/** Records of deleted trigs too have been written by the box. */
function badRecord(payload: Uint8Array, from: number): number | null {
  for (let number = 0; number < POOL_RECORDS; number++) {
    const at = from + number * POOL_RECORD
    const track = payload[at] ?? UNSET
    if (track === UNSET) continue
    if (track >= TRACKS || (payload[at + RECORD.step] ?? UNSET) >= POOL_STEPS) return number
    for (let i: number = RECORD.note; i <= RECORD.length; i++) {
      const value = payload[at + i] ?? UNSET
      if (value > 127 && value !== UNSET) return number
    }
    if (Math.abs(i8(payload, at + RECORD.micro)) > MOST_MICRO) return number
  }
  return null
}

function lostTrig(payload: Uint8Array, layout: PatternLayout, pool: NotePool): string | null {
  for (let track = 0; track < TRACKS; track++) {
    const at = trackAt(layout, track)
    for (let step = 0; step < layout.steps; step++) {
      const isTrig = ((payload[at + 2 * step + 1] ?? 0) & TRIG) !== 0
      if (isTrig && !hasRecord(pool, track, step))
        return `Track ${track + 1}, step ${step + 1}: the trig has no note record.`
    }
  }
  return null
}

const stepFault = (track: number, step: number, name: string, value: number): string =>
  `Track ${track + 1}, step ${step + 1}: the ${name} is ${value}.`

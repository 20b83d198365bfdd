// What stands at a place of a dump, in words: for those who are shown where two reads of a pattern differ.
import type { KitLayout } from './kit-layout'
import {
  NAME_SIZE,
  PLOCKS,
  plockSize,
  POOL_RECORD,
  POOL_SIZE,
  TAIL,
  trackAt,
  TRACKS,
  type PatternLayout,
} from './pattern-shape'

/** The bytes that belong together at a place; `name` is null where nothing is known of it. */
export type NamedPlace = { readonly from: number; readonly size: number; readonly name: string | null }

type Part = { readonly at: number | null; readonly size: number; readonly name: string }

const RECORD_PARTS = ['track', 'step', 'note', 'velocity', 'length', 'micro timing']

/** `kit` where the dump holds one, after its pattern. */
export function placeAt(layout: PatternLayout, kit: KitLayout | null, at: number): NamedPlace {
  const [first, end] = [trackAt(layout, 0), trackAt(layout, TRACKS)]
  if (at < first) return { from: 0, size: first, name: 'version' }
  if (at < end) return trackPlace(layout, at)
  if (layout.pool !== null && at >= layout.pool && at < layout.pool + POOL_SIZE) return poolPlace(layout.pool, at)
  if (at < layout.tail) return lockPlace(layout, at)
  if (at < layout.tail + TAIL.end) return found(TAIL_PARTS, layout.tail, at)
  if (kit !== null && at >= layout.patternSize) return kitPlace(kit, layout.patternSize, at)
  return { from: at, size: 1, name: null }
}

function trackPlace(layout: PatternLayout, at: number): NamedPlace {
  const { trackSize, steps } = layout
  const track = Math.floor((at - trackAt(layout, 0)) / trackSize)
  const start = trackAt(layout, track)
  const inside = at - start
  const head = `track ${String(track + 1)}`
  if (inside < 2 * steps) {
    const step = inside >> 1
    return { from: start + 2 * step, size: 2, name: `${head}, step ${String(step + 1)}: trig` }
  }
  const lane = laneParts(layout).find((part) => part.at !== null && inside >= part.at && inside < part.at + steps)
  if (lane?.at != null)
    return { from: at, size: 1, name: `${head}, step ${String(inside - lane.at + 1)}: ${lane.name}` }
  const place = found(settingParts(layout), start, at)
  return { ...place, name: place.name === null ? null : `${head}: ${place.name}` }
}

const laneParts = ({ lanes, steps: size }: PatternLayout): readonly Part[] => [
  { at: lanes.note, size, name: 'note' },
  { at: lanes.velocity, size, name: 'velocity' },
  { at: lanes.length, size, name: 'length' },
  { at: lanes.micro, size, name: 'micro timing' },
  { at: lanes.condition, size, name: 'condition' },
  { at: lanes.fill, size, name: 'FILL' },
  { at: lanes.probability, size, name: 'probability' },
  { at: lanes.retrigLength, size, name: 'retrig length' },
  { at: lanes.retrigRate, size, name: 'retrig rate' },
  { at: lanes.retrigVelocity, size, name: 'retrig velocity' },
  ...lanes.chord.map((at, i) => ({ at, size, name: `NOT${String(i + 2)}` })),
  { at: lanes.soundLock, size, name: 'sound lock' },
]

const settingParts = ({ settings }: PatternLayout): readonly Part[] => [
  { at: settings.note, size: 1, name: 'note' },
  { at: settings.velocity, size: 1, name: 'velocity' },
  { at: settings.length, size: 1, name: 'note length' },
  ...[0, 1, 2].map((i) => ({ at: settings.chord + i, size: 1, name: `NOT${String(i + 2)}` })),
  ...['length', 'rate', 'velocity'].map((what, i) => ({
    at: settings.retrig === null ? null : settings.retrig + i,
    size: 1,
    name: `retrig ${what}`,
  })),
  { at: settings.trackLength, size: 2, name: 'track length' },
  { at: settings.speed, size: 1, name: 'speed' },
  { at: settings.probability, size: 1, name: 'probability' },
]

const TAIL_PARTS: readonly Part[] = [
  { at: TAIL.name, size: NAME_SIZE, name: 'name' },
  { at: TAIL.patternMutes, size: 2, name: 'pattern mutes' },
  { at: TAIL.tempo, size: 2, name: 'tempo' },
  { at: TAIL.masterLength, size: 2, name: 'master length' },
  { at: TAIL.changeLength, size: 2, name: 'change length' },
  { at: TAIL.swing, size: 1, name: 'swing' },
  { at: TAIL.scaleMode, size: 1, name: 'scale mode' },
  { at: TAIL.speed, size: 1, name: 'speed of the pattern' },
  { at: TAIL.kit, size: 1, name: 'number of the kit' },
]

function poolPlace(pool: number, at: number): NamedPlace {
  const record = Math.floor((at - pool) / POOL_RECORD)
  const part = RECORD_PARTS[(at - pool) % POOL_RECORD] ?? ''
  return { from: at, size: 1, name: `note record ${String(record)}: ${part}` }
}

function lockPlace({ tail, steps }: PatternLayout, at: number): NamedPlace {
  const size = plockSize(steps)
  const first = tail - PLOCKS * size
  if (at < first) return { from: at, size: 1, name: null }
  const inside = (at - first) % size
  const lock = `parameter lock ${String(Math.floor((at - first) / size))}`
  if (inside < 2) return { from: at - inside, size: 2, name: `${lock}: parameter and track` }
  const step = (inside - 2) >> 1
  return { from: at - (inside % 2), size: 2, name: `${lock}, step ${String(step + 1)}` }
}

function kitPlace(
  { name, midi, firstMidi, midiMask, channel, enabled }: KitLayout,
  start: number,
  at: number,
): NamedPlace {
  const inside = at - start
  const record = Math.floor((inside - midi.first) / midi.stride)
  if (inside >= midi.first && record < midi.count) {
    const parts = [
      { at: channel, size: 1, name: 'channel' },
      { at: enabled, size: 2, name: 'what is enabled' },
    ]
    const place = found(parts, start + midi.first + record * midi.stride, at)
    return {
      ...place,
      name: place.name === null ? null : `kit, track ${String(firstMidi + record + 1)}: ${place.name}`,
    }
  }
  const parts = [
    { at: name, size: NAME_SIZE, name: 'kit: name' },
    { at: midiMask, size: 2, name: 'kit: which tracks are MIDI tracks' },
  ]
  return found(parts, start, at)
}

function found(parts: readonly Part[], start: number, at: number): NamedPlace {
  const part = parts.find((each) => each.at !== null && at >= start + each.at && at < start + each.at + each.size)
  return part?.at == null
    ? { from: at, size: 1, name: null }
    : { from: start + part.at, size: part.size, name: part.name }
}

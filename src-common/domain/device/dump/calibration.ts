// Judges two reads of a pattern: whether a gesture on the box changed just what the tables say. Only then is it a proof.
import type { DumpDevice, PatternField } from '../pattern-dump'
import { u32 } from './big-endian'
import { valueAt, type Place, type Reads } from './calibration-places'
import type { CalibrationStep, CalibrationStepId } from './calibration-step'
import { KIT_HEAD, kitLayoutOf, type KitLayout } from './kit-layout'
import { changedOffsets, hex, namedChanges, type PayloadChange } from './payload-diff'
import { placeAt } from './place-names'
import type { PatternLayout } from './pattern-shape'

export type CalibrationRequest =
  { readonly type: 'begin'; readonly pattern: number } | { readonly type: 'check'; readonly step: CalibrationStepId }

export type CalibrationResult =
  | {
      /** Two reads were the same. */
      readonly type: 'begun'
      readonly device: DumpDevice
      readonly structVersion: number
      readonly build: string
      /** How many trigs the pattern has: it is to be an empty one. */
      readonly trigs: number
    }
  /** Two reads with nothing done between them differ. */
  | { readonly type: 'restless'; readonly changes: readonly PayloadChange[] }
  | CheckResult

export type CheckResult =
  | { readonly type: 'proved'; readonly fields: readonly PatternField[]; readonly changes: readonly PayloadChange[] }
  /** Nothing changed yet. */
  | { readonly type: 'nothing' }
  /** Something other changed than what was to. */
  | { readonly type: 'other'; readonly changes: readonly PayloadChange[]; readonly reason: string }

/** Reads that hold less than their pattern, or than the kit that the step needs, prove nothing. Never throws. */
export function checkStep(
  step: CalibrationStep,
  before: Uint8Array,
  after: Uint8Array,
  layout: PatternLayout,
): CheckResult {
  const kit = step.request === 'patternKit' ? kitIn(after, layout) : null
  const end = layout.patternSize + (kit?.size ?? 0)
  const isWhole = Math.min(before.length, after.length) >= end && (step.request === 'pattern' || kit !== null)
  const offsets = changedOffsets(before, after, end)
  const changes = namedChanges(before, after, offsets, layout, kit)
  if (!isWhole) return { type: 'other', changes, reason: SHORT }
  if (offsets.length === 0) return { type: 'nothing' }
  const reads: Reads = { before, after, layout, kit }
  const { places, faults } = step.expect(reads)
  const reasons = [...faults, ...unlike(reads, places), ...strange(reads, offsets, places)]
  return reasons.length === 0
    ? { type: 'proved', fields: step.fields, changes }
    : { type: 'other', changes, reason: reasons.join(' ') }
}

/** The kit after a pattern; null where there is none that is known. */
export function kitIn(payload: Uint8Array, { device, patternSize }: PatternLayout): KitLayout | null {
  if (payload.length <= patternSize) return null
  const layout = kitLayoutOf(device, u32(payload, patternSize + KIT_HEAD[device].version))
  return layout !== null && payload.length >= patternSize + layout.size ? layout : null
}

/** How the expected places are not as they were to be: what is still as it was comes first. */
function unlike({ before, after, layout, kit }: Reads, places: readonly Place[]): readonly string[] {
  const changed = places.filter((place) => valueAt(before, place) !== valueAt(after, place))
  const named = (place: Place): string => nameOf(layout, kit, place.at)
  const still = places.filter((place) => place.must && !changed.includes(place))
  const [waiting, already] = [
    still.filter((place) => !place.values.includes(valueAt(after, place))),
    still.filter((place) => place.values.includes(valueAt(after, place))),
  ]
  return [
    ...(waiting.length === 0 ? [] : [`Not changed yet: ${waiting.map(named).join('; ')}.`]),
    ...(already.length === 0 ? [] : [`It was so before: ${already.map(named).join('; ')}.`]),
    ...changed
      .filter((place) => !place.values.includes(valueAt(after, place)))
      .map((place) => `${named(place)} is ${inHex(valueAt(after, place), place)}, not ${expected(place)}.`),
  ]
}

/** What changed without being expected. */
function strange({ layout, kit }: Reads, offsets: readonly number[], places: readonly Place[]): readonly string[] {
  const covered = new Set(places.flatMap(({ at, size }) => (size === 1 ? [at] : [at, at + 1])))
  const names = [...new Set(offsets.filter((at) => !covered.has(at)).map((at) => nameOf(layout, kit, at)))]
  if (names.length === 0) return []
  const more = names.length > MOST_NAMES ? `; and ${String(names.length - MOST_NAMES)} more` : ''
  return [`Changed too: ${names.slice(0, MOST_NAMES).join('; ')}${more}.`]
}

const MOST_NAMES = 4
const SHORT = 'The dump is shorter than such a pattern is, or its kit is of a version that is not known.'

const nameOf = (layout: PatternLayout, kit: KitLayout | null, at: number): string =>
  placeAt(layout, kit, at).name ?? `place ${String(at)}`
const expected = (place: Place): string => place.values.map((value) => inHex(value, place)).join(' or ')
const inHex = (value: number, { size }: Place): string =>
  size === 2 ? hex([value >> 8, value & 0xff]).replace(' ', '') : hex([value])

// What the lanes of a track are called, and how their values are counted: by the box's own names where they are known.
import type { Controller } from '../device/controllers/controller'
import { controllersOf } from '../device/controllers/controllers'
import { MUTE_CONTROLLER, type DeviceProfile, type TrackNumber } from '../device/device'
import { ccOf, greatestOf, nrpnOf, nrpnTarget, type ControllerTarget } from './controllers'

export type Parameter = {
  readonly target: ControllerTarget
  readonly name: string
  /** The page of the box it is on; null where that is not known. */
  readonly section: string | null
  /** `CC 74`, `NRPN 1:20`; null for what has no number. */
  readonly number: string | null
  /** What a lane keeps is `unit` times what is counted; an NRPN of no more than 7 bits has them in its upper byte. */
  readonly unit: number
  readonly least: number
  readonly greatest: number
  /** What the box calls 0. */
  readonly zero: number
  readonly doubt: string | null
}

/** The parameter that a lane of a track turns. */
export function parameterOf(device: DeviceProfile, track: TrackNumber, target: ControllerTarget): Parameter {
  const rows = rowsOf(device, track).filter((row) => isOf(row, target))
  const [first] = rows
  const cc = ccOf(target)
  const number = numberText(target)
  const range = rangeOf(first, target)
  const lower = first !== undefined && cc !== null && first.ccLsb === cc
  return {
    target,
    name:
      rows.length > 0 ? `${rows.map(({ name }) => name).join(' or ')}${lower ? ', lower part' : ''}` : plain(target),
    section: first?.section ?? null,
    number,
    ...range,
    zero: target === 'bend' || (first?.centered === true && !lower) ? Math.ceil((range.least + range.greatest) / 2) : 0,
    doubt: first?.doubt ?? null,
  }
}

/** All that is known to be on a track, by controller and by NRPN, in the order of the box's pages; but no mutes. */
export function parametersOf(device: DeviceProfile, track: TrackNumber): readonly Parameter[] {
  const targets = rowsOf(device, track)
    .filter((row) => !isMute(row))
    .flatMap(({ cc, nrpn }): readonly ControllerTarget[] => [
      ...(cc === null ? [] : ([`cc:${cc}`] as const)),
      ...(nrpn === null ? [] : [nrpnTarget(...nrpn)]),
    ])
  return [...new Set(targets)].map((target) => parameterOf(device, track, target))
}

/** Mutes have lanes of their own, whichever way they are said. */
export const mutes = (device: DeviceProfile, track: TrackNumber, target: ControllerTarget): boolean =>
  rowsOf(device, track).some((row) => isMute(row) && isOf(row, target)) || isMuteNumber(ccOf(target))

/** `64`, and from the middle `+12`. */
export function valueText({ unit, zero }: Parameter, value: number): string {
  const counted = Math.floor(value / unit) - zero
  return zero > 0 && counted > 0 ? `+${counted}` : String(counted).replace('-', '−')
}

/** `64 · 50 %`, `+12 · 19 % up`, `1 · on`. */
export function valueWords(parameter: Parameter, value: number): string {
  const { unit, zero, least, greatest, target } = parameter
  const text = valueText(parameter, value)
  if (target === 'program') return text
  const counted = Math.floor(value / unit)
  if (least === 0 && greatest === 1) return `${text} · ${counted === 0 ? 'off' : 'on'}`
  if (zero === 0) return `${text} · ${percent(counted - least, greatest - least)}`
  if (counted === zero) return `${text} · middle`
  return counted > zero
    ? `${text} · ${percent(counted - zero, greatest - zero)} up`
    : `${text} · ${percent(zero - counted, zero - least)} down`
}

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / Math.max(1, whole))} %`

function rowsOf({ model, tracks }: DeviceProfile, track: TrackNumber): readonly Controller[] {
  return controllersOf(model, tracks[track]?.kind === 'midi' ? 'midiTrack' : 'track')
}

function isOf({ cc, ccLsb, nrpn }: Controller, target: ControllerTarget): boolean {
  const number = ccOf(target)
  if (number !== null) return cc === number || ccLsb === number
  return nrpn !== null && nrpnTarget(...nrpn) === target
}

const isMuteNumber = (cc: number | null): boolean => Object.values(MUTE_CONTROLLER).some((mute) => mute === cc)
const isMute = ({ cc }: Controller): boolean => isMuteNumber(cc)

/** Where one controller has the upper bits of a pair, it is counted by those. */
function rangeOf(
  row: Controller | undefined,
  target: ControllerTarget,
): Pick<Parameter, 'unit' | 'least' | 'greatest'> {
  const greatest = greatestOf(target)
  const isNrpn = nrpnOf(target) !== null
  const [low, high] = (isNrpn ? row?.nrpnRange : row?.ccRange) ?? [0, greatest]
  if (isNrpn && high < 128) return { unit: 128, least: low, greatest: high }
  return high > greatest ? { unit: 1, least: 0, greatest } : { unit: 1, least: low, greatest: high }
}

function numberText(target: ControllerTarget): string | null {
  const nrpn = nrpnOf(target)
  if (nrpn !== null) return `NRPN ${nrpn.join(':')}`
  const cc = ccOf(target)
  return cc === null ? null : `CC ${cc}`
}

const plain = (target: ControllerTarget): string =>
  target === 'bend' ? 'Pitch bend' : target === 'program' ? 'Program' : (numberText(target) ?? target)

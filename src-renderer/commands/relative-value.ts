// Reads what someone types for a property of notes: a value, or a change of the one that each has (`+12`, `-5%`, `*2`).
import type { Change, NoteField } from '../../src-common/domain/edit/change-notes'
import { BAR, parsePosition, PPQ, STEP, type Tick } from '../../src-common/domain/time/ticks'

/** Null where it cannot be read as anything of this property. */
export function readChange(field: NoteField, typed: string): Change | null {
  const text = typed.trim().replace(/\s+/gu, ' ').replace(',', '.').replace('−', '-')
  return (field === 'pitch' ? null : readScale(text)) ?? readAdd(field, text) ?? readSet(field, text)
}

/** `50%`, `+10%`, `-5%`, `*2`, `x2`, `/2`: all are factors. */
function readScale(text: string): Change | null {
  const percent = /^([+-]?)\s?(\d+(?:\.\d+)?)\s?%$/u.exec(text)
  if (percent !== null) {
    const share = Number(percent[2]) / 100
    const factor = percent[1] === '+' ? 1 + share : percent[1] === '-' ? Math.max(0, 1 - share) : share
    return { type: 'scale', value: factor }
  }
  const times = /^([*x×/])\s?(\d+(?:\.\d+)?)$/u.exec(text)
  const number = Number(times?.[2])
  if (times === null || (times[1] === '/' && number === 0)) return null
  return { type: 'scale', value: times[1] === '/' ? 1 / number : number }
}

function readAdd(field: NoteField, text: string): Change | null {
  const [, sign, amount = ''] = /^([+-])\s?(.+)$/u.exec(text) ?? []
  if (sign === undefined) return null
  const value = field === 'tick' || field === 'length' ? readTicks(amount) : readWhole(amount)
  return value === null ? null : { type: 'add', value: sign === '-' ? -value : value }
}

function readSet(field: NoteField, text: string): Change | null {
  const value = READERS[field](text)
  return value === null ? null : { type: 'set', value }
}

const readWhole = (text: string): number | null => (/^\d{1,7}$/u.test(text) ? Number(text) : null)

/** `130` ticks, `2s` steps, `1b` beats, `1/8`, `1/8t` of three in the time of two, `2bar`. */
function readTicks(text: string): Tick | null {
  const [, numerator, denominator, triplet] = /^(\d{1,4})\/(\d{1,3})(t?)$/iu.exec(text) ?? []
  if (numerator !== undefined) {
    const ticks = ((BAR * Number(numerator)) / Number(denominator)) * (triplet === '' ? 1 : 2 / 3)
    return Number.isFinite(ticks) ? Math.round(ticks) : null
  }
  const [, amount, unit = ''] = /^(\d{1,7}(?:\.\d{1,4})?)\s?(ticks?|t|steps?|s|beats?|b|bars?)?$/iu.exec(text) ?? []
  return amount === undefined ? null : Math.round(Number(amount) * ticksOf(unit.toLowerCase()))
}

const ticksOf = (unit: string): Tick =>
  unit.startsWith('bar') ? BAR : unit.startsWith('b') ? PPQ : unit.startsWith('s') ? STEP : 1

/** `5`, `5.2`, `5.2.1`, `5.2.1+30`, or `5|2|030`. */
function readPosition(text: string): Tick | null {
  const [, bar, beat, ticks] = /^(\d{1,6})\|([1-4])\|(\d{1,3})$/u.exec(text) ?? []
  if (bar !== undefined) {
    const inBeat = Number(ticks)
    return Number(bar) < 1 || inBeat >= PPQ ? null : (Number(bar) - 1) * BAR + (Number(beat) - 1) * PPQ + inBeat
  }
  const [place = '', more, ...rest] = text.split('+').map((part) => part.trim())
  const tick = parsePosition(place)
  const off = more === undefined ? 0 : readWhole(more)
  return tick === null || off === null || rest.length > 0 ? null : tick + off
}

const SEMITONES: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 }

/** `C5` is 60, as the box prints it; or the number. */
function readPitch(text: string): number | null {
  const [, letter = '', sign, octave] = /^([a-g])([#♯b♭]?)(\d{1,2})$/iu.exec(text) ?? []
  const semitone = SEMITONES[letter.toLowerCase()]
  if (semitone === undefined) return readWhole(text)
  const shift = sign === '' ? 0 : sign === '#' || sign === '♯' ? 1 : -1
  const pitch = Number(octave) * 12 + semitone + shift
  return pitch >= 0 && pitch <= 127 ? pitch : null
}

const READERS: Readonly<Record<NoteField, (text: string) => number | null>> = {
  tick: readPosition,
  length: readTicks,
  pitch: readPitch,
  velocity: readWhole,
}

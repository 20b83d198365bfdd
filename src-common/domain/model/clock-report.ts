// How steady a clock was that a take was recorded by, measured against this machine's: figures, and the same in words.
import type { TempoStretch } from '../time/tempo-map'
import { formatPosition, type Micros, type Tick } from '../time/ticks'

export type ClockReport = {
  readonly source: 'box' | 'muteline'
  readonly pulses: number
  readonly duration: Micros
  /** Over the whole take. */
  readonly bpm: number
  readonly jitter: {
    /** Standard deviation of a pulse from where it ought to be. */
    readonly deviation: Micros
    readonly p99: Micros
    readonly max: Micros
    /** Pulses by how late they came (early is negative): bins of `bin`, the first one from `from` on. */
    readonly histogram: { readonly from: Micros; readonly bin: Micros; readonly counts: readonly number[] }
  }
  /** Pulses that never arrived, by where. */
  readonly missing: readonly { readonly tick: Tick; readonly count: number }[]
  /** Pulses that came twice. */
  readonly doubled: readonly Tick[]
  /** Pulses that were held up, and then came all at once. */
  readonly bursts: readonly { readonly tick: Tick; readonly pulses: number; readonly late: Micros }[]
  /** Times during which the input was away. */
  readonly gaps: readonly { readonly tick: Tick; readonly duration: Micros }[]
  /** How far the box's clock is off the tempo that it shows (to a tenth of a BPM); null where the tempo moved throughout. */
  readonly drift: { readonly bpm: number; readonly ppm: number } | null
  readonly tempo: readonly TempoStretch[]
}

/** The report as sentences, most telling first. */
export function wordsOf(report: ClockReport): readonly string[] {
  return [tempoWords(report), jitterWords(report), ...faultWords(report)]
}

/** Tempos closer than this are the same one, measured twice. */
const SAME_BPM = 0.05
const CHANGES_TOLD = 6
const PLACES_TOLD = 4
/** A clock is exact where it is off by less than a millionth. */
const EXACT_PPM = 0.5
/** Stamps are whole microseconds. */
const EXACT: Micros = 1

function tempoWords({ tempo, bpm, drift }: ClockReport): string {
  const changes = changesOf(tempo)
  if (changes.length === 0) return `The tempo was steady at ${bpm.toFixed(2)} BPM${driftWords(drift)}.`
  const told = changes.slice(0, CHANGES_TOLD)
  const more = changes.length > told.length ? `, and ${number(changes.length - told.length)} more` : ''
  const begin = (tempo[0]?.bpmFrom ?? bpm).toFixed(1)
  return `The tempo began at ${begin} BPM and changed ${times(changes.length)}: ${told.join(', ')}${more}${driftWords(drift)}.`
}

/** A jump between two stretches is one change, a ramp within a stretch another. */
function changesOf(tempo: readonly TempoStretch[]): readonly string[] {
  return tempo.flatMap(({ from, to, bpmFrom, bpmTo }, index) => {
    const before = tempo[index - 1]?.bpmTo ?? bpmFrom
    const jump = differ(before, bpmFrom) ? [`to ${bpmFrom.toFixed(1)} at ${formatPosition(from)}`] : []
    const ramp = `to ${bpmTo.toFixed(1)} gradually from ${formatPosition(from)} to ${formatPosition(to)}`
    return differ(bpmFrom, bpmTo) ? [...jump, ramp] : jump
  })
}

const differ = (a: number, b: number): boolean => Math.abs(a - b) >= SAME_BPM

/** One millionth is 60 µs a minute. */
function driftWords(drift: ClockReport['drift']): string {
  if (drift === null) return ''
  if (Math.abs(drift.ppm) < EXACT_PPM) return ", exact by this computer's clock"
  const perMinute = millis(Math.abs(drift.ppm) * 60)
  return ` by this computer's clock; set to ${drift.bpm.toFixed(1)}, it ${drift.ppm > 0 ? 'gains' : 'loses'} ${perMinute} a minute`
}

function jitterWords({ jitter, pulses }: ClockReport): string {
  if (jitter.max < EXACT) return `All ${number(pulses)} pulses came exactly where they belong.`
  return `Of ${number(pulses)} pulses, 99 in 100 came within ${millis(jitter.p99)} of where they belong; the furthest was ${millis(jitter.max)} off.`
}

function faultWords(report: ClockReport): readonly string[] {
  const words = [
    ...missingWords(report.missing),
    ...doubledWords(report.doubled),
    ...burstWords(report.bursts),
    ...report.gaps.map(gapWords),
  ]
  return words.length > 0 ? words : ['No pulse was missing, doubled or held up.']
}

function missingWords(missing: ClockReport['missing']): readonly string[] {
  const lost = missing.reduce((sum, { count }) => sum + count, 0)
  if (lost === 0) return []
  const them = lost === 1 ? 'it' : 'them'
  return [
    `${counted(lost, 'pulse')} never arrived (${places(missing.map(({ tick }) => tick))}); the count was carried on over ${them} by time.`,
  ]
}

function doubledWords(doubled: ClockReport['doubled']): readonly string[] {
  if (doubled.length === 0) return []
  const each = doubled.length === 1 ? 'was' : 'each was'
  return [`${counted(doubled.length, 'pulse')} came twice (${places(doubled)}), and ${each} counted once.`]
}

function burstWords(bursts: ClockReport['bursts']): readonly string[] {
  if (bursts.length === 0) return []
  const latest = Math.max(...bursts.map(({ late }) => late))
  const where = places(bursts.map(({ tick }) => tick))
  return [
    `Pulses were held up ${times(bursts.length)} (${where}) and then came together, up to ${millis(latest)} late.`,
  ]
}

const gapWords = ({ tick, duration }: ClockReport['gaps'][number]): string =>
  `The input was away for ${(duration / 1e6).toFixed(1)} s at ${formatPosition(tick)}: what follows was placed by time, and may be off by a pulse.`

const places = (ticks: readonly Tick[]): string =>
  `at ${ticks.slice(0, PLACES_TOLD).map(formatPosition).join(', ')}${ticks.length > PLACES_TOLD ? ' and later' : ''}`
const number = (value: number): string => value.toLocaleString('en')
const counted = (value: number, noun: string): string => `${number(value)} ${noun}${value === 1 ? '' : 's'}`
const times = (value: number): string => (value === 1 ? 'once' : value === 2 ? 'twice' : `${number(value)} times`)

/** In milliseconds, with as many digits as tell something. */
export function millis(time: Micros): string {
  const digits = time === 0 ? 0 : time < 100 ? 3 : time < 10_000 ? 2 : 1
  return `${(time / 1000).toFixed(digits)} ms`
}

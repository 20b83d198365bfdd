// How far settled positions are off, on the same kinds of clocks; beside it, what recorders get by arrival times, by
// counting pulses, and by joining the pulses with lines. Clocks of others can be given as files: `--pulses FILE`.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { lowerBound } from '../../src-common/domain/base/sorted'
import { countPulses } from '../../src-common/domain/time/pulse-count'
import { pulseMap } from '../../src-common/domain/time/pulse-map'
import { seededRandom } from '../../src-common/domain/base/random'
import { tempoOf } from '../../src-common/domain/time/tempo-map'
import { PULSE, type Micros } from '../../src-common/domain/time/ticks'
import { atMost, quantile, report, row, say, SEEDS, type Row } from '../figures'
import { knob, knownClock, moments, ramps, steady, step, ways, type KnownClock, type Tempo } from './pulses'

const PULSES = 24 * 1200
const JUMP = PULSES / 2
const FIRST = 10

type Settled = (time: Micros) => number

const ours = (stamps: readonly Micros[]): Settled => pulseMap(countPulses(stamps).pulses, 0).at

/** Joins the pulses as they were stamped. */
const joining = (stamps: readonly Micros[]): Settled => {
  return (time) => {
    const after = Math.min(stamps.length - 2, Math.max(0, lowerBound(stamps, time) - 1))
    const [from = 0, to = 1] = [stamps[after], stamps[after + 1]]
    return (after + (time - from) / Math.max(1, to - from)) * PULSE
  }
}

/** Eight ticks of 192 to the quarter for each pulse heard so far. */
const counting =
  (stamps: readonly Micros[]): Settled =>
  (time) =>
    (lowerBound(stamps, time) - 1) * PULSE

const errorsOf = (clock: KnownClock, settle: (stamps: readonly Micros[]) => Settled, seed: number) => {
  const at = settle(clock.stamps)
  return moments(clock, seed, FIRST, PULSES).map(({ time, tick, number }) => ({
    error: Math.abs(at(time) - tick),
    number,
  }))
}

function clockOf(tempo: Tempo, name: string, seed: number): KnownClock {
  const way = ways(seed)[name]
  if (way === undefined) throw new Error(`There is no way ${name}.`)
  return knownClock(tempo, PULSES, way())
}

const p99 = (make: (seed: number) => KnownClock, settle: (stamps: readonly Micros[]) => Settled): readonly number[] =>
  SEEDS.map((seed) => quantile(errorsOf(make(seed), settle, seed).map(({ error }) => error), 0.99)) // prettier-ignore

/** Stamped when a stalled thread came to it: what a Web MIDI page or a simple recorder has. */
function arrivals(clock: KnownClock, seed: number): KnownClock {
  const random = seededRandom(seed)
  let free = 0
  const stamps = clock.stamps.map((stamp) => {
    if (random() < 1 / 50) free = Math.max(free, stamp + random() * 60_000)
    return Math.max(free, stamp + random() * 1000)
  })
  return { truth: clock.truth, stamps }
}

const JITTER = '±1 ms uniform'
const kinds: Readonly<Record<string, { readonly tempo: (seed: number) => Tempo; readonly limit: number }>> = {
  'steady tempo': { tempo: () => steady(120), limit: 0.05 },
  'ramps of 16 bars': { tempo: () => ramps(120), limit: 0.5 },
  'a hand on the knob every 40 bars': { tempo: (seed) => knob(120, seed, PULSES, 3840), limit: 0.5 },
}
const rows: Row[] = []
for (const [kind, { tempo, limit }] of Object.entries(kinds)) {
  const make = (seed: number): KnownClock => clockOf(tempo(seed), JITTER, seed)
  rows.push(row(`${kind}: Muteline, p99`, 'ticks', p99(make, ours), atMost(limit)))
  rows.push(row(`${kind}: joining the pulses, p99`, 'ticks', p99(make, joining)))
  rows.push(row(`${kind}: counting pulses, p99`, 'ticks', p99(make, counting)))
  rows.push(
    row(
      `${kind}: by arrival in a busy thread, joined, p99`,
      'ticks',
      p99((seed) => arrivals(make(seed), seed), joining),
    ),
  )
}
rows.push(row('a hand on the knob every 6 bars: Muteline, p99', 'ticks', p99((seed) => clockOf(knob(120, seed, PULSES, 600), JITTER, seed), ours))) // prettier-ignore
const nearJump = SEEDS.map((seed) => {
  const found = errorsOf(clockOf(step(120, JUMP), JITTER, seed), ours, seed)
  return Math.max(...found.filter(({ number }) => Math.abs(number - JUMP) <= 2).map(({ error }) => error))
})
rows.push(row('within two pulses of a jump by a tenth: Muteline, worst', 'ticks', nearJump, atMost(2)))
for (const name of Object.keys(ways(1)).filter((each) => each !== JITTER))
  rows.push(
    row(
      `steady tempo, ${name}: Muteline, p99`,
      'ticks',
      p99((seed) => clockOf(steady(120), name, seed), ours),
    ),
  )

/** A file of someone's own: a stamp in microseconds on each line. */
const { values } = parseArgs({ options: { pulses: { type: 'string' } }, strict: false })
if (typeof values.pulses === 'string') {
  const stamps = readFileSync(values.pulses, 'utf8').split(/\s+/).filter(Boolean).map(Number)
  if (stamps.length < 3 || stamps.some((stamp) => !Number.isFinite(stamp))) throw new Error(`${values.pulses} is no list of stamps in microseconds, one a line.`) // prettier-ignore
  const { pulses, faults } = countPulses(stamps)
  const map = pulseMap(pulses, 0)
  const late = Float64Array.from(map.late, Math.abs)
  say(`${values.pulses}: ${String(stamps.length)} pulses, ${map.bpm.toFixed(3)} BPM; missing ${String(faults.missing.length)}, doubled ${String(faults.doubled.length)}, bursts ${String(faults.bursts.length)}`) // prettier-ignore
  for (const { from, to, bpmFrom, bpmTo } of tempoOf(map, pulses, 0)) say(`  bar ${String(from / 3840 + 1)} to ${String(to / 3840 + 1)}: ${bpmFrom.toFixed(3)} to ${bpmTo.toFixed(3)} BPM`) // prettier-ignore
  rows.push(row(`${values.pulses}: how late pulses came, p99`, 'µs', [quantile(late, 0.99)]))
}
report({
  title: 'Settling, afterwards',
  note: 'Error of the position at random moments whose time is known; pulses with ±1 ms uniform jitter unless said otherwise; 120 BPM, twenty minutes.',
  rows,
})

// Measures the clock that a take was recorded by.
import { lowerBound } from '../base/sorted'
import type { ClockReport } from '../model/clock-report'
import { isSteady, tempoOf, type TempoStretch } from '../time/tempo-map'
import { PULSE, type Micros, type Tick } from '../time/ticks'
import type { JournalEntry } from './journal'
import { deviationOf, mappedRoll, type MappedRoll, type TakeRange } from './settle'

const BINS = 41
/** The narrowest bins: a clock that is this steady needs no finer picture. */
const NARROWEST: Micros = 10
/** The box's tempo is set in tenths of a BPM; no quartz is further off than this. */
const FURTHEST_PPM = 200
/** A shorter stretch tells nothing of a quartz. */
const LONG_ENOUGH: Tick = 960 * 32

/** Null where no clock rolled in the range, or too little of it to say anything. */
export function clockReport(entries: readonly JournalEntry[], range: TakeRange): ClockReport | null {
  const mapped = mappedRoll(entries, range)
  if (mapped?.map == null || mapped.roll.entries.length < 3) return null
  const { roll, map } = mapped
  const tickOf = (number: number): Tick => roll.first + number * PULSE
  const tempo = tempoOf(map, roll.pulses, roll.first)
  const gaps = gapsIn(entries, mapped)
  const isGap = (tick: Tick): boolean => gaps.some((gap) => Math.abs(gap.tick - tick) <= PULSE)
  return {
    source: roll.source === 'in' ? 'box' : 'muteline',
    pulses: roll.entries.length,
    duration: (roll.pulses.times.at(-1) ?? 0) - (roll.pulses.times[0] ?? 0),
    bpm: map.bpm,
    jitter: jitterOf(map.late),
    missing: roll.faults.missing
      .map(({ number, count }) => ({ tick: tickOf(number), count }))
      .filter(({ tick }) => !isGap(tick)),
    doubled: roll.faults.doubled.map(tickOf),
    bursts: roll.faults.bursts.map(({ number, pulses, late }) => ({ tick: tickOf(number), pulses, late })),
    gaps,
    drift: driftOf(tempo),
    tempo,
  }
}

function jitterOf(late: Float64Array): ClockReport['jitter'] {
  const sorted = Float64Array.from(late, Math.abs).sort()
  const p99 = sorted[Math.floor((sorted.length - 1) * 0.99)] ?? 0
  // The picture is of nearly all pulses; what is further off stands in its outermost bins.
  const bin = Math.max(NARROWEST, Math.ceil((2.4 * p99) / BINS / 5) * 5)
  const from = (-bin * BINS) / 2
  const counts = Array<number>(BINS).fill(0)
  for (const each of late) {
    const place = Math.min(BINS - 1, Math.max(0, Math.floor((each - from) / bin)))
    counts[place] = (counts[place] ?? 0) + 1
  }
  return { deviation: deviationOf(late), p99, max: sorted.at(-1) ?? 0, histogram: { from, bin, counts } }
}

/** While the clock's input was away. */
function gapsIn(entries: readonly JournalEntry[], { roll }: MappedRoll): ClockReport['gaps'] {
  if (roll.source === 'out') return []
  const gaps: { tick: Tick; duration: Micros }[] = []
  let lost: number | null = null
  for (let index = roll.firstEntry; index < roll.endEntry; index++) {
    const entry = entries[index]
    if (entry?.type !== 'mark') continue
    if (entry.mark.type === 'lost' && entry.mark.port === roll.port) lost ??= index
    else if (entry.mark.type === 'back' && entry.mark.port === roll.port && lost !== null) {
      const place = lowerBound(roll.entries, lost)
      const { numbers, times } = roll.pulses
      const [before, after] = [times[place - 1], times[place]]
      const tick = roll.first + ((numbers[place - 1] ?? 0) + 1) * PULSE
      // An input that was opened twice in a row is one gap.
      if (before !== undefined && after !== undefined && gaps.at(-1)?.tick !== tick)
        gaps.push({ tick, duration: after - before })
      lost = null
    }
  }
  return gaps
}

function driftOf(tempo: readonly TempoStretch[]): ClockReport['drift'] {
  const steady = tempo.filter((each) => isSteady(each) && each.to - each.from >= LONG_ENOUGH)
  const longest = steady.reduce<TempoStretch | null>(
    (best, each) => (best !== null && best.to - best.from >= each.to - each.from ? best : each),
    null,
  )
  if (longest === null) return null
  const bpm = Math.round(longest.bpmFrom * 10) / 10
  const ppm = (longest.bpmFrom / bpm - 1) * 1e6
  return Math.abs(ppm) > FURTHEST_PPM ? null : { bpm, ppm }
}

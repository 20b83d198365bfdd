// Tempo over a roll, as people speak of it: stretches in BPM, and the changes that a clock of ours has to make.
import { fitPeriodAt } from './line-fit'
import type { PulseMap } from './pulse-map'
import type { Pulses } from './pulse-count'
import { PPQ, PULSE, type Tick } from './ticks'

/** The tempo goes from one value to the other, or stays. Half-open. */
export type TempoStretch = {
  readonly from: Tick
  readonly to: Tick
  readonly bpmFrom: number
  readonly bpmTo: number
}

/** From `tick` on the tempo is `bpm`. */
export type TempoChange = { readonly tick: Tick; readonly bpm: number }

/** Tempos that differ by less are one: nobody turns a knob by so little. */
const SAME = 0.0004

/** The stretches of a roll's pulses; those that are the same tempo are one. */
export function tempoOf({ stretches }: PulseMap, { numbers }: Pulses, first: Tick): readonly TempoStretch[] {
  const found: TempoStretch[] = []
  for (const { from, to, fit } of stretches) {
    const [begin, end] = [numbers[from] ?? 0, (numbers[to - 1] ?? 0) + 1]
    const bpm = (number: number): number => 60e6 / (24 * Math.max(1, fitPeriodAt(fit, number)))
    const next = { from: first + begin * PULSE, to: first + end * PULSE, bpmFrom: bpm(begin), bpmTo: bpm(end) }
    const last = found.at(-1)
    if (last !== undefined && isSteady(last) && isSteady(next) && isSame(last.bpmTo, next.bpmFrom)) {
      const bpmBoth = weighted(last, next)
      found[found.length - 1] = { from: last.from, to: next.to, bpmFrom: bpmBoth, bpmTo: bpmBoth }
    } else found.push({ ...next, from: last?.to ?? next.from })
  }
  return found
}

export const isSteady = ({ bpmFrom, bpmTo }: TempoStretch): boolean => isSame(bpmFrom, bpmTo)
const isSame = (a: number, b: number): boolean => Math.abs(a - b) < SAME * a

function weighted(a: TempoStretch, b: TempoStretch): number {
  const [first, second] = [a.to - a.from, b.to - b.from]
  return (a.bpmTo * first + b.bpmFrom * second) / (first + second)
}

/** As steps of a tenth of a BPM, the box's own grain; a tempo that moves steps at every beat. */
export function tempoChanges(stretches: readonly TempoStretch[]): readonly TempoChange[] {
  const changes: TempoChange[] = []
  const put = (tick: Tick, bpm: number): void => {
    const rounded = Math.round(bpm * 10) / 10
    if (changes.at(-1)?.bpm !== rounded) changes.push({ tick, bpm: rounded })
  }
  for (const { from, to, bpmFrom, bpmTo } of stretches) {
    put(from, isSame(bpmFrom, bpmTo) ? (bpmFrom + bpmTo) / 2 : bpmFrom)
    for (let tick = from + PPQ; tick < to && !isSame(bpmFrom, bpmTo); tick += PPQ)
      put(tick, bpmFrom + ((bpmTo - bpmFrom) * (tick - from)) / (to - from))
  }
  return changes
}

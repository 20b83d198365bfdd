// A take in plain words: how long it is, where it lies, how good its clock was, and what is in it.
import { countLabel } from '../../src-common/domain/edit/edits'
import { spanLabel } from '../../src-common/domain/edit/take-label'
import type { ClockSummary, Take, TakeSummary } from '../../src-common/domain/model/take'
import { BAR, PPQ } from '../../src-common/domain/time/ticks'

/** `8 bars · 0:14`; by the tempo that its clock had. */
export function lengthWords({ from, to, clock }: TakeSummary): string {
  const seconds = Math.round(((to - from) / PPQ) * (60 / Math.max(1, clock.bpm)))
  const bars = (to - from) / BAR
  const told = Number.isInteger(bars) ? String(bars) : bars.toFixed(1)
  const time = `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`
  return `${told} ${bars === 1 ? 'bar' : 'bars'} · ${time}`
}

/** `Bars 1 to 8`. */
export const placeWords = (span: Pick<TakeSummary, 'from' | 'to'>): string => {
  const words = spanLabel(span)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Up to which jitter, in microseconds, a clock is called so. A millisecond is about where the tightest ears begin to hear. */
const STEADINESS = [
  { most: 250, words: 'Very steady clock' },
  { most: 1000, words: 'Steady clock' },
  { most: 3000, words: 'Loose clock' },
] as const

export function clockWords({ source, jitter }: ClockSummary): string {
  if (source === 'none') return 'No clock: laid out by time'
  const { words } = STEADINESS.find(({ most }) => jitter <= most) ?? { words: 'Unsteady clock' }
  return source === 'muteline' ? `${words}, led by Muteline` : words
}

/** Empty where there was no clock. */
export function clockFigures({ source, bpm, jitter }: ClockSummary): string {
  if (source === 'none') return ''
  const spread = jitter < 1000 ? `${jitter.toFixed(0)} µs` : `${(jitter / 1000).toFixed(1)} ms`
  return `${bpm.toFixed(1)} BPM · jitter ${spread}`
}

type TakeCounts = Readonly<Record<'mutes' | 'notes' | 'patterns' | 'controllers', number>>

/** Mutes are regions; a controller is one that was turned. */
export const countsOf = (take: Take): TakeCounts => ({
  mutes: take.lanes.reduce((sum, { muted }) => sum + muted.length, 0),
  notes: take.notes.length,
  patterns: take.patterns.length,
  controllers: take.controllers.reduce((sum, { lanes }) => sum + lanes.length, 0),
})

export const countWords = ({ mutes, notes, patterns, controllers }: TakeCounts): string =>
  [
    countOrNo(mutes, 'mute'),
    countOrNo(notes, 'note'),
    countOrNo(patterns, 'pattern'),
    countOrNo(controllers, 'controller'),
  ].join(' · ')

const countOrNo = (count: number, one: string): string =>
  count === 0 ? `no ${one}s` : count === 1 ? `1 ${one}` : countLabel(count, one)

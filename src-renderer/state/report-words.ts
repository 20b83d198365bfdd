// What was seen of a replay, in few words.
import type { BarCheck, ReplayReport } from '../../src-common/domain/play/verify/report'
import { BAR, PULSE, type Tick } from '../../src-common/domain/time/ticks'

type Verdict = BarCheck['verdict']

/** Each verdict has a sign of its own, so that its colour need not be seen. */
export const SIGNS: Readonly<Record<Verdict, string>> = { landed: '✓', late: '!', missing: '✕', unknown: '·' }
const ORDER: readonly Verdict[] = ['landed', 'late', 'missing', 'unknown']

/** `30 landed · 1 late · 1 missing`; empty where nothing was played yet. */
export function sumWords({ bars }: ReplayReport): string {
  return ORDER.map((verdict) => ({ verdict, count: bars.filter((bar) => bar.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${String(count)} ${verdict}`)
    .join(' · ')
}

/** `Bar 5: late` */
export const barWords = ({ bar, verdict }: BarCheck): string => `Bar ${String(bar / BAR + 1)}: ${verdict}`

/** `24 pulses ahead are too few for this box, 36 pulses are enough` */
export function leadWords({ leads: { late, enough } }: ReplayReport): string {
  const few = `${pulsesWords(late ?? 0)} ahead are too few for this box`
  return enough === null
    ? `${few}, and how many it needs is not known yet`
    : `${few}, ${pulsesWords(enough)} are enough`
}

export const pulsesWords = (ticks: Tick): string => `${String(Math.round(ticks / PULSE))} pulses`

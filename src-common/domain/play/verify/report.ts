// What was seen of a replay: bar by bar whether the box did as it was asked, as far as it answers.
import type { Tick } from '../../time/ticks'
import type { LeadRange } from './lead-watch'
import type { Verdict } from './compare-notes'

export type BarCheck = {
  /** The song tick at which the bar begins. */
  readonly bar: Tick
  /** *unknown*: the box told nothing of it. */
  readonly verdict: Verdict | 'unknown'
  /** In words: what was as asked, or was not, and what to look at. */
  readonly lines: readonly string[]
}

export type ReplayReport = {
  /** In order; of a bar that was played again, the last. */
  readonly bars: readonly BarCheck[]
  /** A longer lead for program changes, where they were too late; in ticks. */
  readonly patternLead: Tick | null
  /** What was measured of this box. */
  readonly leads: LeadRange
}

export const NO_REPORT: ReplayReport = { bars: [], patternLead: null, leads: { late: null, enough: null } }

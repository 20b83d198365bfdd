// The last bars of a performance, as a range of its journal.
import { lowerBound } from '../base/sorted'
import { BAR, PULSE } from '../time/ticks'
import type { JournalEntry } from './journal'
import { counted, rollsOf, type RollSpan } from './rolls'
import type { TakeRange } from './settle'

/** A roll with its Stop, if there is one: that tells that it was not cut off. */
export const wholeOf = ({ firstEntry, endEntry }: RollSpan, entries: readonly JournalEntry[]): TakeRange => ({
  from: firstEntry,
  to: Math.min(endEntry + 1, entries.length),
})

/**
 * The performance that begins at entry `from`: whole, or its last `bars` bars. It ends with its Stop, or is still going
 * on. Null where none begins there.
 */
export function performanceAt(entries: readonly JournalEntry[], from: number, bars: number | null): TakeRange | null {
  const span = [...rollsOf(entries, 'in'), ...rollsOf(entries, 'out')].find((roll) => roll.firstEntry === from)
  if (span === undefined) return null
  const whole = wholeOf(span, entries)
  if (bars === null) return whole
  const roll = counted(entries, span)
  const { numbers } = roll.pulses
  const end = Math.ceil((roll.first + ((numbers.at(-1) ?? -1) + 1) * PULSE) / BAR)
  const begin = (Math.max(0, end - bars) * BAR - roll.first) / PULSE
  const place = lowerBound(numbers, begin)
  return place === 0 ? whole : { from: roll.entries[place] ?? whole.from, to: whole.to }
}

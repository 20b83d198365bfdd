// The part of a journal that a take needs to be derived again: its roll, and the state that held when it began.
import type { JournalEntry } from './journal'
import type { RollSpan } from './rolls'
import { rollIn, type TakeRange } from './settle'
import { HeardState } from './state'

export type Extract = { readonly entries: readonly JournalEntry[]; readonly range: TakeRange }

/**
 * `takeFrom` gives the same take from the extract as from the whole journal. What came before the roll is cut down to
 * the roles of the inputs and the last message of each kind: that is the state.
 */
export function extractTake(
  entries: readonly JournalEntry[],
  range: TakeRange,
  roll: RollSpan | null = rollIn(entries, range),
): Extract {
  const begin = Math.min(range.from, roll?.firstEntry ?? range.from)
  const state = new HeardState()
  let roles: JournalEntry | null = null
  for (let index = 0; index < begin; index++) {
    const entry = entries[index]
    if (entry?.type === 'in') state.hear(entry)
    else if (entry?.type === 'mark' && entry.mark.type === 'roles') roles = entry
  }
  const context = [...(roles === null ? [] : [roles]), ...state.entries()]
  const offset = context.length - begin
  return {
    entries: [...context, ...entries.slice(begin, range.to)],
    range: { from: range.from + offset, to: range.to + offset },
  }
}

// The part of a journal that a take needs to be derived again: its roll, and the state that held when it began.
import type { JournalEntry } from './journal'
import { rollIn, type TakeRange } from './settle'

export type Extract = { readonly entries: readonly JournalEntry[]; readonly range: TakeRange }

/**
 * `takeFrom` gives the same take from the extract as from the whole journal. What came before the roll is cut down to
 * the last message of each kind (a channel's controller, a channel's program): that is the state.
 */
export function extractTake(entries: readonly JournalEntry[], range: TakeRange): Extract {
  const begin = Math.min(range.from, rollIn(entries, range)?.firstEntry ?? range.from)
  const state = new Map<string, JournalEntry>()
  for (const entry of entries.slice(0, begin)) {
    const key = stateKey(entry)
    if (key !== null) {
      state.delete(key)
      state.set(key, entry)
    }
  }
  const context = [...state.values()]
  const offset = context.length - begin
  return {
    entries: [...context, ...entries.slice(begin, range.to)],
    range: { from: range.from + offset, to: range.to + offset },
  }
}

function stateKey(entry: JournalEntry): string | null {
  if (entry.type !== 'in') return null
  const [status = 0, data = 0] = entry.bytes
  const kind = status & 0xf0
  if (kind === 0xb0) return `${String(status)}:${String(data)}`
  return kind === 0xc0 ? String(status) : null
}

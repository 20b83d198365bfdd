// The names of what was done and undone, kept up with the host's by what it says of each change.
import type { HistoryChange } from './history'

/** The names of what can be undone, oldest first, and of what can be redone, next last. */
export type HistoryLabels = { readonly done: readonly string[]; readonly undone: readonly string[] }

export function afterChange({ done, undone }: HistoryLabels, change: HistoryChange): HistoryLabels {
  if (change.type === 'did') return { done: [...done, change.label], undone: [] }
  const [from, to] = change.type === 'undid' ? [done, undone] : [undone, done]
  const rest = from.slice(0, from.length - change.steps)
  const moved = [...to, ...from.slice(rest.length).reverse()]
  return change.type === 'undid' ? { done: rest, undone: moved } : { done: moved, undone: rest }
}

/** What changed, in words: `Move note`, `Undone: Move note`, `Redone: 3 steps`. */
export function changeText({ done, undone }: HistoryLabels, change: HistoryChange): string {
  if (change.type === 'did') return change.label
  const undid = change.type === 'undid'
  const what = change.steps === 1 ? ((undid ? done : undone).at(-1) ?? '') : `${String(change.steps)} steps`
  return `${undid ? 'Undone' : 'Redone'}: ${what}`
}

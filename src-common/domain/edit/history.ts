// What was done and can be undone: patches with their names, without limit.
import type { Project } from '../model/project'
import { labelOf, run, type Command } from './command'
import { packPatch, unpackPatch, type PackedPatch } from './packed-changes'
import { apply, diff, invert, isEmpty, type Patch } from './patch'

type HistoryEntry = { readonly label: string; readonly patch: PackedPatch }
export type History = { readonly done: readonly HistoryEntry[]; readonly undone: readonly HistoryEntry[] }

export const NO_HISTORY: History = { done: [], undone: [] }

/** What happened to the history: something was done, or so many steps were undone or redone. */
export type HistoryChange =
  { readonly type: 'did'; readonly label: string } | { readonly type: 'undid' | 'redid'; readonly steps: number }

/** A project, what led to it, and the patch for those who follow along. */
export type Step = {
  readonly project: Project
  readonly history: History
  readonly patch: Patch
  readonly change: HistoryChange
}

/** Runs a command as one undoable step; null if it changed nothing. */
export function perform(project: Project, history: History, command: Command): Step | null {
  const next = run(project, command)
  const patch = diff(project, next)
  if (isEmpty(patch)) return null
  const label = labelOf(project, command)
  const done = [...history.done, { label, patch: packPatch(patch) }]
  return { project: next, history: { done, undone: [] }, patch, change: { type: 'did', label } }
}

export const undo = (project: Project, history: History): Step | null => goTo(project, history, history.done.length - 1)

export const redo = (project: Project, history: History): Step | null => goTo(project, history, history.done.length + 1)

/** Undoes or redoes until so many entries are done, as one patch; null where that is as it is, or cannot be. */
export function goTo(project: Project, { done, undone }: History, count: number): Step | null {
  const steps = count - done.length
  if (steps === 0 || count < 0 || steps > undone.length) return null
  const [patches, history, type] =
    steps < 0
      ? ([backwards(done, count).map((entry) => invert(unpackPatch(entry.patch))), undoneTo(done, undone, count), 'undid'] as const)
      : ([backwards(undone, undone.length - steps).map((entry) => unpackPatch(entry.patch)), redoneBy(done, undone, steps), 'redid'] as const)
  const next = patches.reduce(apply, project)
  const [only] = patches
  const patch = patches.length === 1 && only !== undefined ? only : diff(project, next)
  return { project: next, history, patch, change: { type, steps: Math.abs(steps) } }
} // prettier-ignore

type Entries = readonly HistoryEntry[]

/** The last entries, from the last one to that at `from`. */
const backwards = (entries: Entries, from: number): Entries => entries.slice(from).reverse()

const undoneTo = (done: Entries, undone: Entries, count: number): History => ({
  done: done.slice(0, count),
  undone: [...undone, ...backwards(done, count)],
})

const redoneBy = (done: Entries, undone: Entries, steps: number): History => ({
  done: [...done, ...backwards(undone, undone.length - steps)],
  undone: undone.slice(0, undone.length - steps),
})

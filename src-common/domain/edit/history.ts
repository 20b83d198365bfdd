// What was done and can be undone: patches with their names, without limit.
import type { Project } from '../model/project'
import { labelOf, run, type Command } from './command'
import { apply, diff, invert, isEmpty, type Patch } from './patch'

type HistoryEntry = { readonly label: string; readonly patch: Patch }
export type History = { readonly done: readonly HistoryEntry[]; readonly undone: readonly HistoryEntry[] }

export const NO_HISTORY: History = { done: [], undone: [] }

/** A project, what led to it, and the patch of the last step for those who follow along. */
export type Step = {
  readonly project: Project
  readonly history: History
  readonly patch: Patch
  readonly label: string
}

/** Runs a command as one undoable step; null if it changed nothing. */
export function perform(project: Project, history: History, command: Command): Step | null {
  const next = run(project, command)
  const patch = diff(project, next)
  if (isEmpty(patch)) return null
  const label = labelOf(project, command)
  return { project: next, history: { done: [...history.done, { label, patch }], undone: [] }, patch, label }
}

export function undo(project: Project, { done, undone }: History): Step | null {
  const entry = done.at(-1)
  if (entry === undefined) return null
  const patch = invert(entry.patch)
  const history = { done: done.slice(0, -1), undone: [...undone, entry] }
  return { project: apply(project, patch), history, patch, label: entry.label }
}

export function redo(project: Project, { done, undone }: History): Step | null {
  const entry = undone.at(-1)
  if (entry === undefined) return null
  const history = { done: [...done, entry], undone: undone.slice(0, -1) }
  return { project: apply(project, entry.patch), history, patch: entry.patch, label: entry.label }
}

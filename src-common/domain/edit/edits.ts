// How a family of edits is written: what each does to a project, and how the history calls it.
import type { TrackNumber } from '../device/device'
import type { Project } from '../model/project'

/** `run` is total: ids or ticks that are not there change nothing. `label` says in plain words what was done to `project`. */
type Edit<C> = { run(project: Project, command: C): Project; label(project: Project, command: C): string }

/** An edit for each type of a union of commands. */
export type Edits<C extends { readonly type: string }> = {
  readonly [T in C['type']]: Edit<Extract<C, { readonly type: T }>>
}

/** A track by its name, several by their number. */
export function tracksLabel(project: Project, tracks: readonly TrackNumber[]): string {
  const [only] = tracks
  return tracks.length === 1 && only !== undefined
    ? (project.tracks[only]?.name ?? '')
    : `${String(tracks.length)} tracks`
}

/** `note`, `3 notes`. */
export const countLabel = (count: number, one: string): string => (count === 1 ? one : `${String(count)} ${one}s`)

// The stretch of time that what is chosen covers.
import { endOf, patternSpans, type Project } from '../../src-common/domain/model/project'
import { intervalAt, type Interval } from '../../src-common/domain/model/intervals'
import type { AppState } from './app-state.svelte'

/** Null where nothing is chosen; a marker is a point, and has none. */
export function chosenSpan({ project, view }: Pick<AppState, 'project' | 'view'>): Interval | null {
  const { selection } = view
  switch (selection.type) {
    case 'none':
    case 'marker':
      return null
    case 'range':
      return { from: selection.from, to: selection.to }
    case 'notes':
      return hull(
        (project.tracks[view.track]?.notes ?? [])
          .filter(({ id }) => selection.ids.has(id))
          .map(({ tick, length }) => ({ from: tick, to: tick + length })),
      )
    case 'mutes':
      return hull(
        selection.regions.flatMap(({ track, kind, inside }) => {
          const lane = project.tracks[track]?.mutes[kind]
          return lane === undefined ? [] : (intervalAt(lane, inside) ?? [])
        }),
      )
    case 'pattern':
      return patternSpans(project).find(({ from }) => from === selection.tick) ?? null
    case 'section':
      return sectionSpan(project, selection.id)
  }
}

/** From a section to the next one, or the end; null where there is none of that id. */
export function sectionSpan(project: Project, id: number): Interval | null {
  const index = project.sections.findIndex((each) => each.id === id)
  const section = project.sections[index]
  if (section === undefined) return null
  return { from: section.tick, to: project.sections[index + 1]?.tick ?? Math.max(endOf(project), section.tick + 1) }
}

function hull(spans: readonly Interval[]): Interval | null {
  if (spans.length === 0) return null
  return spans.reduce((whole, { from, to }) => ({ from: Math.min(whole.from, from), to: Math.max(whole.to, to) }))
}

// The edits of sections and markers that there are.
import { endOf, type Project, type Section } from '../model/project'
import { formatPosition, type Tick } from '../time/ticks'
import type { Edits } from './edits'

/** What is not given stays as it is. */
type Change = {
  readonly id: number
  readonly tick?: Tick
  readonly name?: string
  readonly color?: string | null
}

export type SectionCommand =
  /** It lasts to `to`, where that is given: the section that it was cut out of goes on there. */
  | { readonly type: 'addSection'; readonly tick: Tick; readonly name: string; readonly to?: Tick }
  | ({ readonly type: 'changeSection' } & Change)
  | { readonly type: 'removeSection'; readonly id: number }
  | { readonly type: 'addMarker'; readonly tick: Tick; readonly name: string }
  | ({ readonly type: 'changeMarker' } & Change)
  | { readonly type: 'removeMarker'; readonly id: number }

const nameOf = (named: readonly Section[], id: number): string => named.find((each) => each.id === id)?.name ?? ''

export const sectionEdits: Edits<SectionCommand> = {
  addSection: {
    run: (project, { tick, name, to }) => resumed(add(project, 'sections', tick, name), project, tick, to),
    label: (_, { name }) => `Add section ${name}`,
  },
  changeSection: {
    run: (project, command) => change(project, 'sections', command),
    label: (project, { id, tick }) =>
      tick === undefined
        ? `Change section ${nameOf(project.sections, id)}`
        : `Move begin of section ${nameOf(project.sections, id)} to ${formatPosition(tick)}`,
  },
  removeSection: {
    run: (project, { id }) => remove(project, 'sections', id),
    label: (project, { id }) => `Remove section ${nameOf(project.sections, id)}`,
  },
  addMarker: {
    run: (project, { tick, name }) => add(project, 'markers', tick, name),
    label: (_, { name }) => `Add marker ${name}`,
  },
  changeMarker: {
    run: (project, command) => change(project, 'markers', command),
    label: (project, { id, tick }) =>
      tick === undefined
        ? `Change marker ${nameOf(project.markers, id)}`
        : `Move marker ${nameOf(project.markers, id)} to ${formatPosition(tick)}`,
  },
  removeMarker: {
    run: (project, { id }) => remove(project, 'markers', id),
    label: (project, { id }) => `Remove marker ${nameOf(project.markers, id)}`,
  },
}

type Field = 'sections' | 'markers'

/** One a tick: what stood there goes. */
function add(project: Project, field: Field, tick: Tick, name: string): Project {
  const others = project[field].filter((each) => each.tick !== tick)
  const added: Section = { id: project.nextId, tick: Math.max(0, tick), name, color: null }
  return { ...project, [field]: byTick([...others, added]), nextId: project.nextId + 1 }
}

/** The section that `to` lay in goes on there, under its name and colour. */
function resumed(project: Project, before: Project, tick: Tick, to: Tick | undefined): Project {
  if (to === undefined || to <= tick) return project
  const cut = before.sections.findLast((each) => each.tick <= to)
  const sections = project.sections.filter((each) => each.tick <= tick || each.tick >= to)
  if (cut === undefined || cut.tick === to || to >= endOf(before)) return { ...project, sections }
  const rest: Section = { ...cut, id: project.nextId, tick: to }
  return { ...project, sections: byTick([...sections, rest]), nextId: project.nextId + 1 }
}

function change(project: Project, field: Field, { id, tick, name, color }: Change): Project {
  const known = project[field].find((each) => each.id === id)
  if (known === undefined) return project
  const changed: Section = {
    id,
    tick: Math.max(0, tick ?? known.tick),
    name: name ?? known.name,
    color: color === undefined ? known.color : color,
  }
  const others = project[field].filter((each) => each.id !== id && each.tick !== changed.tick)
  return { ...project, [field]: byTick([...others, changed]) }
}

function remove(project: Project, field: Field, id: number): Project {
  const rest = project[field].filter((each) => each.id !== id)
  return rest.length === project[field].length ? project : { ...project, [field]: rest }
}

const byTick = (named: readonly Section[]): readonly Section[] => [...named].sort((a, b) => a.tick - b.tick)

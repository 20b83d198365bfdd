// What the keys of editing do with a section, a marker or a pattern that is chosen.
import type { Command } from '../../src-common/domain/edit/command'
import { patternSpans, type Project } from '../../src-common/domain/model/project'
import { BAR, type Tick } from '../../src-common/domain/time/ticks'
import type { AppState } from '../state/app-state.svelte'
import { sectionSpan } from '../state/chosen-span'
import { NOTHING, type Selection } from '../state/selection'
import type { ChosenEdits } from './chosen-edits'

/** Takes away the mark that is chosen above the tracks; answers whether one was. */
export function removeAbove(app: AppState): boolean {
  const { selection } = app.view
  if (selection.type === 'section') app.dispatch({ type: 'removeSection', id: selection.id })
  else if (selection.type === 'marker') app.dispatch({ type: 'removeMarker', id: selection.id })
  else if (selection.type === 'pattern') app.dispatch({ type: 'removePattern', tick: selection.tick })
  else return false
  app.view.selection = NOTHING
  return true
}

export const aboveEdits = (app: AppState): ChosenEdits => ({
  copy: null,
  split: null,
  join: null,
  quantize: null,
  remove: () => {
    removeAbove(app)
  },
  duplicate: duplicateOf(app),
  nudge: (by, up) => {
    if (up === 0) nudge(app, by)
  },
})

function duplicateOf(app: AppState): (() => void) | null {
  const command = duplicated(app.project, app.view.selection)
  return command === null
    ? null
    : () => {
        app.dispatch(command)
      }
}

/** A section again after itself; a pattern once more, over what plays after it. */
function duplicated(project: Project, selection: Selection): Command | null {
  if (selection.type === 'section') {
    const span = sectionSpan(project, selection.id)
    return span === null ? null : { type: 'repeatTime', ...span, times: 1 }
  }
  const span =
    selection.type === 'pattern' ? patternSpans(project).find(({ from }) => from === selection.tick) : undefined
  return span === undefined ? null : { type: 'movePattern', tick: span.from, to: span.to, copy: true }
}

/** Sections and patterns begin at bars, and stay between their neighbours; a marker may stand anywhere, and passes others. */
function nudge(app: AppState, by: Tick): void {
  const { project, view } = app
  const { selection } = view
  const bars = Math.sign(by) * Math.max(BAR, Math.round(Math.abs(by) / BAR) * BAR)
  if (selection.type === 'marker') {
    const marker = project.markers.find(({ id }) => id === selection.id)
    const tick = marker === undefined ? null : freeTick(project.markers, marker.tick, by)
    if (tick !== null) app.dispatch({ type: 'changeMarker', id: selection.id, tick })
  }
  if (selection.type === 'section') {
    const tick = betweenNeighbours(project.sections, ({ id }) => id === selection.id, bars)
    if (tick !== null) app.dispatch({ type: 'changeSection', id: selection.id, tick })
  }
  if (selection.type !== 'pattern') return
  const change = project.patterns.find((each) => each.tick === selection.tick)
  const tick = betweenNeighbours(project.patterns, (each) => each === change, bars)
  if (change === undefined || tick === null) return
  app.dispatch({ type: 'putPattern', tick, pattern: change.pattern, from: change.tick })
  view.selection = { type: 'pattern', tick }
}

type Placed = { readonly tick: Tick }

/** Where one of a row comes to, a bar from its neighbours at least; null where it cannot move. */
function betweenNeighbours<T extends Placed>(row: readonly T[], isMeant: (each: T) => boolean, by: Tick): Tick | null {
  const index = row.findIndex(isMeant)
  const meant = row[index]
  if (meant === undefined) return null
  const least = (row[index - 1]?.tick ?? -BAR) + BAR
  const most = (row[index + 1]?.tick ?? Infinity) - BAR
  const tick = Math.max(least, Math.min(most, meant.tick + by))
  return Math.sign(tick - meant.tick) === Math.sign(by) ? tick : null
}

/** The first place by steps of `by` where nothing stands; null where there is none before the beginning. */
function freeTick(row: readonly Placed[], from: Tick, by: Tick): Tick | null {
  let tick = from
  do tick += by
  while (row.some((each) => each.tick === tick))
  return tick < 0 ? null : tick
}

// What can be done with what stands above the tracks: sections, markers and patterns, chosen or to be added.
import type { AppState } from '../../state/app-state.svelte'
import { removeAbove } from '../above-edits'
import type { Action } from '../command-group'
import { barOf } from './bar-actions'

type AboveAction = 'addSection' | 'addMarker' | 'putPattern' | 'renameAbove' | 'removeAbove'

/** Opens the fields of the mark that is chosen: all of them, or its name where it stands. */
export function openAbove({ project, view }: AppState, whole: boolean): void {
  const { selection } = view
  if (selection.type === 'pattern') view.headEdit = { type: 'pattern', tick: selection.tick }
  if (selection.type !== 'section' && selection.type !== 'marker') return
  const { type, id } = selection
  const tick = project[type === 'section' ? 'sections' : 'markers'].find((each) => each.id === id)?.tick ?? 0
  view.headEdit = whole ? { type: 'look', of: type, id } : { type: 'name', of: type, id, tick, to: null }
}

export function aboveActions(app: AppState): Readonly<Record<AboveAction, Action>> {
  const { view } = app
  const isAbove = (): boolean => ['section', 'marker', 'pattern'].includes(view.selection.type)
  return {
    addSection: {
      run: () => {
        const range = view.selection.type === 'range' ? view.selection : null
        const tick = range?.from ?? barOf(app.position())
        view.headEdit = { type: 'name', of: 'section', id: null, tick, to: range?.to ?? null }
      },
    },
    addMarker: {
      // At once, so that one can mark while it plays; the name can come later.
      run: () => {
        const tick = app.playhead()
        const name = `Mark ${String(app.project.markers.length + 1)}`
        app.dispatch({ type: 'addMarker', tick, name })
      },
    },
    putPattern: {
      run: () => {
        const tick = view.selection.type === 'range' ? view.selection.from : barOf(app.playhead())
        view.headEdit = { type: 'pattern', tick }
      },
    },
    renameAbove: { run: () => { openAbove(app, false) }, enabled: isAbove },
    removeAbove: { run: () => { removeAbove(app) }, enabled: isAbove },
  } // prettier-ignore
}

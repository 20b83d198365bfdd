// What all drags in the piano roll share: previews, one step of the history, scrolling at the edges, pinching.
import type { GestureTarget } from '../input/gesture'
import type { AppState } from '../state/app-state.svelte'

type Own = Pick<GestureTarget, 'pick' | 'cursor'> & Partial<GestureTarget>

/** `rows`: whether a drag at the upper or lower edge scrolls them. */
export function rollTarget(app: AppState, rows: boolean, own: Own): GestureTarget {
  return {
    preview: (command) => {
      app.previewOf(command)
    },
    dispatch: (command) => {
      app.dispatch(command)
    },
    scrollBy: (x, y) => {
      app.view.scrollBy(x)
      if (rows) app.view.roll.scrollRows(y, app.project.tracks.length)
    },
    zoom: (factor, x) => {
      app.view.zoom(factor, x)
    },
    ...own,
  }
}

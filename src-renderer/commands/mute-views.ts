// Mutes shown and played on a grid, while what was pressed is kept.
import type { AppState } from '../state/app-state.svelte'

/** On again as it was the last time. */
export function toggleMuteView(app: AppState): void {
  const { project, view } = app
  if (project.muteView !== null) view.muteQuantize = project.muteView
  app.dispatch({ type: 'setMuteView', view: project.muteView === null ? view.muteQuantize : null })
}

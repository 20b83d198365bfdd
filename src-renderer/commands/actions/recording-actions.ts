// Marking takes, at the time or afterwards.
import type { AppState } from '../../state/app-state.svelte'
import { keepLast } from '../../state/keep'
import type { ActionsOf } from '../command-group'
import type { RECORDING } from '../table/recording'

export const recordingActions = (app: AppState): ActionsOf<typeof RECORDING> => ({
  recordOrEnd: {
    run: () => void app.ask(app.transport.recording ? 'endRecord' : 'record', null),
    pressed: () => app.transport.recording,
  },
  punchToLoop: {
    run: () => {
      if (app.project.loop !== null) app.dispatch({ type: 'setPunch', punch: app.project.loop })
    },
    enabled: () => app.project.loop !== null,
  },
  showTakesOfTrack: {
    run: () => {
      app.view.bottom = app.view.bottom === 'takes' ? 'notes' : 'takes'
    },
    pressed: () => app.view.bottom === 'takes',
  },
  keepLast: { run: () => void keepLast(app) },
})

// Editing tracks, sections and time.
import type { DriveMode } from '../../../src-common/domain/model/project'
import type { AppState } from '../../state/app-state.svelte'
import { aboveActions } from './above-actions'
import { barActions } from './bar-actions'
import type { Action, ActionsOf } from '../command-group'
import type { ARRANGEMENT } from '../table/arrangement'

export const arrangementActions = (app: AppState): ActionsOf<typeof ARRANGEMENT> => {
  const drive = (mode: DriveMode): Action => ({
    run: () => {
      app.dispatch({ type: 'setTrack', track: app.view.track, drive: mode })
    },
    pressed: () => app.project.tracks[app.view.track]?.drive === mode,
  })
  return {
    ...barActions(app),
    ...aboveActions(app),
    driveByBox: drive('box'),
    driveByNotes: drive('notes'),
    driveOff: drive('off'),
  }
}

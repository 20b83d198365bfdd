// What each command of the table does at this page.
import type { AppState } from '../state/app-state.svelte'
import { arrangementActions } from './actions/arrangement-actions'
import { controllerActions } from './actions/controller-actions'
import { editActions } from './actions/edit-actions'
import { fileActions } from './actions/file-actions'
import { goToActions } from './actions/go-to-actions'
import { helpActions } from './actions/help-actions'
import { muteActions } from './actions/mute-actions'
import { noteActions } from './actions/note-actions'
import { pianoRollActions } from './actions/piano-roll-actions'
import { recordingActions } from './actions/recording-actions'
import { transportActions } from './actions/transport-actions'
import { viewActions } from './actions/view-actions'
import type { Action } from './command-group'
import type { CommandId } from './command-table'

export type Actions = Readonly<Record<CommandId, Action>>

export const actionsOf = (app: AppState): Actions => ({
  ...transportActions(app),
  ...recordingActions(app),
  ...editActions(app),
  ...muteActions(app),
  ...noteActions(app),
  ...pianoRollActions(app),
  ...controllerActions(app),
  ...arrangementActions(app),
  ...viewActions(app),
  ...goToActions(app),
  ...helpActions(app),
  ...fileActions(app),
})

// Undoing, choosing, and what can be done with whatever is chosen.
import { NOTHING } from '../../state/selection'
import type { AppState } from '../../state/app-state.svelte'
import { editsOfChosen } from '../chosen-edits'
import { canEditChosen, editChosen } from '../edit-chosen'
import type { Action, ActionsOf } from '../command-group'
import { pasteLanes } from '../lane-actions'
import { pasteNotes } from '../note-edits'
import type { EDIT } from '../table/edit'

export const editActions = (app: AppState): ActionsOf<typeof EDIT> => {
  const { view } = app
  const notesOfTrack = () => app.project.tracks[view.track]?.notes ?? []
  const onChosen = (deed: 'remove' | 'duplicate' | 'split' | 'join' | 'quantize'): Action => ({
    run: () => editsOfChosen(app)?.[deed]?.(),
    enabled: () => (editsOfChosen(app)?.[deed] ?? null) !== null,
  })
  const nudge = (by: number): Action => ({
    run: () => editsOfChosen(app)?.nudge?.(by, 0),
    enabled: () => (editsOfChosen(app)?.nudge ?? null) !== null,
  })
  const copy = (removes: boolean): Action => ({
    run: () => {
      const edits = editsOfChosen(app)
      if (edits?.copy == null) return
      view.clipboard = edits.copy()
      if (removes) edits.remove?.()
    },
    enabled: () => (editsOfChosen(app)?.copy ?? null) !== null,
  })
  return {
    undo: {
      run: () => void app.ask('undo', null),
      enabled: () => app.history.done.length > 0,
    },
    redo: {
      run: () => void app.ask('redo', null),
      enabled: () => app.history.undone.length > 0,
    },
    editChosen: {
      run: () => {
        editChosen(app)
      },
      enabled: () => canEditChosen(app),
    },
    cut: copy(true),
    copy: copy(false),
    paste: {
      run: () => {
        if (view.clipboard?.type === 'notes') pasteNotes(app, view.clipboard.notes)
        if (view.clipboard?.type === 'slice') pasteLanes(app, view.clipboard)
      },
      enabled: () => view.clipboard !== null,
    },
    duplicate: onChosen('duplicate'),
    deleteChosen: onChosen('remove'),
    split: onChosen('split'),
    join: onChosen('join'),
    quantize: onChosen('quantize'),
    tickEarlier: nudge(-1),
    tickLater: nudge(1),
    chooseAll: {
      run: () => {
        view.selection = { type: 'notes', ids: new Set(notesOfTrack().map((note) => note.id)) }
      },
      enabled: () => notesOfTrack().length > 0,
    },
    chooseNone: {
      run: () => {
        view.selection = NOTHING
      },
      enabled: () => view.selection.type !== 'none',
    },
  }
}

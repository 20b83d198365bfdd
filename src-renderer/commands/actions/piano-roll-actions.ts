// How notes are shown in the piano roll, and choosing some of them.
import type { Note } from '../../../src-common/domain/model/notes'
import { snapDown } from '../../../src-common/domain/time/grid'
import { BAR } from '../../../src-common/domain/time/ticks'
import type { AppState } from '../../state/app-state.svelte'
import type { ActionsOf } from '../command-group'
import type { PIANO_ROLL } from '../table/piano-roll'

const ROW_STEP = 2

export const pianoRollActions = (app: AppState): ActionsOf<typeof PIANO_ROLL> => {
  const { view } = app
  const { roll } = view
  const notes = (): readonly Note[] => app.project.tracks[view.track]?.notes ?? []
  const showsAll = (): boolean =>
    app.project.tracks.every((_, number) => number === view.track || roll.others.has(number))
  return {
    trigs: {
      run: () => {
        roll.mode = roll.mode === 'trigs' ? 'lengths' : 'trigs'
      },
      pressed: () => roll.mode === 'trigs',
    },
    chooseBar: {
      run: () => {
        const bar = snapDown(app.position(), BAR)
        const inside = notes().filter((note) => note.tick >= bar && note.tick < bar + BAR)
        view.selection = { type: 'notes', ids: new Set(inside.map((note) => note.id)) }
      },
      enabled: () => notes().length > 0,
    },
    showAllNotes: {
      run: () => {
        roll.others = showsAll() ? new Set() : new Set(app.project.tracks.keys())
      },
      pressed: showsAll,
    },
    showVelocities: {
      run: () => {
        roll.velocities = !roll.velocities
      },
      pressed: () => roll.velocities,
    },
    hearNotes: {
      run: () => {
        roll.hears = !roll.hears
      },
      pressed: () => roll.hears,
    },
    higherRows: { run: () => { roll.zoomRows(ROW_STEP) } },
    lowerRows: { run: () => { roll.zoomRows(-ROW_STEP) } },
  } // prettier-ignore
}

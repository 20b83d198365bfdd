// Playing back, the loop and the clock.
import { BAR } from '../../../src-common/domain/time/ticks'
import type { AppState } from '../../state/app-state.svelte'
import type { ActionsOf } from '../command-group'
import type { TRANSPORT } from '../table/transport'

const NEW_LOOP = 4 * BAR

export const transportActions = (app: AppState): ActionsOf<typeof TRANSPORT> => ({
  playOrStop: {
    run: () => void app.ask(app.transport.replay === 'stopped' ? 'play' : 'stop', null),
    pressed: () => app.transport.replay !== 'stopped',
  },
  pause: {
    run: () => void app.ask(app.transport.replay === 'stopped' ? 'play' : 'pause', null),
  },
  songPlan: {
    run: () => {
      app.view.sheet = { type: 'songPlan' }
    },
  },
  toggleLoop: {
    run: () => {
      const from = Math.floor(app.playhead() / BAR) * BAR
      app.dispatch({ type: 'setLoop', loop: app.project.loop === null ? { from, to: from + NEW_LOOP } : null })
    },
    pressed: () => app.project.loop !== null,
  },
  followClock: {
    run: () => void app.ask('setMode', 'follow'),
    pressed: () => app.transport.mode === 'follow',
  },
  leadClock: {
    run: () => void app.ask('setMode', 'lead'),
    pressed: () => app.transport.mode === 'lead',
  },
  panic: { run: () => void app.ask('panic', null) },
})

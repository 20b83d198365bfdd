// Lets the box sound a note while it is drawn or moved. The engine ends it by itself, whatever becomes of this page.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { AppState } from './app-state.svelte'

/** Not while a take is recorded or a song is played: there only what was played, or arranged, is to be heard. */
export const mayHear = ({ transport }: Pick<AppState, 'transport'>): boolean =>
  !transport.recording && transport.replay === 'stopped'

export type Audition = {
  readonly hear: (track: TrackNumber, pitch: number, velocity: number) => void
  readonly hush: () => void
}

export function auditionOf(app: AppState): Audition {
  let sounds = false
  return {
    hear: (track, pitch, velocity) => {
      if (!app.view.roll.hears || !mayHear(app)) return
      sounds = true
      void app.ask('probe', { type: 'audition', track, pitch, velocity })
    },
    hush: () => {
      if (sounds) void app.ask('endProbe', null)
      sounds = false
    },
  }
}

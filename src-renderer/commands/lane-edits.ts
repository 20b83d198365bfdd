// What the keys of editing do on the mute lanes: with chosen regions, with a range, and without either on the chosen track.
import type { AppState } from '../state/app-state.svelte'
import type { ChosenEdits } from './chosen-edits'
import {
  copiedLanes,
  deleteLanes,
  duplicateLanes,
  joinLanes,
  laneTarget,
  nudgeLanes,
  quantizeLanes,
  splitLanes,
} from './lane-actions'

export function laneEdits(app: AppState): ChosenEdits {
  const on = (deed: (app: AppState) => void) => () => {
    deed(app)
  }
  if (!laneTarget(app).isChosen) {
    return { copy: null, remove: null, duplicate: null, split: on(splitLanes), join: null, quantize: null, nudge: null }
  }
  return {
    copy: () => ({ type: 'slice', ...copiedLanes(app) }),
    remove: on(deleteLanes),
    duplicate: on(duplicateLanes),
    split: on(splitLanes),
    join: on(joinLanes),
    quantize: on(quantizeLanes),
    nudge: (by, up) => {
      nudgeLanes(app, by, -up)
    },
  }
}

// What the keys of editing do with what is chosen, whatever that is: each kind of selection says what it can.
import type { Tick } from '../../src-common/domain/time/ticks'
import type { AppState } from '../state/app-state.svelte'
import type { Clipboard } from '../state/clipboard'
import { aboveEdits } from './above-edits'
import { laneEdits } from './lane-edits'
import { noteEdits } from './note-edits'

type Deed = (() => void) | null

/** Null is what cannot be done with it. */
export type ChosenEdits = {
  readonly copy: (() => Clipboard) | null
  readonly remove: Deed
  readonly duplicate: Deed
  readonly split: Deed
  readonly join: Deed
  /** As it was done the last time. */
  readonly quantize: Deed
  /** In time, and by rows upwards. */
  readonly nudge: ((by: Tick, up: number) => void) | null
}

/** Null where nothing can be done. With nothing chosen, the lane of the chosen track can be split. */
export function editsOfChosen(app: AppState): ChosenEdits | null {
  switch (app.view.selection.type) {
    case 'notes':
      return noteEdits(app)
    case 'mutes':
    case 'range':
    case 'none':
      return laneEdits(app)
    case 'pattern':
    case 'section':
    case 'marker':
      return aboveEdits(app)
  }
}

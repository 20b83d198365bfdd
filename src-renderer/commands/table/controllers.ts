// The lanes of knobs below the notes.
import type { GroupTable } from '../command-group'

export const CONTROLLERS = {
  showUsedControllers: { title: 'Show the controller lanes that have values', keys: [] },
  closeControllers: { title: 'Close the controller lanes of this track', keys: [] },
  controllerPencil: { title: 'Draw in controller lanes by a free hand', keys: [] },
  controllerLine: { title: 'Draw lines in controller lanes', keys: [] },
  controllerCurve: { title: 'Draw curves in controller lanes', keys: [] },
  controllerEraser: { title: 'Erase in controller lanes', keys: [] },
} as const satisfies GroupTable

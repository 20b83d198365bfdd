// How notes are shown in the piano roll, and choosing some of them.
import type { GroupTable } from '../command-group'

export const PIANO_ROLL = {
  trigs: { title: 'Trigs of all tracks, or notes of one', keys: ['T'] },
  chooseBar: { title: 'Choose all notes of the bar at the playhead', keys: [] },
  showAllNotes: { title: 'Show notes of all tracks', keys: [] },
  showVelocities: { title: 'Show velocities', keys: [] },
  hearNotes: { title: 'Hear notes at the box while they are drawn or moved', keys: [] },
  higherRows: { title: 'Higher rows in the piano roll', keys: [] },
  lowerRows: { title: 'Lower rows in the piano roll', keys: [] },
} as const satisfies GroupTable

// Marking takes, at the time or afterwards.
import type { GroupTable } from '../command-group'

export const RECORDING = {
  recordOrEnd: { title: 'Mark a take, or end it', keys: ['R', 'F9'] },
  punchToLoop: { title: 'Punch in and out at the loop', keys: [] },
  showTakesOfTrack: { title: 'Compare takes of the chosen track, or go back to its notes', keys: ['Shift+T'] },
  keepLast: { title: 'Keep what I just played', keys: ['K'] },
} as const satisfies GroupTable

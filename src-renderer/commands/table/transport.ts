// Playing back, the loop and the clock.
import type { GroupTable } from '../command-group'

export const TRANSPORT = {
  playOrStop: { title: 'Play back into the box, or stop', keys: ['Space'] },
  pause: { title: 'Pause, and go on where it was', keys: ['Shift+Space'] },
  songPlan: { title: 'Song plan: rows for the song mode of the box…', keys: [] },
  toggleLoop: { title: 'Loop on or off', keys: ['L', 'Mod+L'] },
  followClock: { title: 'Follow the clock of the box', keys: [] },
  leadClock: { title: 'Lead: give the box its clock', keys: [] },
  panic: { title: 'Panic: end all notes', keys: [] },
} as const satisfies GroupTable

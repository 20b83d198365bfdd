// Editing notes.
import type { GroupTable } from '../command-group'

export const NOTES = {
  quantizeHow: { title: 'Quantize: choose how', keys: ['Mod+Shift+U'] },
  humanizeHow: { title: 'Humanize: choose how', keys: [] },
  octaveUp: { title: 'Notes an octave up', keys: ['Shift+ArrowUp'] },
  octaveDown: { title: 'Notes an octave down', keys: ['Shift+ArrowDown'] },
  longer: { title: 'Notes longer by the grid', keys: ['Mod+ArrowRight'] },
  shorter: { title: 'Notes shorter by the grid', keys: ['Mod+ArrowLeft'] },
  louder: { title: 'Notes louder', keys: ['Mod+ArrowUp'] },
  softer: { title: 'Notes softer', keys: ['Mod+ArrowDown'] },
  legato: { title: 'Legato: each note until the next', keys: [] },
  reverseNotes: { title: 'Reverse notes in time', keys: [] },
  randomVelocities: { title: 'Random velocities', keys: [] },
  rampUp: { title: 'Velocities rising, from the softest to the loudest', keys: [] },
  rampDown: { title: 'Velocities falling, from the loudest to the softest', keys: [] },
  takeGroove: { title: 'Take the groove of the chosen notes', keys: [] },
  choosePitches: { title: 'Choose all notes of these pitches', keys: [] },
  chooseNotesInBars: { title: 'Choose all notes in these bars', keys: [] },
} as const satisfies GroupTable

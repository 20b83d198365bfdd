// Editing tracks, sections and time.
import type { GroupTable } from '../command-group'

export const ARRANGEMENT = {
  insertBars: { title: 'Insert bars…', keys: ['Mod+I'] },
  deleteBars: { title: 'Delete the chosen bars', keys: ['Mod+Shift+Delete', 'Mod+Shift+Backspace'] },
  duplicateBars: { title: 'Duplicate the chosen bars', keys: ['Mod+Shift+D'] },
  repeatBars: { title: 'Repeat the chosen bars…', keys: [] },
  barsEarlier: { title: 'Move the chosen bars earlier', keys: ['Mod+Shift+ArrowLeft'] },
  barsLater: { title: 'Move the chosen bars later', keys: ['Mod+Shift+ArrowRight'] },
  cropToBars: { title: 'Crop the song to the chosen bars', keys: [] },
  chooseBars: { title: 'Choose its bars of all tracks', keys: [] },
  loopBars: { title: 'Loop the chosen bars', keys: ['Shift+L'] },
  punchBars: { title: 'Punch in and out at the chosen bars', keys: ['Shift+P'] },
  togglePunch: { title: 'Punch on or off', keys: ['P'] },
  toggleOverdub: { title: 'Overdub: recording adds to what is there', keys: ['O'] },
  addSection: { title: 'Section from here on, or of the chosen bars', keys: ['Shift+M'] },
  addMarker: { title: 'Marker at the playhead', keys: ['M'] },
  putPattern: { title: 'Pattern from here on…', keys: [] },
  renameAbove: { title: 'Rename', keys: ['F2'] },
  removeAbove: { title: 'Remove the mark; its bars stay', keys: [] },
  driveByBox: { title: "Track plays the box's pattern, with mutes sent", keys: [] },
  driveByNotes: { title: 'Track plays the notes of the arrangement', keys: [] },
  driveOff: { title: 'Track is not driven', keys: [] },
} as const satisfies GroupTable

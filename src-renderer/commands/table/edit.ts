// Undoing, choosing, and what can be done with whatever is chosen.
import type { GroupTable } from '../command-group'

export const EDIT = {
  undo: { title: 'Undo', keys: ['Mod+Z'] },
  redo: { title: 'Redo', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  editChosen: { title: 'Edit what is chosen: its numbers, its name, which pattern', keys: ['Enter'] },
  cut: { title: 'Cut what is chosen', keys: ['Mod+X'] },
  copy: { title: 'Copy what is chosen', keys: ['Mod+C'] },
  paste: { title: 'Paste at the playhead', keys: ['Mod+V'] },
  duplicate: { title: 'Duplicate what is chosen, behind it', keys: ['Mod+D'] },
  deleteChosen: { title: 'Delete what is chosen', keys: ['Delete', 'Backspace'] },
  split: { title: 'Split what is chosen at the playhead, or at the grid', keys: ['Mod+E'] },
  join: { title: 'Join what is chosen', keys: ['Mod+J'] },
  quantize: { title: 'Quantize what is chosen, as the last time', keys: ['Mod+U'] },
  tickEarlier: { title: 'What is chosen: a tick earlier', keys: ['Shift+ArrowLeft'] },
  tickLater: { title: 'What is chosen: a tick later', keys: ['Shift+ArrowRight'] },
  chooseAll: { title: 'Choose all notes of the track', keys: ['Mod+A'] },
  chooseNone: { title: 'Choose nothing; drop the drag in hand', keys: ['Escape'] },
} as const satisfies GroupTable

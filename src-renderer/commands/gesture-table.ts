// What the pointer does with keys held, for the cheat sheet and the docs; the gestures themselves are in `input/`.

type GestureEntry = {
  /** Keys that are held, as `key-combo.ts` names them, and the pointer's part after a colon. */
  readonly held: 'Mod' | 'Alt' | 'Shift' | 'Escape' | null
  readonly pointer: string
  readonly title: string
}

export const GESTURES: readonly GestureEntry[] = [
  { held: null, pointer: 'drag over a lane', title: 'Mute; over a mute: unmute' },
  { held: null, pointer: 'drag with the Select tool', title: 'Choose a range of tracks; move what is chosen' },
  {
    held: 'Shift',
    pointer: 'drag over a lane',
    title: 'Draw tool: choose a range; while dragging: one direction only',
  },
  { held: 'Shift', pointer: 'click on a mute', title: 'Select tool: choose it too, or no longer' },
  { held: 'Mod', pointer: 'drag what is chosen', title: 'Copy it' },
  { held: 'Mod', pointer: 'drag over a lane', title: 'Select tool: choose the mutes that it touches' },
  { held: null, pointer: 'double-click on a lane', title: 'Mute one cell of the grid; over a mute: delete it' },
  { held: null, pointer: 'drag an edge', title: 'Move the edge of a mute, or the end of a note' },
  { held: null, pointer: 'drag the lower edge of a track', title: 'Make its lane higher; double-click: as the others' },
  { held: null, pointer: 'click in the ruler', title: 'Go there' },
  { held: null, pointer: 'drag in the ruler', title: 'Set the loop' },
  { held: 'Shift', pointer: 'drag in the ruler', title: 'Choose bars of all tracks' },
  { held: null, pointer: 'drag a section', title: 'Move its bars to another place' },
  { held: null, pointer: 'drag a pattern, or its begin', title: 'Move it to where the box can change' },
  { held: 'Shift', pointer: 'drag in the pattern row', title: 'Put in a pattern' },
  { held: null, pointer: 'double-click above the tracks', title: 'Name a section, choose a pattern, change the tempo' },
  { held: null, pointer: 'drag over bars of a take', title: 'Use these bars of the take' },
  { held: 'Alt', pointer: 'drag', title: 'Leave the grid' },
  { held: 'Shift', pointer: 'drag in the piano roll', title: 'Choose notes' },
  { held: null, pointer: 'double-click a note', title: 'Delete it' },
  { held: 'Mod', pointer: 'drag notes', title: 'Copy them' },
  { held: 'Shift', pointer: 'drag notes', title: 'Move them in one direction only' },
  { held: null, pointer: 'click or drag on the keys', title: 'Choose all notes of these pitches' },
  { held: null, pointer: 'double-click in the ruler of the piano roll', title: 'Choose all notes of the bar' },
  { held: 'Shift', pointer: 'drag over velocities', title: 'Draw a straight line' },
  { held: 'Alt', pointer: 'wheel over the piano roll', title: 'Higher or lower rows' },
  { held: 'Shift', pointer: 'drag in a controller lane', title: 'Keep the value' },
  { held: 'Mod', pointer: 'drag with the curve', title: 'Keep its end, and bend it by moving up and down' },
  { held: 'Escape', pointer: 'while dragging', title: 'Drop the drag in hand' },
  { held: null, pointer: 'wheel', title: 'Scroll' },
  { held: 'Shift', pointer: 'wheel', title: 'Scroll in time' },
  { held: 'Mod', pointer: 'wheel', title: 'Zoom at the pointer' },
  { held: null, pointer: 'two fingers', title: 'Scroll and zoom' },
  { held: null, pointer: 'right-click, or press and hold', title: 'What can be done here' },
]

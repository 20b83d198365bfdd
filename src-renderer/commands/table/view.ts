// What is shown, and how closely.
import type { GroupTable } from '../command-group'

export const VIEW = {
  zoomIn: { title: 'Zoom in', keys: ['+', '='] },
  zoomOut: { title: 'Zoom out', keys: ['-'] },
  fit: { title: 'Show the whole song', keys: ['F', 'Shift+Z'] },
  zoomToSelection: { title: 'Zoom to what is chosen', keys: ['Z'] },
  lanesHigher: { title: 'Higher lanes', keys: ['Alt+='] },
  lanesLower: { title: 'Lower lanes', keys: ['Alt+-'] },
  editTrack: { title: 'Name and colour of the track…', keys: ['Shift+R'] },
  foldTrack: { title: 'Fold the track', keys: ['U'] },
  trackUp: { title: 'Move the track up', keys: ['Alt+Shift+ArrowUp'] },
  trackDown: { title: 'Move the track down', keys: ['Alt+Shift+ArrowDown'] },
  usualRows: { title: 'All lanes as at first', keys: [] },
  followPlayhead: { title: 'Follow the playhead: by pages, smoothly, not at all', keys: ['Shift+F'] },
  togglePanel: { title: 'Side panel', keys: ['\\'] },
  showBox: { title: 'Show the box', keys: [] },
  showDoctor: { title: 'Show the doctor', keys: [] },
  showPatterns: { title: 'Show the patterns', keys: [] },
  showTakes: { title: 'Show takes and projects', keys: [] },
  showReplay: { title: 'Show the replay: its plan, and what became of it', keys: [] },
  showMonitor: { title: 'Show the monitor', keys: [] },
  showHistory: { title: 'Show the history', keys: [] },
  device: { title: 'Settings of the box: channels, mutes, tracks', keys: ['Mod+,'] },
} as const satisfies GroupTable

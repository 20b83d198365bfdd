// What comes in and goes out.
import type { GroupTable } from '../command-group'

export const FILES = {
  importFile: { title: 'Open a MIDI file, a dump of patterns or a project of Transfer', keys: ['Mod+O'] },
  exportFile: { title: 'Export a MIDI file, mutes applied', keys: ['Mod+Shift+E'] },
  recordStems: { title: 'Record stems: a file for each track', keys: ['Mod+Alt+R'] },
  exportAutomation: { title: 'Export a MIDI file, mutes as CC 94', keys: [] },
} as const satisfies GroupTable

// Silencing tracks, and editing their mutes.
import type { GroupTable } from '../command-group'

export const MUTES = {
  muteTrack: { title: 'Mute the whole track', keys: ['Alt+M'] },
  soloTrack: { title: 'Solo the track', keys: ['S'] },
  drawTool: { title: 'Draw: a drag mutes, over a mute it unmutes', keys: ['B'] },
  selectTool: { title: 'Select: a drag chooses, or moves what is chosen', keys: ['V'] },
  switchLayer: { title: 'Edit the other layer: global or pattern mutes', keys: ['G'] },
  toOtherLayer: { title: 'Move mutes to the other layer', keys: ['Shift+G'] },
  invertMutes: { title: 'Invert mutes', keys: ['I'] },
  quantizeMutes: { title: 'Quantize mutes: choose how', keys: [] },
  quantizedView: { title: 'Mutes on the grid; what was pressed is kept', keys: ['Q'] },
  chooseTrackMutes: { title: 'Choose all mutes of the track', keys: ['Alt+A'] },
  chooseAllMutes: { title: 'Choose all mutes of all tracks', keys: ['Mod+Shift+A'] },
  previousEdge: { title: 'To the mute or unmute before, of the track', keys: ['['] },
  nextEdge: { title: 'To the next mute or unmute of the track', keys: [']'] },
  previousEdgeOfAll: { title: 'To the mute or unmute before, of any track', keys: ['{'] },
  nextEdgeOfAll: { title: 'To the next mute or unmute of any track', keys: ['}'] },
} as const satisfies GroupTable

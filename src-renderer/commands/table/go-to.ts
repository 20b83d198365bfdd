// Moving the playhead, and which track is chosen.
import type { GroupTable } from '../command-group'

export const GO_TO = {
  toStart: { title: 'To the start', keys: ['Home'] },
  earlier: { title: 'A bar back; what is chosen: earlier by the grid', keys: ['ArrowLeft'] },
  later: { title: 'A bar on; what is chosen: later by the grid', keys: ['ArrowRight'] },
  previousTrack: { title: 'Track above; what is chosen: up', keys: ['ArrowUp'] },
  nextTrack: { title: 'Track below; what is chosen: down', keys: ['ArrowDown'] },
  previousEvent: { title: 'Choose the event before', keys: ['Alt+ArrowLeft'] },
  nextEvent: { title: 'Choose the event after', keys: ['Alt+ArrowRight'] },
  laneAbove: { title: 'Go to the lane above', keys: ['Alt+ArrowUp'] },
  laneBelow: { title: 'Go to the lane below', keys: ['Alt+ArrowDown'] },
  previousMarker: { title: 'Previous marker or section', keys: ['Alt+Shift+ArrowLeft'] },
  nextMarker: { title: 'Next marker or section', keys: ['Alt+Shift+ArrowRight'] },
  section1: { title: 'Go to section 1', keys: ['1'] },
  section2: { title: 'Go to section 2', keys: ['2'] },
  section3: { title: 'Go to section 3', keys: ['3'] },
  section4: { title: 'Go to section 4', keys: ['4'] },
  section5: { title: 'Go to section 5', keys: ['5'] },
  section6: { title: 'Go to section 6', keys: ['6'] },
  section7: { title: 'Go to section 7', keys: ['7'] },
  section8: { title: 'Go to section 8', keys: ['8'] },
  section9: { title: 'Go to section 9', keys: ['9'] },
  goToBar: { title: 'Go to a bar or a section', keys: ['/'] },
} as const satisfies GroupTable

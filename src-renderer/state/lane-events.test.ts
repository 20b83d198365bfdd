import { expect, it } from 'vitest'
import { run, type Command } from '../../src-common/domain/edit/command'
import { emptyProject } from '../../src-common/domain/model/project'
import { BAR, PPQ, STEP } from '../../src-common/domain/time/ticks'
import {
  eventsOf,
  eventText,
  indexOfSelection,
  lanesOf,
  laneOfSelection,
  laneText,
  neighbour,
  partOf,
  selectionOf,
} from './lane-events'
import { NOTHING } from './selection'

const note = { tick: 4 * BAR + PPQ, length: STEP, pitch: 60, velocity: 96 }
const commands: readonly Command[] = [
  { type: 'paintMutes', tracks: [2], kind: 'global', from: 8 * BAR, to: 16 * BAR },
  { type: 'paintMutes', tracks: [2], kind: 'pattern', from: 2 * BAR, to: 5 * BAR },
  { type: 'addNotes', track: 2, notes: [note] },
  { type: 'putPattern', tick: 0, pattern: 2, from: null },
  { type: 'addSection', tick: 0, name: 'Intro' },
  { type: 'addSection', tick: 8 * BAR, name: 'Drop' },
  { type: 'addMarker', tick: PPQ, name: 'Riser' },
]
const project = commands.reduce(run, emptyProject('Test'))
const lanes = lanesOf([0, 1, 2], 2)

it('every event of every lane is told in words', () => {
  expect(
    lanes.flatMap((lane) =>
      eventsOf(project, lane).map((event) => `${laneText(project, lane)}: ${eventText(project, event)}`),
    ),
  ).toEqual([
    'Markers: Marker Riser, bar 1 beat 2',
    'Sections: Section Intro, from bar 1 to bar 9',
    'Sections: Section Drop, from bar 9',
    'Pattern row: Pattern A03, from bar 1 to bar 17',
    'Mutes of Track 3: Track 3, muted in its pattern from bar 3 to bar 6',
    'Mutes of Track 3: Track 3, muted from bar 9 to bar 17',
    'Notes of Track 3: C5, bar 5 beat 2, velocity 96, 1 step, muted',
  ])
})

it('what is gone to is chosen, and found again from what is chosen', () => {
  for (const lane of lanes) {
    const events = eventsOf(project, lane)
    events.forEach((event, index) => {
      const selection = selectionOf(event)
      expect(laneOfSelection(selection, 2)).toEqual(lane)
      expect(indexOfSelection(events, selection)).toBe(index)
      expect(neighbour(events, selection, 0, 1)).toBe(events[index + 1] ?? null)
      expect(neighbour(events, selection, 0, -1)).toBe(events[index - 1] ?? null)
    })
  }
})

it('with nothing chosen, the next event is the one after the playhead', () => {
  const events = eventsOf(project, { type: 'mutes', track: 2 })
  expect(neighbour(events, NOTHING, 6 * BAR, 1)).toBe(events[1])
  expect(neighbour(events, NOTHING, 6 * BAR, -1)).toBe(events[0])
})

it('what is read out is the part of a lane about what is chosen, or about the playhead', () => {
  for (const lane of lanes) {
    const events = eventsOf(project, lane)
    for (const around of [0, 1, 5]) {
      events.forEach((event, index) => {
        const first = Math.max(0, index - around)
        expect(partOf(project, lane, selectionOf(event), 0, around)).toEqual({
          count: events.length,
          chosen: index,
          first,
          events: events.slice(first, index + around + 1),
        })
      })
      const { chosen, events: read } = partOf(project, lane, NOTHING, 6 * BAR, around)
      expect(chosen).toBe(-1)
      expect(read[0] ?? null).toEqual(
        events[Math.max(0, events.filter(({ tick }) => tick < 6 * BAR).length - around)] ?? null,
      )
    }
  }
})

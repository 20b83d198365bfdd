// What lies in the lanes, one event after the other: what keys step through, and what a screen reader reads.
import { MUTE_KINDS, patternName, type MuteKind, type TrackNumber } from '../../src-common/domain/device/device'
import { pitchName } from '../../src-common/domain/device/describe'
import { firstWhere } from '../../src-common/domain/base/sorted'
import { patternIn } from '../../src-common/domain/model/bank'
import type { Interval } from '../../src-common/domain/model/intervals'
import type { Note } from '../../src-common/domain/model/notes'
import {
  mutedInLane,
  patternSpans,
  type PatternSpan,
  type Project,
  type Section,
} from '../../src-common/domain/model/project'
import { spokenLength, spokenPosition } from '../../src-common/domain/time/spoken-position'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { Selection } from './selection'

export type LaneRef =
  | { readonly type: 'markers' | 'sections' | 'patterns' }
  | { readonly type: 'mutes' | 'notes'; readonly track: TrackNumber }

export type LaneEvent =
  | { readonly type: 'marker' | 'section'; readonly tick: Tick; readonly named: Section }
  | { readonly type: 'pattern'; readonly tick: Tick; readonly span: PatternSpan }
  | {
      readonly type: 'mute'
      readonly tick: Tick
      readonly track: TrackNumber
      readonly kind: MuteKind
      readonly region: Interval
    }
  | { readonly type: 'note'; readonly tick: Tick; readonly track: TrackNumber; readonly note: Note }

/** From top to bottom: what stands above the tracks, the tracks as they are shown, the notes of the chosen one. */
export const lanesOf = (tracks: readonly TrackNumber[], chosen: TrackNumber): readonly LaneRef[] => [
  { type: 'markers' },
  { type: 'sections' },
  { type: 'patterns' },
  ...tracks.map((track): LaneRef => ({ type: 'mutes', track })),
  { type: 'notes', track: chosen },
]

/** In order of their ticks. */
export function eventsOf(project: Project, lane: LaneRef): readonly LaneEvent[] {
  switch (lane.type) {
    case 'markers':
      return project.markers.map((named) => ({ type: 'marker', tick: named.tick, named }))
    case 'sections':
      return project.sections.map((named) => ({ type: 'section', tick: named.tick, named }))
    case 'patterns':
      return patternSpans(project).map((span) => ({ type: 'pattern', tick: span.from, span }))
    case 'mutes':
      return MUTE_KINDS.flatMap((kind) =>
        (project.tracks[lane.track]?.mutes[kind] ?? []).map((region): LaneEvent => ({
          type: 'mute',
          tick: region.from,
          track: lane.track,
          kind,
          region,
        })),
      ).sort((a, b) => a.tick - b.tick)
    case 'notes':
      return (project.tracks[lane.track]?.notes ?? []).map((note) => noteEvent(lane.track, note))
  }
}

const noteEvent = (track: TrackNumber, note: Note): LaneEvent => ({ type: 'note', tick: note.tick, track, note })

export function laneText(project: Project, lane: LaneRef): string {
  switch (lane.type) {
    case 'markers':
    case 'sections':
    case 'patterns':
      return lane.type === 'patterns' ? 'Pattern row' : lane.type === 'sections' ? 'Sections' : 'Markers'
    case 'mutes':
    case 'notes':
      return `${lane.type === 'mutes' ? 'Mutes' : 'Notes'} of ${project.tracks[lane.track]?.name ?? ''}`
  }
}

/** `Track 3, muted from bar 9 to bar 17`; `C5, bar 5 beat 2, velocity 96, 1 step`. */
export function eventText(project: Project, event: LaneEvent): string {
  switch (event.type) {
    case 'marker':
      return `Marker ${event.named.name}, ${spokenPosition(event.tick)}`
    case 'section': {
      const next = project.sections.find(({ tick }) => tick > event.tick)
      return `Section ${event.named.name}, from ${spokenPosition(event.tick)}${next === undefined ? '' : ` to ${spokenPosition(next.tick)}`}`
    }
    case 'pattern': {
      const { pattern, from, to } = event.span
      const name =
        project.patternLooks[String(pattern)]?.name ?? patternIn(project.bank, pattern)?.dump.pattern.name ?? ''
      return `Pattern ${`${patternName(pattern)} ${name}`.trim()}, from ${spokenPosition(from)} to ${spokenPosition(to)}`
    }
    case 'mute': {
      const { track, kind, region } = event
      const verb = kind === 'global' ? 'muted' : 'muted in its pattern'
      return `${project.tracks[track]?.name ?? ''}, ${verb} from ${spokenPosition(region.from)} to ${spokenPosition(region.to)}`
    }
    case 'note': {
      const { note, track: number } = event
      const track = project.tracks[number]
      const muted = track !== undefined && mutedInLane(project, track, note.tick) ? ', muted' : ''
      return `${pitchName(note.pitch)}, ${spokenPosition(note.tick)}, velocity ${String(note.velocity)}, ${spokenLength(note.length)}${muted}`
    }
  }
}

/** What is chosen when an event is gone to. */
export function selectionOf(event: LaneEvent): Selection {
  switch (event.type) {
    case 'marker':
    case 'section':
      return { type: event.type, id: event.named.id }
    case 'pattern':
      return { type: 'pattern', tick: event.tick }
    case 'mute':
      return { type: 'mutes', regions: [{ track: event.track, kind: event.kind, inside: event.region.from }] }
    case 'note':
      return { type: 'notes', ids: new Set([event.note.id]) }
  }
}

/** The lane of what is chosen; null where nothing is, or no lane holds it. */
export function laneOfSelection(selection: Selection, chosen: TrackNumber): LaneRef | null {
  switch (selection.type) {
    case 'none':
    case 'range':
      return null
    case 'notes':
      return { type: 'notes', track: chosen }
    case 'mutes': {
      const last = selection.regions.at(-1)
      return last === undefined ? null : { type: 'mutes', track: last.track }
    }
    case 'pattern':
      return { type: 'patterns' }
    case 'section':
      return { type: 'sections' }
    case 'marker':
      return { type: 'markers' }
  }
}

/** The events of a lane about the chosen one, or about a tick: as many as are read out, of however many there are. */
type LanePart = {
  readonly count: number
  /** Of the chosen event, among all; −1 where none of the lane is. */
  readonly chosen: number
  /** The number of the first of `events`. */
  readonly first: number
  readonly events: readonly LaneEvent[]
}

export function partOf(project: Project, lane: LaneRef, selection: Selection, tick: Tick, around: number): LanePart {
  if (lane.type !== 'notes') {
    const events = eventsOf(project, lane)
    return part(events, indexOfSelection(events, selection), tick, around, (event) => event)
  }
  // Notes can be many: only those that are read are made events.
  const { track } = lane
  const notes = project.tracks[track]?.notes ?? []
  const chosen = selection.type === 'notes' ? notes.findIndex(({ id }) => selection.ids.has(id)) : -1
  return part(notes, chosen, tick, around, (note) => noteEvent(track, note))
}

function part<T extends { readonly tick: Tick }>(
  items: readonly T[],
  chosen: number,
  tick: Tick,
  around: number,
  eventOf: (item: T) => LaneEvent,
): LanePart {
  const middle = chosen >= 0 ? chosen : firstWhere(items, (each) => each.tick >= tick)
  const first = Math.max(0, middle - around)
  return { count: items.length, chosen, first, events: items.slice(first, middle + around + 1).map(eventOf) }
}

/** The place of what is chosen among the events of its lane; −1 where it is not there. */
export function indexOfSelection(events: readonly LaneEvent[], selection: Selection): number {
  return events.findIndex((event) => isChosen(event, selection))
}

function isChosen(event: LaneEvent, selection: Selection): boolean {
  switch (event.type) {
    case 'marker':
    case 'section':
      return selection.type === event.type && selection.id === event.named.id
    case 'pattern':
      return selection.type === 'pattern' && selection.tick === event.tick
    case 'mute': {
      const last = selection.type === 'mutes' ? selection.regions.at(-1) : undefined
      const { from, to } = event.region
      return last?.track === event.track && last.kind === event.kind && last.inside >= from && last.inside < to
    }
    case 'note':
      return selection.type === 'notes' && selection.ids.has(event.note.id)
  }
}

/** The event to go to: the next or the one before what is chosen, else the nearest to a tick in that direction. */
export function neighbour(
  events: readonly LaneEvent[],
  selection: Selection,
  tick: Tick,
  direction: 1 | -1,
): LaneEvent | null {
  const index = indexOfSelection(events, selection)
  if (index >= 0) return events[index + direction] ?? null
  return (
    (direction > 0 ? events.find((each) => each.tick >= tick) : events.findLast((each) => each.tick <= tick)) ?? null
  )
}

/** The event of a lane that lies nearest to a tick. */
export function nearest(events: readonly LaneEvent[], tick: Tick): LaneEvent | null {
  return events.reduce<LaneEvent | null>(
    (best, each) => (best === null || Math.abs(each.tick - tick) < Math.abs(best.tick - tick) ? each : best),
    null,
  )
}

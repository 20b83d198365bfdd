// The project as events in order of time: what replay sends, and what state holds at any tick.
import { type DeviceProfile, type MuteKind, type TrackNumber } from '../device/device'
import { allNotes } from '../model/derived'
import { between, firstWhere } from '../base/sorted'
import { contains, type Intervals } from '../model/intervals'
import { mutesOf, patternAt, silenced, type PatternChange, type Project, type Track } from '../model/project'
import type { TempoChange } from '../time/tempo-map'
import type { Tick } from '../time/ticks'
import { controlsAt, controlsBetween, drivenControls, type ControlEvent } from './controller-events'

type MuteEvent = {
  readonly type: 'mute'
  readonly tick: Tick
  readonly track: TrackNumber
  readonly kind: MuteKind
  readonly muted: boolean
}
type PatternEvent = { readonly type: 'pattern'; readonly tick: Tick; readonly pattern: number }
export type NoteEvent = {
  readonly type: 'note'
  readonly tick: Tick
  readonly channel: number
  readonly length: Tick
  readonly pitch: number
  readonly velocity: number
}
/** A mute, a pattern or a knob's value that must hold. */
export type StateEvent = MuteEvent | PatternEvent | ControlEvent

export type Sequence = {
  readonly device: DeviceProfile
  /** What is at `from <= tick < to`, in order of time. */
  mutes(from: number, to: number): readonly MuteEvent[]
  patterns(from: number, to: number): readonly PatternEvent[]
  controls(from: number, to: number): readonly ControlEvent[]
  notes(from: number, to: number): readonly NoteEvent[]
  /** The tempo from tick 0, and its changes. */
  readonly tempos: readonly TempoChange[]
  /** What holds at a tick, the events at that very tick included: the pattern first, then every mute that is driven, then knobs. */
  stateAt(tick: Tick): readonly StateEvent[]
}

/** A lane as it is to be driven; `always` where a button, solo or drive mode decides for the whole song. */
type DrivenLane = {
  readonly track: TrackNumber
  readonly kind: MuteKind
  readonly always: boolean | null
  readonly muted: Intervals
}

/**
 * Replay of a project. A *box* track gets mutes; a *notes* track gets its audible notes, those of its pattern too, which is muted
 * for the whole song (notes from outside bypass mutes: videomusik/dt_og_plus_plus, confirmed on a unit); *off* gets nothing.
 *
 * Made anew at every edit, and so made of nothing but what the project holds in order already: events are made where they are
 * asked for. What has to be put in order first is kept with what it was made of, so that an edit of a track costs that track.
 */
export function sequenceOf(project: Project): Sequence {
  const lanes = project.tracks.flatMap((track, number) => lanesOf(project, track, number))
  const driven = project.tracks.flatMap((track, number) => notesOf(project, track, number))
  const controls = drivenControls(project)
  const anyBox = project.tracks.some((track) => track.drive !== 'off')
  const patterns = anyBox ? project.patterns : []
  return {
    device: project.device,
    mutes: (from, to) => byTick(lanes.flatMap((lane) => edgesBetween(lane, from, to))),
    patterns: (from, to) => between(patterns, from, to).map(patternEvent),
    controls: (from, to) => controlsBetween(controls, from, to),
    notes: (from, to) => byTick(driven.flatMap((each) => notesBetween(each, from, to))),
    tempos: [{ tick: 0, bpm: project.bpm }, ...project.tempos],
    stateAt: (tick) => {
      const pattern = patternAt(patterns, tick)
      const mutes = lanes.map((lane) => muteEvent(lane, tick, lane.always ?? contains(lane.muted, tick)))
      const first = pattern === null ? [] : [{ ...patternEvent(pattern), tick }]
      return [...first, ...mutes, ...controlsAt(controls, tick)]
    },
  }
}

const byTick = <T extends { readonly tick: Tick }>(events: T[]): readonly T[] => events.sort((a, b) => a.tick - b.tick)

const patternEvent = ({ tick, pattern }: PatternChange): PatternEvent => ({ type: 'pattern', tick, pattern })
const muteEvent = ({ track, kind }: DrivenLane, tick: Tick, muted: boolean): MuteEvent => ({
  type: 'mute',
  tick,
  track,
  kind,
  muted,
})

/** A pattern mute belongs to the pattern and is stored with it: so only a lane that was used is driven. */
function lanesOf(project: Project, track: Track, number: TrackNumber): readonly DrivenLane[] {
  const channel = project.device.tracks[number]?.channel ?? null
  if (track.drive === 'off' || channel === null) return []
  const always = track.drive === 'notes' || silenced(project, track) ? true : null
  const mutes = mutesOf(project, track)
  const global: DrivenLane = { track: number, kind: 'global', always, muted: mutes.global }
  if (always === true || mutes.pattern.length === 0) return [global]
  return [global, { track: number, kind: 'pattern', always: null, muted: mutes.pattern }]
}

function edgesBetween(lane: DrivenLane, from: number, to: number): readonly MuteEvent[] {
  if (lane.always !== null) return []
  const edges: MuteEvent[] = []
  for (let index = firstWhere(lane.muted, (span) => span.to >= from); ; index++) {
    const span = lane.muted[index]
    if (span === undefined || span.from >= to) return edges
    if (span.from >= from) edges.push(muteEvent(lane, span.from, true))
    if (span.to < to) edges.push(muteEvent(lane, span.to, false))
  }
}

/** The notes that a track is sent, muted ones among them. */
type DrivenNotes = {
  /** As they are shown and played. */
  readonly mutes: Track['mutes']
  readonly channel: number
  readonly notes: readonly Omit<NoteEvent, 'type' | 'channel'>[]
}

function notesOf(project: Project, track: Track, number: TrackNumber): readonly DrivenNotes[] {
  // A MIDI track takes notes on its channel of the CHANNELS menu, and sends them on its CHAN (elektronauts.com/t/116957).
  const channel = project.device.tracks[number]?.channel ?? null
  if (track.drive !== 'notes' || channel === null || silenced(project, track)) return []
  return [{ channel, notes: allNotes(project, number), mutes: mutesOf(project, track) }]
}

const notesBetween = ({ mutes, channel, notes }: DrivenNotes, from: number, to: number): readonly NoteEvent[] =>
  between(notes, from, to)
    .filter((note) => !contains(mutes.global, note.tick) && !contains(mutes.pattern, note.tick))
    .map(({ tick, length, pitch, velocity }) => ({ type: 'note', tick, channel, length, pitch, velocity }))

// The project as events in order of time: what replay sends, and what state holds at any tick.
import { type DeviceProfile, type MuteKind, type TrackNumber } from '../device/device'
import { allNotes } from '../model/derived'
import { contains, type Intervals } from '../model/intervals'
import { mutedInLane, patternAt, silenced, type PatternChange, type Project, type Track } from '../model/project'
import type { TempoChange } from '../time/tempo-map'
import type { Tick } from '../time/ticks'

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
/** A mute or pattern that must hold. */
export type StateEvent = MuteEvent | PatternEvent

export type Sequence = {
  readonly device: DeviceProfile
  /** Each sorted by tick. */
  readonly mutes: readonly MuteEvent[]
  readonly patterns: readonly PatternEvent[]
  readonly notes: readonly NoteEvent[]
  /** The tempo from tick 0, and its changes. */
  readonly tempos: readonly TempoChange[]
  /** What holds at a tick, the events at that very tick included: the pattern first, then every mute that is driven. */
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
 */
export function sequenceOf(project: Project): Sequence {
  const lanes = project.tracks.flatMap((track, number) => lanesOf(project, track, number))
  const anyBox = project.tracks.some((track) => track.drive !== 'off')
  const patterns = anyBox ? project.patterns : []
  return {
    device: project.device,
    mutes: lanes.flatMap(edgesOf).sort((a, b) => a.tick - b.tick),
    patterns: patterns.map(patternEvent),
    notes: project.tracks.flatMap((track, number) => notesOf(project, track, number)).sort((a, b) => a.tick - b.tick),
    tempos: [{ tick: 0, bpm: project.bpm }, ...project.tempos],
    stateAt: (tick) => {
      const pattern = patternAt(patterns, tick)
      const mutes = lanes.map((lane) => muteEvent(lane, tick, lane.always ?? contains(lane.muted, tick)))
      return pattern === null ? mutes : [{ ...patternEvent(pattern), tick }, ...mutes]
    },
  }
}

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
  const global: DrivenLane = { track: number, kind: 'global', always, muted: track.mutes.global }
  if (always === true || track.mutes.pattern.length === 0) return [global]
  return [global, { track: number, kind: 'pattern', always: null, muted: track.mutes.pattern }]
}

function edgesOf(lane: DrivenLane): readonly MuteEvent[] {
  if (lane.always !== null) return []
  return lane.muted.flatMap(({ from, to }) => [muteEvent(lane, from, true), muteEvent(lane, to, false)])
}

function notesOf(project: Project, track: Track, number: TrackNumber): readonly NoteEvent[] {
  // A MIDI track takes notes on its channel of the CHANNELS menu, and sends them on its CHAN (elektronauts.com/t/116957).
  const channel = project.device.tracks[number]?.channel ?? null
  if (track.drive !== 'notes' || channel === null || silenced(project, track)) return []
  return allNotes(project, number)
    .filter((note) => !mutedInLane(track, note.tick))
    .map(({ tick, length, pitch, velocity }) => ({ type: 'note', tick, channel, length, pitch, velocity }))
}

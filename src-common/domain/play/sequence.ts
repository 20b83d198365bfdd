// The project as events in order of time: what replay sends, and what state holds at any tick.
import { type DeviceProfile, type MuteKind, type TrackNumber } from '../device/device'
import { allNotes } from '../model/derived'
import { between, firstWhere } from '../base/sorted'
import { contains, union, type Intervals } from '../model/intervals'
import type { PatternSong } from '../model/pattern-boundaries'
import { mutesOf, silenced, type Project, type Track } from '../model/project'
import type { TempoChange } from '../time/tempo-map'
import type { Tick } from '../time/ticks'
import { controlsAt, controlsBetween, drivenControls, type ControlEvent } from './controller-events'
import { landings, landingsFrom, lastRound, nextRound, playingAt, type Landing, type Playing } from './landings'
import { startPlace, type StartPlace } from './start-place'

type MuteEvent = {
  readonly type: 'mute'
  readonly tick: Tick
  readonly track: TrackNumber
  readonly kind: MuteKind
  readonly muted: boolean
}
/** `tick`: where the box comes to play it. */
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
  controls(from: number, to: number): readonly ControlEvent[]
  notes(from: number, to: number): readonly NoteEvent[]
  /** What began before a tick and sounds on over it: what is left of it. */
  sounding(tick: Tick): readonly NoteEvent[]
  /** The pattern that is to play at a tick; null before the first, and where no track is the box's. */
  playingAt(tick: Tick): Playing | null
  /** Where the box comes to change its pattern after a tick, given what plays there. */
  landings(playing: Playing | null, after: Tick): readonly Landing[]
  /** The same where the box plays one pattern, and another is wanted there. */
  landingsFrom(playing: Playing | null, wanted: Playing | null, after: Tick): readonly Landing[]
  /** Where it begins so as to be heard from a tick on. */
  startPlace(tick: Tick): StartPlace
  /** The place of the box's last change of round before a tick, given what plays; null where its length is not known. */
  lastRound(playing: Playing, before: number): Tick | null
  /** The next one after a tick: Infinity where there is none, null where its length is not known. */
  nextRound(playing: Playing, after: number): number | null
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
  const song: PatternSong = { ...project, patterns: anyBox ? project.patterns : [] }
  return {
    device: project.device,
    mutes: (from, to) => byTick(lanes.flatMap((lane) => edgesBetween(lane, from, to))),
    controls: (from, to) => controlsBetween(controls, from, to),
    notes: (from, to) => byTick(driven.flatMap((each) => notesBetween(each, from, to))),
    sounding: (tick) => byTick(driven.flatMap((each) => notesOver(each, tick))),
    playingAt: (tick) => playingAt(song, tick),
    landings: (playing, after) => landings(song, playing, after),
    landingsFrom: (playing, wanted, after) => landingsFrom(song, playing, wanted, after),
    startPlace: (tick) => startPlace(song, tick, project.device.startInside),
    lastRound: (playing, before) => lastRound(song, playing, before),
    nextRound: (playing, after) => nextRound(song, playing, after),
    tempos: [{ tick: 0, bpm: project.bpm }, ...project.tempos],
    stateAt: (tick) => {
      const playing = playingAt(song, tick)
      const mutes = lanes.map((lane) => muteEvent(lane, tick, lane.always ?? contains(lane.muted, tick)))
      const first: readonly PatternEvent[] =
        playing === null ? [] : [{ type: 'pattern', tick, pattern: playing.pattern }]
      return [...first, ...mutes, ...controlsAt(controls, tick)]
    },
  }
}

const byTick = <T extends { readonly tick: Tick }>(events: T[]): readonly T[] => events.sort((a, b) => a.tick - b.tick)

const muteEvent = ({ track, kind }: DrivenLane, tick: Tick, muted: boolean): MuteEvent => ({
  type: 'mute',
  tick,
  track,
  kind,
  muted,
})

/**
 * Either mute drops a trig, so both lanes are sent as global mutes. A pattern mute belongs to the pattern and is stored with
 * it: one that is asked for ahead would be that of the pattern before. So where its lane was used, the pattern's own is
 * taken off, and where it was not, left alone.
 */
function lanesOf(project: Project, track: Track, number: TrackNumber): readonly DrivenLane[] {
  const channel = project.device.tracks[number]?.channel ?? null
  if (track.drive === 'off' || channel === null) return []
  const always = track.drive === 'notes' || silenced(project, track) ? true : null
  const mutes = mutesOf(project, track)
  if (always === true || mutes.pattern.length === 0)
    return [{ track: number, kind: 'global', always, muted: mutes.global }]
  return [
    { track: number, kind: 'global', always, muted: union(mutes.global, mutes.pattern) },
    { track: number, kind: 'pattern', always: false, muted: [] },
  ]
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

const notesBetween = (driven: DrivenNotes, from: number, to: number): readonly NoteEvent[] =>
  heard(driven, between(driven.notes, from, to))

const notesOver = (driven: DrivenNotes, at: Tick): readonly NoteEvent[] =>
  heard(
    driven,
    between(driven.notes, -Infinity, at).filter(({ tick, length }) => tick + length > at),
  ).map((note) => ({ ...note, tick: at, length: note.tick + note.length - at }))

const heard = ({ mutes, channel }: DrivenNotes, notes: DrivenNotes['notes']): readonly NoteEvent[] =>
  notes
    .filter((note) => !contains(mutes.global, note.tick) && !contains(mutes.pattern, note.tick))
    .map(({ tick, length, pitch, velocity }) => ({ type: 'note', tick, channel, length, pitch, velocity }))

// What the musician made of a performance: an immutable value, changed by commands only.
import type { TempoChange } from '../time/tempo-map'
import { BAR, type Tick } from '../time/ticks'
import {
  defaultProfile,
  trackLabel,
  type DeviceProfile,
  type MuteKind,
  type TrackKind,
  type TrackNumber,
} from '../device/device'
import { USUAL_POLICY, type UnrollPolicy } from '../device/pattern-unroll'
import type { Bank } from './bank'
import type { ControllerLane } from './controllers'
import { contains, type Interval, type Intervals } from './intervals'
import { endOfNotes, type Notes } from './notes'
import { heardMutes, type MuteView } from './mute-view'
import type { TakeSummary } from './take'

/** *box*: the box plays its pattern and is sent mutes. *notes*: it is sent notes, and its own pattern is muted. */
export type DriveMode = 'box' | 'notes' | 'off'

export type Track = {
  readonly name: string
  readonly color: string
  readonly kind: TrackKind
  readonly drive: DriveMode
  readonly muted: boolean
  readonly soloed: boolean
  /** Global and pattern mutes apart, as the box keeps them; either one silences. */
  readonly mutes: Readonly<Record<MuteKind, Intervals>>
  readonly notes: Notes
  /** Where the notes of the arrangement stand in for those of the box's pattern. */
  readonly written: Intervals
  /** One lane a target. */
  readonly controllers: readonly ControllerLane[]
}

/** From `tick` on, the box plays `pattern` (0 to 127). `assumed`: the tick was inferred without knowing the pattern's length. */
export type PatternChange = { readonly tick: Tick; readonly pattern: number; readonly assumed: boolean }

/** From `tick` to the next section, or the end. `color` is null where it has none of its own. */
export type Section = {
  readonly id: number
  readonly tick: Tick
  readonly name: string
  readonly color: string | null
}
/** A named point. */
export type Marker = Section

/** How far each sixteenth of a bar is played off the grid, in ticks: sixteen of them. */
export type Groove = { readonly name: string; readonly offsets: readonly Tick[] }

/** What a musician calls a pattern; null where it has the name of its dump, or the usual colour. */
export type PatternLook = { readonly name: string | null; readonly color: string | null }

/** Whether what is recorded replaces what lies there, or is added to it. */
export type RecordMode = 'replace' | 'overdub'

export type Project = {
  readonly version: 1
  readonly name: string
  /** The id that the next note, section or marker gets. */
  readonly nextId: number
  readonly device: DeviceProfile
  /** The tempo from the start when Muteline leads, and its changes after that, in order. */
  readonly bpm: number
  readonly tempos: readonly TempoChange[]
  readonly tracks: readonly Track[]
  readonly patterns: readonly PatternChange[]
  /** In order of their ticks. */
  readonly sections: readonly Section[]
  readonly markers: readonly Marker[]
  /** The song lasts at least until here. */
  readonly end: Tick
  readonly loop: Interval | null
  /** A recording changes the arrangement only inside of this; null for all of it. */
  readonly punch: Interval | null
  readonly recordMode: RecordMode
  /** Mutes are shown and played by this grid; each keeps its exact tick. Null: as they were pressed. */
  readonly muteView: MuteView | null
  /** By pattern, 0 to 127 as text. */
  readonly patternLooks: Readonly<Record<string, PatternLook>>
  readonly grooves: readonly Groove[]
  /** What was read of the box's patterns. */
  readonly bank: Bank
  readonly unroll: UnrollPolicy
  readonly takes: readonly TakeSummary[]
}

/** Sixteen colours that keep their distance on a dark ground, in the order of the tracks. */
export const TRACK_COLORS: readonly string[] = [
  '#ff6b57', '#ff9d42', '#f6c945', '#b8d94a', '#62d273', '#3fd0b0', '#4cc3ea', '#5aa0ff',
  '#8a8cff', '#b47cff', '#e079e0', '#ff7fae', '#d8a27a', '#a9b37c', '#8fb8c9', '#b9a5d6',
] // prettier-ignore

export function emptyProject(name: string, device: DeviceProfile = defaultProfile('digitakt')): Project {
  return {
    version: 1,
    name,
    nextId: 1,
    device,
    bpm: 120,
    tempos: [],
    tracks: device.tracks.map((_, number) => emptyTrack(device, number)),
    patterns: [],
    sections: [],
    markers: [],
    end: 0,
    loop: null,
    punch: null,
    recordMode: 'replace',
    muteView: null,
    patternLooks: {},
    grooves: [],
    bank: {},
    unroll: USUAL_POLICY,
    takes: [],
  }
}

export function emptyTrack({ model, tracks }: DeviceProfile, number: TrackNumber): Track {
  const kind = tracks[number]?.kind ?? 'midi'
  return {
    name: `${kind === 'audio' ? 'Track' : 'MIDI'} ${trackLabel(model, number)}`,
    color: TRACK_COLORS[number % TRACK_COLORS.length] ?? '#ffffff',
    kind,
    drive: 'box',
    muted: false,
    soloed: false,
    mutes: { global: [], pattern: [] },
    notes: [],
    written: [],
    controllers: [],
  }
}

/** The lanes of a track as they are shown and played: quantized, where the project says so. */
export const mutesOf = ({ muteView }: Pick<Project, 'muteView'>, { mutes }: Track): Track['mutes'] =>
  heardMutes(muteView, mutes)

/** Whether a lane of this track mutes it at `tick`. */
export function mutedInLane(project: Pick<Project, 'muteView'>, track: Track, tick: Tick): boolean {
  const { global, pattern } = mutesOf(project, track)
  return contains(global, tick) || contains(pattern, tick)
}

/** Whether the track is silenced as a whole: by its own button, or because another one is soloed. */
export const silenced = (project: Project, track: Track): boolean =>
  track.muted || (!track.soloed && project.tracks.some((each) => each.soloed))

/** The pattern that plays at `tick`, or null where none is known. */
export function patternAt(patterns: readonly PatternChange[], tick: Tick): PatternChange | null {
  return patterns.findLast((change) => change.tick <= tick) ?? null
}

export type PatternSpan = {
  readonly from: Tick
  readonly to: Tick
  readonly pattern: number
  readonly assumed: boolean
}

/** Each pattern's span, to the next change or the song's end. */
export function patternSpans(project: Project): readonly PatternSpan[] {
  const end = endOf(project)
  return project.patterns.map(({ tick, pattern, assumed }, index) => ({
    from: tick,
    to: project.patterns[index + 1]?.tick ?? Math.max(end, tick + BAR),
    pattern,
    assumed,
  }))
}

/** The tempo at a tick. */
export const tempoAt = ({ bpm, tempos }: Pick<Project, 'bpm' | 'tempos'>, tick: Tick): number =>
  tempos.findLast((change) => change.tick <= tick)?.bpm ?? bpm

/** The end of the last thing in the arrangement, rounded up to a bar. */
export function endOf(project: Project): Tick {
  const end = known.get(project) ?? findEnd(project)
  known.set(project, end)
  return end
}

/** Asked for by every row of every frame. */
const known = new WeakMap<Project, Tick>()

function findEnd(project: Project): Tick {
  const ends = [
    project.end,
    ...project.tracks.flatMap((track) => [
      mutesOf(project, track).global.at(-1)?.to ?? 0,
      mutesOf(project, track).pattern.at(-1)?.to ?? 0,
      endOfNotes(track.notes),
      ...track.controllers.map(({ points }) => points.at(-1)?.tick ?? 0),
    ]),
    ...project.patterns.slice(-1).map((change) => change.tick + BAR),
    ...project.tempos.slice(-1).map((change) => change.tick + BAR),
    ...[...project.sections.slice(-1), ...project.markers.slice(-1)].map(({ tick }) => tick + BAR),
  ]
  return Math.ceil(Math.max(0, ...ends) / BAR) * BAR
}

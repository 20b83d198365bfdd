// Edits of what spans the tracks: pattern changes, sections, whole takes, the device.
import type { DeviceProfile, TrackNumber } from '../device/device'
import { clip, intervals, subtract, union, type Interval, type Intervals } from '../model/intervals'
import { replaceNotes, type NoteId } from '../model/notes'
import {
  emptyTrack,
  patternAt,
  type DriveMode,
  type PatternChange,
  type Project,
  type Section,
  type Track,
} from '../model/project'
import type { Take } from '../model/take'
import type { TempoChange } from '../time/tempo-map'
import type { Tick } from '../time/ticks'
import { addNotes, type NewNote } from './edit-notes'
import { withLane, withTracks } from './edit-mutes'
import { withWritten } from './edit-patterns'
import { placeTempo } from './edit-tempo'

export type PutPattern = {
  readonly tick: Tick
  readonly pattern: number
  /** A change that is moved, not added. */ readonly from: Tick | null
}

export type SetTrack = {
  readonly track: TrackNumber
  readonly name?: string
  readonly color?: string
  readonly drive?: DriveMode
  readonly muted?: boolean
  readonly soloed?: boolean
}

/** A whole arrangement from elsewhere; tracks by their position. */
export type Arrangement = {
  readonly name: string
  readonly bpm: number | null
  readonly tempos: readonly TempoChange[]
  readonly tracks: readonly ArrangementTrack[]
  readonly patterns: readonly PatternChange[]
  readonly sections: readonly Omit<Section, 'id'>[]
}
export type ArrangementTrack = {
  readonly name: string | null
  readonly notes: readonly NewNote[]
  readonly muted: Intervals
}

export function putPattern(project: Project, { tick, pattern, from }: PutPattern): Project {
  const others = project.patterns.filter((change) => change.tick !== tick && change.tick !== from)
  const patterns = [...others, { tick: Math.max(0, tick), pattern, assumed: false }].sort((a, b) => a.tick - b.tick)
  return { ...project, patterns }
}

export function removePattern(project: Project, tick: Tick): Project {
  const patterns = project.patterns.filter((change) => change.tick !== tick)
  return patterns.length === project.patterns.length ? project : { ...project, patterns }
}

export function setTrack(project: Project, { track, ...changes }: Omit<SetTrack, 'type'> & { type?: string }): Project {
  const { type: _, ...fields } = changes
  return withTracks(project, [track], (each) => ({ ...each, ...fields }))
}

export function addSection(project: Project, tick: Tick, name: string): Project {
  const sections = bySectionTick([
    ...project.sections.filter((each) => each.tick !== tick),
    { id: project.nextId, tick, name },
  ])
  return { ...project, sections, nextId: project.nextId + 1 }
}

export function moveSection(project: Project, id: number, tick: Tick, name: string): Project {
  if (!project.sections.some((each) => each.id === id)) return project
  const others = project.sections.filter((each) => each.id !== id && each.tick !== tick)
  return { ...project, sections: bySectionTick([...others, { id, tick, name }]) }
}

export function removeSection(project: Project, id: number): Project {
  const sections = project.sections.filter((each) => each.id !== id)
  return sections.length === project.sections.length ? project : { ...project, sections }
}

const bySectionTick = (sections: readonly Section[]): readonly Section[] =>
  [...sections].sort((a, b) => a.tick - b.tick)

/** Tracks that the new device has too keep their music; their kinds are the device's. */
export function setDevice(project: Project, device: DeviceProfile): Project {
  const tracks = device.tracks.map(({ kind }, number): Track => {
    const track = project.tracks[number]
    const fresh = emptyTrack(device, number)
    if (track === undefined) return fresh
    const name = track.name === emptyTrack(project.device, number).name ? fresh.name : track.name
    return track.kind === kind && track.name === name ? track : { ...track, kind, name }
  })
  return { ...project, device, tracks }
}

/** Puts a take where it was played: within its span it replaces what was there. The take itself stays as it is. */
export function placeTake(project: Project, { summary, lanes, notes, patterns, tempo }: Take): Project {
  const span: Interval = { from: summary.from, to: summary.to }
  const cleared = withTracks(project, allTracks(project), (track) => clearSpan(track, span))
  const laned = lanes.reduce(
    (next, lane) =>
      withTracks(next, [lane.track], (track) => withLane(track, lane.kind, union(track.mutes[lane.kind], lane.muted))),
    cleared,
  )
  const noted = allTracks(project).reduce((next, track) => {
    const own = notes.filter((note) => note.track === track)
    return addNotes(next, {
      track,
      notes: own.map(({ tick, length, pitch, velocity }) => ({ tick, length, pitch, velocity })),
    })
  }, laned)
  const paced = placeTempo(project, tempo, span, isEmpty(project))
  return { ...noted, ...paced, patterns: placePatterns(project.patterns, patterns, span) }
}

/** Without any music. */
const isEmpty = ({ tracks, patterns }: Project): boolean =>
  patterns.length === 0 &&
  tracks.every(({ notes, mutes }) => notes.length + mutes.global.length + mutes.pattern.length === 0)

const allTracks = (project: Project): readonly TrackNumber[] => project.tracks.map((_, number) => number)

function clearSpan(track: Track, span: Interval): Track {
  const gone = new Set<NoteId>(
    track.notes.filter((note) => note.tick >= span.from && note.tick < span.to).map((note) => note.id),
  )
  const globals = withLane(track, 'global', subtract(track.mutes.global, [span]))
  const laned = withLane(globals, 'pattern', subtract(track.mutes.pattern, [span]))
  const lanes = laned.written.length === 0 ? laned : withWritten(laned, subtract(laned.written, [span]))
  return gone.size === 0 ? lanes : { ...lanes, notes: replaceNotes(track.notes, gone, []) }
}

/** What played after the span goes on playing after it. */
function placePatterns(
  before: readonly PatternChange[],
  taken: readonly PatternChange[],
  { from, to }: Interval,
): readonly PatternChange[] {
  const resumed = patternAt(before, to)
  const laterThan = before.some((change) => change.tick >= to)
  const after = laterThan && resumed !== null && resumed.tick < to ? [{ ...resumed, tick: to }] : []
  const kept = before.filter((change) => change.tick < from || change.tick >= to)
  return [...kept, ...taken, ...after].sort((a, b) => a.tick - b.tick)
}

/** What was imported stands in for the patterns' notes as far as it reaches. */
const writtenBy = (notes: readonly NewNote[]): readonly Interval[] => [
  { from: 0, to: notes.reduce((end, { tick, length }) => Math.max(end, tick + length), 0) },
]

/** Replaces all notes, lanes, patterns and sections by those of another arrangement. */
export function replaceArrangement(
  project: Project,
  { bpm, tempos, tracks, patterns, sections }: Arrangement,
): Project {
  const emptied: Project = {
    ...project,
    bpm: bpm ?? project.bpm,
    tempos,
    patterns,
    sections: [],
    tracks: project.tracks.map((track, number) => ({
      ...track,
      name: tracks[number]?.name ?? track.name,
      notes: [],
      written: intervals(writtenBy(tracks[number]?.notes ?? [])),
      mutes: { global: clip(intervals(tracks[number]?.muted ?? []), { from: 0, to: Infinity }), pattern: [] },
    })),
  }
  const noted = tracks.reduce((next, { notes }, track) => addNotes(next, { track, notes }), emptied)
  return sections.reduce((next, section) => addSection(next, section.tick, section.name), noted)
}

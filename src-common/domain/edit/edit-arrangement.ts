// Edits of the whole: another device, an arrangement from elsewhere.
import type { DeviceProfile } from '../device/device'
import { controlPoints, type ControllerLane } from '../model/controllers'
import { clip, intervals, type Interval, type Intervals } from '../model/intervals'
import { emptyTrack, type PatternChange, type Project, type Section, type Track } from '../model/project'
import type { TempoChange } from '../time/tempo-map'
import type { Tick } from '../time/ticks'
import { addNotes, type NewNote } from './edit-notes'
import { settledTempo } from './edit-tempo'
import { onePerTick } from './one-per-tick'

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
  readonly controllers: readonly ControllerLane[]
}

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

/** What was imported stands in for the patterns' notes as far as it reaches. */
const writtenBy = (notes: readonly NewNote[]): readonly Interval[] => [
  { from: 0, to: notes.reduce((end, { tick, length }) => Math.max(end, tick + length), 0) },
]

const fromTheStart = <T extends { readonly tick: Tick }>(events: readonly T[]): readonly T[] =>
  onePerTick(events.filter(({ tick }) => tick >= 0))

/** Replaces all notes, lanes, patterns and sections by those of another arrangement. */
export function replaceArrangement(
  project: Project,
  { bpm, tempos, tracks, patterns, sections }: Arrangement,
): Project {
  const named: readonly Section[] = sections.map((section, index) => ({ ...section, id: project.nextId + index }))
  const emptied: Project = {
    ...project,
    nextId: project.nextId + named.length,
    ...settledTempo(bpm ?? project.bpm, tempos),
    patterns: fromTheStart(patterns),
    sections: fromTheStart(named),
    markers: [],
    end: 0,
    tracks: project.tracks.map((track, number) => ({
      ...track,
      name: tracks[number]?.name ?? track.name,
      notes: [],
      written: intervals(writtenBy(tracks[number]?.notes ?? [])),
      controllers: (tracks[number]?.controllers ?? []).map(({ target, points }) => ({
        target,
        points: controlPoints(target, points),
      })),
      mutes: { global: clip(intervals(tracks[number]?.muted ?? []), { from: 0, to: Infinity }), pattern: [] },
    })),
  }
  return tracks.reduce((next, { notes }, track) => addNotes(next, { track, notes }), emptied)
}

// A piece of the arrangement, lifted out: what is copied, moved and laid elsewhere. Its ticks count from its own begin.
import type { MuteKind, TrackNumber } from '../device/device'
import type { TempoChange } from '../time/tempo-map'
import type { Tick } from '../time/ticks'
import type { ControllerLane, ControlPoint } from './controllers'
import { clip, shift, type Interval, type Intervals } from './intervals'
import type { Note } from './notes'
import { patternAt, tempoAt, type Marker, type PatternChange, type Project, type Section, type Track } from './project'

/** Which contents of tracks are meant. */
export type Parts = { readonly mutes: boolean; readonly notes: boolean; readonly controllers: boolean }
export const ALL_PARTS: Parts = { mutes: true, notes: true, controllers: true }

export type TrackSlice = {
  readonly mutes: Readonly<Record<MuteKind, Intervals>>
  readonly notes: readonly Omit<Note, 'id'>[]
  /** Where its notes stand in for those of the box's patterns. */
  readonly written: Intervals
  readonly controllers: readonly ControllerLane[]
}

/** What spans the tracks. The pattern and the tempo that hold at the begin stand at 0. */
export type SongSlice = {
  readonly patterns: readonly PatternChange[]
  readonly tempos: readonly TempoChange[]
  readonly sections: readonly Omit<Section, 'id'>[]
  readonly markers: readonly Omit<Marker, 'id'>[]
}

export type Slice = {
  readonly length: Tick
  /** From the topmost track that was taken on; null for those between that were not. */
  readonly tracks: readonly (TrackSlice | null)[]
  /** Null where only tracks were taken. */
  readonly song: SongSlice | null
}

/** A span of some tracks. */
export function sliceOfTracks(project: Project, tracks: readonly TrackNumber[], span: Interval): Slice {
  const [top, bottom] = [Math.min(...tracks), Math.max(...tracks)]
  return {
    length: span.to - span.from,
    tracks: project.tracks
      .slice(top, bottom + 1)
      .map((track, index) => (tracks.includes(top + index) ? sliceOfTrack(track, span) : null)),
    song: null,
  }
}

/** A span of everything. */
export const sliceOf = (project: Project, span: Interval): Slice => ({
  length: span.to - span.from,
  tracks: project.tracks.map((track) => sliceOfTrack(track, span)),
  song: songSliceOf(project, span),
})

/** Notes belong to where they begin; what sounds beyond the span is cut there. */
function sliceOfTrack(track: Track, { from, to }: Interval): TrackSlice {
  const cut = (lane: Intervals): Intervals => shift(clip(lane, { from, to }), -from)
  return {
    mutes: { global: cut(track.mutes.global), pattern: cut(track.mutes.pattern) },
    notes: track.notes
      .filter((note) => note.tick >= from && note.tick < to)
      .map(({ tick, length, pitch, velocity }) => ({
        tick: tick - from,
        length: Math.min(length, to - tick),
        pitch,
        velocity,
      })),
    written: cut(track.written),
    controllers: track.controllers
      .map(({ target, points }) => ({ target, points: pointsIn(points, { from, to }) }))
      .filter(({ points }) => points.length > 0),
  }
}

/** The points of a span from its begin on, with the value that held there. */
export function pointsIn(points: readonly ControlPoint[], { from, to }: Interval): readonly ControlPoint[] {
  const held = points.findLast(({ tick }) => tick <= from)
  const inside = points.filter(({ tick }) => tick > from && tick < to)
  return [...(held === undefined ? [] : [{ ...held, tick: from }]), ...inside].map(({ tick, value }) => ({
    tick: tick - from,
    value,
  }))
}

function songSliceOf(project: Project, { from, to }: Interval): SongSlice {
  const inside = <T extends { readonly tick: Tick }>(events: readonly T[], begin: Tick): readonly T[] =>
    events.filter(({ tick }) => tick >= begin && tick < to).map((each) => ({ ...each, tick: each.tick - from }))
  const held = patternAt(project.patterns, from)
  const named = (all: readonly Section[]): readonly Omit<Section, 'id'>[] =>
    inside(all, from).map(({ tick, name, color }) => ({ tick, name, color }))
  return {
    patterns: [...(held === null ? [] : [{ ...held, tick: 0 }]), ...inside(project.patterns, from + 1)],
    tempos: [{ tick: 0, bpm: tempoAt(project, from) }, ...inside(project.tempos, from + 1)],
    sections: named(project.sections),
    markers: named(project.markers),
  }
}

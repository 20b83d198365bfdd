// Laying pieces of the arrangement into it, and taking what is there away.
import type { MuteKind, TrackNumber } from '../device/device'
import type { ControllerTarget } from '../model/controllers'
import { clip, intervals, shift, subtract, union, type Interval, type Intervals } from '../model/intervals'
import { replaceNotes, type NoteId } from '../model/notes'
import { endOf, patternAt, tempoAt, type PatternChange, type Project, type Section, type Track } from '../model/project'
import { ticksOfPattern } from '../model/pattern-boundaries'
import type { Parts, Slice, SongSlice, TrackSlice } from '../model/slice'
import type { TempoChange } from '../time/tempo-map'
import { BAR, LONGEST_SONG, type Tick } from '../time/ticks'
import { withPoints } from './edit-controllers'
import { withLane, withoutScraps, withTracks } from './edit-mutes'
import { addNotes } from './edit-notes'
import { settledTempo } from './edit-tempo'

/** *replace*: what lies there goes. *merge*: mutes are joined, notes added. */
export type LayMode = 'replace' | 'merge'

/** More than anyone wants, and less than fills the memory. */
const MOST_LAID = 1_000_000

/** Whether so many copies of a slice are more than are laid: in length, or in what they hold. */
export function isTooMuch({ length, tracks }: Slice, times: number): boolean {
  const events = tracks.reduce((sum, track) => sum + (track === null ? 0 : eventsIn(track)), 0)
  return length * times > LONGEST_SONG || (times > 1 && events * times > MOST_LAID)
}

const eventsIn = ({ mutes, notes, controllers }: TrackSlice): number =>
  notes.length +
  mutes.global.length +
  mutes.pattern.length +
  controllers.reduce((sum, { points }) => sum + points.length, 0)

/** Lays a slice at a tick, its topmost track on `top`. Tracks beyond the last are left out. */
export function laySlice(
  project: Project,
  slice: Slice,
  at: Tick,
  top: TrackNumber,
  parts: Parts,
  mode: LayMode,
): Project {
  const span = { from: at, to: at + slice.length }
  const tracks = slice.tracks.flatMap((_, index) => (slice.tracks[index] === null ? [] : [top + index]))
  const cleared = mode === 'replace' ? clearSpan(project, tracks, span, { ...parts, controllers: false }) : project
  const laid = slice.tracks.reduce(
    (next, each, index) => (each === null ? next : layTrack(next, each, top + index, span, parts, mode)),
    cleared,
  )
  return slice.song === null ? laid : laySong(laid, slice.song, span)
}

/** Lays so many copies of a slice one after the other, what lies there goes: all notes and lanes at once. */
export function layCopies(
  project: Project,
  slice: Slice,
  at: Tick,
  top: TrackNumber,
  parts: Parts,
  times: number,
): Project {
  const { length, song } = slice
  const tracks = slice.tracks.map((track) => (track === null ? null : repeated(track, length, times)))
  const laid = laySlice(project, { length: length * times, tracks, song: null }, at, top, parts, 'replace')
  if (song === null) return laid
  return begins(length, times).reduce(
    (next, begin) => laySong(next, song, { from: at + begin, to: at + begin + length }),
    laid,
  )
}

const begins = (length: Tick, times: number): readonly Tick[] =>
  Array.from({ length: times }, (_, index) => index * length)

function repeated({ mutes, notes, written, controllers }: TrackSlice, length: Tick, times: number): TrackSlice {
  const lanes = (lane: Intervals): Intervals => intervals(begins(length, times).flatMap((begin) => shift(lane, begin)))
  const events = <T extends { readonly tick: Tick }>(each: readonly T[]): readonly T[] =>
    begins(length, times).flatMap((begin) => each.map((event) => ({ ...event, tick: event.tick + begin })))
  return {
    mutes: { global: lanes(mutes.global), pattern: lanes(mutes.pattern) },
    notes: events(notes),
    written: lanes(written),
    controllers: controllers.map(({ target, points }) => ({ target, points: events(points) })),
  }
}

/** Controller lanes are cleared here, but for those that are laid: a lane goes on after the span as it does after both. */
function layTrack(
  project: Project,
  slice: TrackSlice,
  number: TrackNumber,
  span: Interval,
  parts: Parts,
  mode: LayMode,
): Project {
  if (project.tracks[number] === undefined) return project
  const inside = { from: 0, to: span.to - span.from }
  const moved = (lane: Intervals): Intervals => shift(clip(intervals(lane), inside), span.from)
  const laid = withTracks(project, [number], (track) => {
    const laid = (kind: MuteKind) => (lane: Intervals) => union(lane, moved(slice.mutes[kind]))
    const muted = parts.mutes ? withMutes(track, laid('global'), laid('pattern')) : track
    const written = parts.notes ? union(muted.written, moved(slice.written)) : muted.written
    const noted = written.length === muted.written.length && written.every((each, i) => each === muted.written[i])
    const marked = noted ? muted : { ...muted, written }
    if (!parts.controllers) return marked
    const laidLanes = new Set(slice.controllers.map(({ target }) => target))
    const cleared = mode === 'replace' ? withoutPoints(marked, span, laidLanes) : marked
    return slice.controllers.reduce(
      (next, { target, points }) =>
        withPoints(
          next,
          target,
          span,
          points.map(({ tick, value }) => ({ tick: tick + span.from, value })),
        ),
      cleared,
    )
  })
  if (!parts.notes) return laid
  return addNotes(laid, { track: number, notes: slice.notes.map((note) => ({ ...note, tick: note.tick + span.from })) })
}

/** Takes away what lies in a span of some tracks; notes that begin in it, and their part of what stands in for patterns. */
export function clearSpan(project: Project, tracks: readonly TrackNumber[], span: Interval, parts: Parts): Project {
  return withTracks(project, tracks, (track) => {
    const heard = (lane: Intervals): Intervals => withoutScraps(project, lane, subtract(lane, [span]))
    const muted = parts.mutes ? withMutes(track, heard, heard) : track
    const noted = parts.notes ? withoutNotes(muted, span) : muted
    return parts.controllers ? withoutPoints(noted, span, new Set()) : noted
  })
}

/** The track without the points of a span, in all lanes but some. */
const withoutPoints = (track: Track, { from, to }: Interval, but: ReadonlySet<ControllerTarget>): Track =>
  track.controllers
    .filter(({ target, points }) => !but.has(target) && points.some(({ tick }) => tick >= from && tick < to))
    .reduce((next, { target }) => withPoints(next, target, { from, to }, []), track)

type LaneEdit = (lane: Intervals) => Intervals

const withMutes = (track: Track, global: LaneEdit, pattern: LaneEdit): Track =>
  withLane(withLane(track, 'global', global(track.mutes.global)), 'pattern', pattern(track.mutes.pattern))

function withoutNotes(track: Track, { from, to }: Interval): Track {
  const gone = new Set<NoteId>(track.notes.filter((note) => note.tick >= from && note.tick < to).map((note) => note.id))
  const written = subtract(track.written, intervals([{ from, to }]))
  const unmarked = track.written.length === 0 ? track : { ...track, written }
  return gone.size === 0 ? unmarked : { ...unmarked, notes: replaceNotes(track.notes, gone, []) }
}

function laySong(project: Project, { patterns, tempos, sections, markers }: SongSlice, span: Interval): Project {
  const moved = <T extends { readonly tick: Tick }>(events: readonly T[]): readonly T[] =>
    events.map((each) => ({ ...each, tick: each.tick + span.from }))
  const laid = layPatterns(project, moved(patterns), span)
  const withPatterns = { ...laid, patterns: joined(laid, laid.patterns, [span.from, span.to]) }
  const withTempos = layTempos(withPatterns, moved(tempos), span)
  const sectioned = layNamed(withTempos, 'sections', moved(sections), span)
  const marked = layNamed(sectioned, 'markers', moved(markers), span)
  return { ...marked, end: Math.max(marked.end, span.to) }
}

/** Pattern changes in a span, in place of those there; what played after it goes on playing after it. */
export function layPatterns(project: Project, laid: readonly PatternChange[], span: Interval): Project {
  const before = project.patterns
  if (laid.length === 0 && !before.some(({ tick }) => tick >= span.from && tick < span.to)) return project
  const resumed = patternAt(before, span.to)
  const goesOn = before.some(({ tick }) => tick >= span.to) || endOf(project) > span.to
  const last = laid.at(-1)
  const plays = resumed !== null && last?.tick === resumed.tick && last.pattern === resumed.pattern
  const after = goesOn && resumed !== null && resumed.tick < span.to && !plays ? [{ ...resumed, tick: span.to }] : []
  const kept = before.filter(({ tick }) => tick < span.from || tick >= span.to)
  return { ...project, patterns: byTick([...kept, ...laid, ...after]) }
}

/**
 * Without those changes at `seams` that change nothing: the pattern that plays goes on, and has just come round. Where its
 * length is not known, a bar line is taken for that.
 */
export function joined(
  song: Pick<Project, 'bank' | 'device'>,
  patterns: readonly PatternChange[],
  seams: readonly Tick[],
): readonly PatternChange[] {
  const kept: PatternChange[] = []
  for (const change of patterns) {
    const before = kept.at(-1)
    const since = change.tick - (before?.tick ?? 0)
    const goesOn = before?.pattern === change.pattern && seams.includes(change.tick)
    if (!goesOn || since % (ticksOfPattern({ ...song, patterns }, change.pattern) ?? BAR) !== 0) kept.push(change)
  }
  return kept.length === patterns.length ? patterns : kept
}

function layTempos(project: Project, laid: readonly TempoChange[], span: Interval): Project {
  const resumed = { tick: span.to, bpm: tempoAt(project, span.to) }
  const kept = project.tempos.filter(({ tick }) => tick < span.from || tick >= span.to)
  const goesOn = endOf(project) > span.to && !kept.some(({ tick }) => tick === span.to)
  return { ...project, ...settledTempo(project.bpm, [...kept, ...laid, ...(goesOn ? [resumed] : [])]) }
}

function layNamed(
  project: Project,
  field: 'sections' | 'markers',
  laid: readonly Omit<Section, 'id'>[],
  span: Interval,
): Project {
  const kept = project[field].filter(({ tick }) => tick < span.from || tick >= span.to)
  if (laid.length === 0 && kept.length === project[field].length) return project
  const fresh = laid.map((each, index) => ({ ...each, id: project.nextId + index }))
  return { ...project, [field]: byTick([...kept, ...fresh]), nextId: project.nextId + fresh.length }
}

const byTick = <T extends { readonly tick: Tick }>(events: readonly T[]): readonly T[] =>
  [...events].sort((a, b) => a.tick - b.tick)

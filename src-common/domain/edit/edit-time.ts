// Edits of time itself, over all tracks: opening it, closing it, and moving and repeating pieces of it.
import type { ControllerLane } from '../model/controllers'
import { intervals, subtract, type Interval, type Intervals } from '../model/intervals'
import { endOf, patternAt, tempoAt, type PatternChange, type Project, type Section, type Track } from '../model/project'
import { ALL_PARTS, sliceOf, type Slice } from '../model/slice'
import type { Tick } from '../time/ticks'
import { withoutScraps } from './edit-mutes'
import { isTooMuch, joined, layCopies } from './edit-slices'
import { settledTempo } from './edit-tempo'

/** Where a tick lies after time was opened, or closed. */
type Shift = (tick: Tick) => Tick

/** Opens `length` ticks at `at`: what held there, a mute, a pattern, a value, goes on through them. */
export function insertTime(project: Project, at: Tick, length: Tick): Project {
  const opened = openTime(project, at, length)
  if (opened === project) return project
  const goesOn = (lane: Intervals): Intervals =>
    intervals(moved(lane, (span) => (span.to === at ? { ...span, to: at + length } : span)))
  const tracks = opened.tracks.map((track) => {
    const { global, pattern } = track.mutes
    const ends = [...global, ...pattern].some(({ to }) => to === at)
    return ends ? { ...track, mutes: { global: goesOn(global), pattern: goesOn(pattern) } } : track
  })
  return { ...opened, tracks }
}

/** The same with nothing in it: what ends there ends there. */
function openTime(project: Project, at: Tick, length: Tick): Project {
  if (length <= 0 || at >= endOf(project)) return project
  const begin: Shift = (tick) => (tick >= at ? tick + length : tick)
  const end: Shift = (tick) => (tick > at ? tick + length : tick)
  const isFirst = ({ tick }: PatternChange): boolean => tick === 0 && at === 0
  return {
    ...project,
    tracks: project.tracks.map((track) => openTrack(track, begin, end)),
    // What plays at the very start is known from there on.
    patterns: project.patterns.map((each) => (isFirst(each) ? each : { ...each, tick: begin(each.tick) })),
    tempos: project.tempos.map((each) => ({ ...each, tick: begin(each.tick) })),
    sections: project.sections.map((each) => ({ ...each, tick: begin(each.tick) })),
    markers: project.markers.map((each) => ({ ...each, tick: begin(each.tick) })),
    ...movedSpans(project, begin, end),
    end: Math.max(end(project.end), endOf(project) + length),
  }
}

function openTrack(track: Track, begin: Shift, end: Shift): Track {
  const opened = (lane: Intervals): Intervals => moved(lane, ({ from, to }) => ({ from: begin(from), to: end(to) }))
  return {
    ...track,
    mutes: { global: opened(track.mutes.global), pattern: opened(track.mutes.pattern) },
    written: opened(track.written),
    notes: moved(track.notes, (note) => ({ ...note, tick: begin(note.tick) })),
    controllers: moved(track.controllers, (lane) => ({
      ...lane,
      points: moved(lane.points, (point) => ({ ...point, tick: begin(point.tick) })),
    })),
  }
}

/** Takes a span out: what comes after it moves up to its begin, and goes on as it was. */
export function deleteTime(project: Project, { from, to }: Interval): Project {
  if (to <= from || from >= endOf(project)) return project
  const close: Shift = (tick) => (tick <= from ? tick : tick < to ? from : tick - (to - from))
  const span = { from, to }
  const last = to >= endOf(project)
  const resumed = <T,>(event: T): T | null => (last ? null : event)
  return {
    ...project,
    tracks: project.tracks.map((track) => closeTrack(project, track, span, close, last)),
    patterns: joined(project, closed(project.patterns, span, resumed(patternAt(project.patterns, to)), close), [from]),
    ...settledTempo(project.bpm, closed(project.tempos, span, resumed({ tick: to, bpm: tempoAt(project, to) }), close)),
    sections: closed(project.sections, span, lasting(project, span), close),
    markers: project.markers.filter(({ tick }) => tick < from || tick >= to).map((each) => ({ ...each, tick: close(each.tick) })),
    ...movedSpans(project, close, close),
    end: close(Math.max(project.end, endOf(project))),
  }
} // prettier-ignore

/** `last`: nothing comes after the span, so that nothing goes on there. */
function closeTrack(project: Project, track: Track, span: Interval, close: Shift, last: boolean): Track {
  const shut = (lane: Intervals): Intervals =>
    intervals(moved(lane, ({ from, to }) => ({ from: close(from), to: close(to) })))
  const cut = (lane: Intervals): Intervals => shut(withoutScraps(project, lane, subtract(lane, [span])))
  const kept = track.notes.filter(({ tick }) => tick < span.from || tick >= span.to)
  const notes = moved(kept, (note) => {
    const tick = close(note.tick)
    return { ...note, tick, length: Math.max(1, close(note.tick + note.length) - tick) }
  })
  return {
    ...track,
    mutes: { global: cut(track.mutes.global), pattern: cut(track.mutes.pattern) },
    written: shut(track.written),
    notes,
    controllers: track.controllers.map((lane): ControllerLane => {
      const resumed = last ? null : (lane.points.findLast(({ tick }) => tick <= span.to) ?? null)
      return { ...lane, points: closed(lane.points, span, resumed, close) }
    }),
  }
}

/** Events outside of a span, moved up; `resumed` is what holds at its end, and was begun inside. */
function closed<T extends { readonly tick: Tick }>(
  events: readonly T[],
  { from, to }: Interval,
  resumed: T | null,
  close: Shift,
): readonly T[] {
  const before = events.filter(({ tick }) => tick < from)
  const after = events.filter(({ tick }) => tick >= to).map((each) => ({ ...each, tick: close(each.tick) }))
  const goesOn = resumed !== null && resumed.tick >= from && resumed.tick <= to && after[0]?.tick !== from
  return [...before, ...(goesOn && events.some(({ tick }) => tick >= from && tick < to) ? [{ ...resumed, tick: from }] : []), ...after]
} // prettier-ignore

/** A section that begins in a span and reaches beyond it. */
function lasting(project: Project, { from, to }: Interval): Section | null {
  const section = project.sections.findLast(({ tick }) => tick < to) ?? null
  return section !== null && section.tick >= from && endOf(project) > to ? section : null
}

/** Moves a span to `at`, a tick outside of it: what lay between moves over, and a loop inside of it goes along. */
export function moveTime(project: Project, { from, to }: Interval, at: Tick): Project {
  if (to <= from || (at >= from && at <= to)) return project
  const slice = unnamed(project, { from, to }, at)
  if (isTooMuch(slice, 1)) return project
  const target = at > to ? at - (to - from) : at
  const laid = inserted(deleteTime(project, { from, to }), slice, target, 1)
  const along = (before: Interval | null, after: Interval | null): Interval | null =>
    before !== null && before.from >= from && before.to <= to
      ? { from: before.from + target - from, to: before.to + target - from }
      : after
  return { ...laid, loop: along(project.loop, laid.loop), punch: along(project.punch, laid.punch) }
}

/** Adds `times` copies of a span after it. */
export function repeatTime(project: Project, span: Interval, times: number): Project {
  if (span.to <= span.from || times < 1) return project
  return inserted(project, unnamed(project, span, span.to), span.to, times)
}

/** A span; without its section where it is laid into that section again: a part of it becomes another part of it. */
function unnamed(project: Project, span: Interval, at: Tick): Slice {
  const slice = sliceOf(project, span)
  const next = project.sections.find(({ tick }) => tick > span.from)?.tick ?? endOf(project)
  const isPart = next > span.to && at >= span.from && at <= next
  return slice.song === null || !isPart ? slice : { ...slice, song: { ...slice.song, sections: [] } }
}

/** Puts `times` copies of a span at `at`: what comes later moves on. */
export function copyTime(project: Project, { from, to }: Interval, at: Tick, times = 1): Project {
  if (to <= from || times < 1) return project
  return inserted(project, sliceOf(project, { from, to }), at, times)
}

/** Only a span is left: what comes before and after it goes. */
export const cropTime = (project: Project, { from, to }: Interval): Project =>
  to <= from ? project : deleteTime(deleteTime(project, { from: to, to: endOf(project) }), { from: 0, to: from })

function inserted(project: Project, slice: Slice, at: Tick, times: number): Project {
  if (isTooMuch(slice, times)) return project
  const named = slice.song !== null && slice.song.sections.length > 0
  const room = opened(project, at, slice.length * times, named)
  const laid = layCopies(room, slice, at, 0, ALL_PARTS, times)
  // A note that was cut may have been what the song lasted for.
  return { ...laid, end: Math.max(laid.end, endOf(project) + slice.length * times) }
}

/** Room at a tick, also behind the end: notes are cut there, and a section goes on after one that is `named`. */
function opened(project: Project, at: Tick, length: Tick, named: boolean): Project {
  const section = project.sections.findLast(({ tick }) => tick <= at)
  const isCut = named && section !== undefined && section.tick < at && endOf(project) > at
  const tracks = project.tracks.map((track) => cutNotes(track, at))
  const room = openTime({ ...project, tracks }, at, length)
  if (!isCut || room.sections.some(({ tick }) => tick === at + length)) return room
  const rest: Section = { ...section, id: room.nextId, tick: at + length }
  return { ...room, sections: [...room.sections, rest].sort((a, b) => a.tick - b.tick), nextId: room.nextId + 1 }
}

/** What sounds beyond a seam ends there. */
const cutNotes = (track: Track, at: Tick): Track => {
  const notes = moved(track.notes, (note) =>
    note.tick < at && note.tick + note.length > at ? { ...note, length: at - note.tick } : note,
  )
  return notes === track.notes ? track : { ...track, notes }
}

function movedSpans({ loop, punch }: Project, begin: Shift, end: Shift): Pick<Project, 'loop' | 'punch'> {
  const span = (each: Interval | null): Interval | null => {
    const next = each === null ? null : { from: begin(each.from), to: end(each.to) }
    return next !== null && next.from < next.to ? next : null
  }
  return { loop: span(loop), punch: span(punch) }
}

/** The same list where nothing in it moved: so what did not change costs nothing further on. */
function moved<T extends object>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const next = items.map((item) => {
    const other = change(item)
    return same(item, other) ? item : other
  })
  return next.every((item, index) => item === items[index]) ? items : next
}

function same<T extends object>(a: T, b: T): boolean {
  return (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key])
}

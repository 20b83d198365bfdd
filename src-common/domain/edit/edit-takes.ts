// Laying takes into the arrangement: whole, or only some of their tracks, bars and contents. A take itself never changes.
import { MUTE_KINDS, type MuteKind, type TrackNumber } from '../device/device'
import type { ControllerLane } from '../model/controllers'
import { clip, shift, type Interval } from '../model/intervals'
import type { PatternChange, Project, Track } from '../model/project'
import { pointsIn, type TrackSlice } from '../model/slice'
import type { Take, TakeSummary } from '../model/take'
import type { Tick } from '../time/ticks'
import { layPatterns, laySlice } from './edit-slices'
import { placeTempo } from './edit-tempo'

/** Which contents of a take are meant; its tempo belongs to its patterns. */
export type TakeParts = {
  readonly mutes: boolean
  readonly notes: boolean
  readonly controllers: boolean
  readonly patterns: boolean
}
export const WHOLE_TAKE: TakeParts = { mutes: true, notes: true, controllers: true, patterns: true }

export type PlaceTake = {
  readonly take: Take
  /** Only these tracks; null for all. */
  readonly tracks: readonly TrackNumber[] | null
  /** Only these bars of it, in its own ticks; null for all. */
  readonly span: Interval | null
  /** Where they come to; null for where they were played. */
  readonly at: Tick | null
  readonly parts: TakeParts
  /** *overdub*: lanes that were not touched stay as they are, and notes are added to those there, but none twice. */
  readonly mode: 'replace' | 'overdub'
}

/** How a take is placed that was just recorded: as the project says that recordings are, and only where it is punched in. */
export const placementOf = (
  { punch, recordMode }: Project,
  take: Take,
): { readonly type: 'placeTake' } & PlaceTake => ({
  type: 'placeTake',
  take,
  tracks: null,
  span: punch,
  at: null,
  parts: WHOLE_TAKE,
  mode: recordMode,
})

/** The bars of a take that are meant by a span; null where it lies outside of them. */
export function meantOf({ from, to }: Pick<TakeSummary, 'from' | 'to'>, span: Interval | null): Interval | null {
  const meant = { from: Math.max(from, span?.from ?? from), to: Math.min(to, span?.to ?? to) }
  return meant.to > meant.from ? meant : null
}

/** Within its span it replaces what was there, as far as its parts are meant. A note belongs to where it begins, whole. */
export function placeTake(project: Project, { take, tracks, span, at, parts, mode }: PlaceTake): Project {
  const meant = meantOf(take.summary, span)
  if (meant === null || !Object.values(parts).includes(true)) return project
  const begin = Math.max(0, at ?? meant.from)
  const placing: Placing = { take, span: meant, at: begin, parts }
  const place = mode === 'replace' ? replaceTrack : overdubTrack
  const wanted = (tracks ?? project.tracks.map((_, number) => number)).filter(
    (number) => project.tracks[number] !== undefined,
  )
  const placed = wanted.reduce((next, track) => place(next, track, placing), project)
  const end = begin + meant.to - meant.from
  const laid = placed.end >= end ? placed : { ...placed, end }
  return parts.patterns ? placeSong(project, laid, placing, mode) : laid
}

type Placing = {
  readonly take: Take
  readonly span: Interval
  readonly at: Tick
  readonly parts: TakeParts
}

function replaceTrack(project: Project, track: TrackNumber, { take, span, at, parts }: Placing): Project {
  const slice = { length: span.to - span.from, tracks: [trackOf(take, track, span)], song: null }
  return laySlice(project, slice, at, track, parts, 'replace')
}

function overdubTrack(project: Project, track: TrackNumber, { take, span, at, parts }: Placing): Project {
  const before = project.tracks[track]
  if (before === undefined) return project
  const played = trackOf(take, track, span)
  const length = span.to - span.from
  const touched = MUTE_KINDS.filter((kind) =>
    take.toggles.some(
      (each) => each.track === track && each.kind === kind && each.tick >= span.from && each.tick < span.to,
    ),
  )
  const kept = (kind: MuteKind): TrackSlice['mutes'][MuteKind] =>
    touched.includes(kind) ? played.mutes[kind] : shift(clip(before.mutes[kind], { from: at, to: at + length }), -at)
  const mutes = { ...NOTHING_PLAYED, mutes: { global: kept('global'), pattern: kept('pattern') } }
  const added = {
    ...NOTHING_PLAYED,
    notes: missing(before, played.notes, at),
    controllers: played.controllers.filter(turned),
  }
  const slice = (content: TrackSlice): Parameters<typeof laySlice>[1] => ({ length, tracks: [content], song: null })
  const only = { mutes: true, notes: false, controllers: false }
  const muted =
    parts.mutes && touched.length > 0 ? laySlice(project, slice(mutes), at, track, only, 'replace') : project
  return laySlice(muted, slice(added), at, track, { ...parts, mutes: false }, 'merge')
}

const NOTHING_PLAYED: TrackSlice = { mutes: { global: [], pattern: [] }, notes: [], written: [], controllers: [] }

/** Those of the notes that are not in the track yet. */
function missing(track: Track, notes: TrackSlice['notes'], at: Tick): TrackSlice['notes'] {
  const nameOf = ({ tick, length, pitch, velocity }: TrackSlice['notes'][number]): string =>
    [tick, length, pitch, velocity].join(' ')
  const there = new Set(track.notes.map(nameOf))
  return notes.filter((note) => !there.has(nameOf({ ...note, tick: note.tick + at })))
}

/** What a take holds of a track in a span. */
function trackOf(take: Take, track: TrackNumber, span: Interval): TrackSlice {
  const { from, to } = span
  const laneOf = (kind: MuteKind): TrackSlice['mutes'][MuteKind] => {
    const lane = take.lanes.find((each) => each.track === track && each.kind === kind)
    return shift(clip(lane?.muted ?? [], span), -from)
  }
  return {
    mutes: { global: laneOf('global'), pattern: laneOf('pattern') },
    notes: take.notes
      .filter((note) => note.track === track && note.tick >= from && note.tick < to)
      .map(({ tick, length, pitch, velocity }) => ({ tick: tick - from, length, pitch, velocity })),
    written: [],
    controllers: (take.controllers.find((each) => each.track === track)?.lanes ?? [])
      .map(({ target, points }) => ({ target, points: pointsIn(points, span) }))
      .filter(({ points }) => points.length > 0),
  }
}

/** A knob that was not touched has but the value that it had before. */
const turned = ({ points }: ControllerLane): boolean => points.some(({ tick }) => tick > 0)

/**
 * Patterns and tempo; an arrangement without music takes on the tempo of its first take from the start. An overdub leaves
 * them as they are, unless it changed the pattern or none was known.
 */
function placeSong(before: Project, laid: Project, { take, span, at }: Placing, mode: PlaceTake['mode']): Project {
  const moved = (tick: Tick): Tick => tick - span.from + at
  const playing = before.patterns.findLast(({ tick }) => tick < at) ?? null
  const held = take.patterns.findLast(({ tick }) => tick <= span.from) ?? null
  const later = take.patterns.filter(({ tick }) => tick > span.from && tick < span.to)
  const known = playing !== null || before.patterns.some(({ tick }) => tick === at)
  if (mode === 'overdub' && known && later.length === 0) return laid
  const goesOn = held === null || continues(before, playing, { ...held, tick: moved(held.tick) }, at)
  const patterns = [...(goesOn ? [] : [{ ...held, tick: span.from }]), ...later].map((each) => ({
    ...each,
    tick: moved(each.tick),
  }))
  const place = { from: at, to: at + span.to - span.from }
  const tempo = take.tempo.map((each) => ({ ...each, from: moved(each.from), to: moved(each.to) }))
  return { ...layPatterns(laid, patterns, place), ...placeTempo(before, tempo, place, isEmpty(before)) }
}

/** Whether the pattern that plays before a tick plays on as another one would play there: a change starts it anew. */
function continues(
  { device }: Project,
  playing: PatternChange | null,
  wanted: PatternChange,
  at: Tick,
): playing is PatternChange {
  if (playing?.pattern !== wanted.pattern || wanted.tick >= at) return false
  const length = device.patternLengths[String(wanted.pattern)]
  return playing.tick === wanted.tick || (length !== undefined && (wanted.tick - playing.tick) % length === 0)
}

/** Without any music. */
const isEmpty = ({ tracks, patterns }: Project): boolean =>
  patterns.length === 0 &&
  tracks.every(({ notes, mutes }) => notes.length + mutes.global.length + mutes.pattern.length === 0)

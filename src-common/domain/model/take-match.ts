// Which bars of the arrangement are now as in a take: what was comped from it, and what agrees with it anyway.
import type { TrackNumber } from '../device/device'
import { BAR, type Tick } from '../time/ticks'
import type { ControlPoint } from './controllers'
import { intervals, type Interval, type Intervals } from './intervals'
import type { Note } from './notes'
import type { PatternChange, Project, Track } from './project'
import type { Take } from './take'

type TrackPart = 'mutes' | 'notes' | 'controllers'
/** By number from 0, the bars of a take in which the arrangement is otherwise. */
type Bars = ReadonlySet<number>

/**
 * The bars of a take that the arrangement has of it, of all that is meant. They are bars of the song; the take's first and
 * last one end where it does.
 */
export function barsInUse(
  project: Project,
  take: Take,
  tracks: readonly TrackNumber[],
  parts: Readonly<Record<TrackPart | 'patterns', boolean>>,
): Intervals {
  const meant = (['mutes', 'notes', 'controllers'] as const).filter((part) => parts[part])
  const others = tracks.flatMap((number) => {
    const track = project.tracks[number]
    if (track === undefined) return []
    const differing = differingBars(track, take, number)
    return meant.map((part) => differing[part])
  })
  if (parts.patterns) others.push(differingPatterns(project.patterns, take))
  if (others.length === 0) return []
  const { from, to } = take.summary
  return intervals(
    barsOf({ from, to })
      .filter((bar) => !others.some((each) => each.has(bar)))
      .map((bar) => ({ from: Math.max(from, bar * BAR), to: Math.min(to, (bar + 1) * BAR) })),
  )
}

/** The numbers of the bars that a span touches. */
const barsOf = ({ from, to }: Interval): readonly number[] => {
  const first = Math.floor(from / BAR)
  return Array.from({ length: Math.max(0, Math.ceil(to / BAR) - first) }, (_, index) => first + index)
}

type Kept = { readonly track: Track; readonly bars: Readonly<Record<TrackPart, Bars>> }
const kept = new WeakMap<Take, Map<TrackNumber, Kept>>()

/** Compared anew only where the track has changed. */
function differingBars(track: Track, take: Take, number: TrackNumber): Kept['bars'] {
  const known = kept.get(take) ?? new Map<TrackNumber, Kept>()
  kept.set(take, known)
  const last = known.get(number)
  if (last?.track === track) return last.bars
  const bars = compare(track, take, number)
  known.set(number, { track, bars })
  return bars
}

function compare(track: Track, take: Take, number: TrackNumber): Kept['bars'] {
  const { from, to } = take.summary
  const inside = ({ tick }: { readonly tick: Tick }): boolean => tick >= from && tick < to
  const mutes = take.lanes
    .filter((lane) => lane.track === number)
    .flatMap(({ kind, muted }) => exclusive(muted, track.mutes[kind]))
    .flatMap((span) => barsOf({ from: Math.max(from, span.from), to: Math.min(to, span.to) }))
  const notes = unmatched<Omit<Note, 'id'>>(
    take.notes.filter((note) => note.track === number),
    track.notes.filter(inside),
    ({ tick, length, pitch, velocity }) => [tick, length, pitch, velocity].join(' '),
  )
  const lanes = take.controllers.find((each) => each.track === number)?.lanes ?? []
  const targets = new Set([...lanes, ...track.controllers].map(({ target }) => target))
  const controllers = [...targets].flatMap((target) => {
    const played = lanes.find((lane) => lane.target === target)?.points ?? []
    const there = track.controllers.find((lane) => lane.target === target)?.points ?? []
    return differingSteps(played.map(stepOfPoint), there.map(stepOfPoint), take.summary)
  })
  return { mutes: new Set(mutes), notes: new Set(notes), controllers: new Set(controllers) }
}

const differingPatterns = (patterns: readonly PatternChange[], { patterns: played, summary }: Take): Bars =>
  new Set(differingSteps(played.map(stepOfPattern), patterns.map(stepOfPattern), summary))

type Step = readonly [tick: Tick, value: number]
const stepOfPoint = ({ tick, value }: ControlPoint): Step => [tick, value]
const stepOfPattern = ({ tick, pattern }: PatternChange): Step => [tick, pattern]

/** The bars in which values that each hold until the next one differ; where none was played yet, one that is there does. */
function differingSteps(played: readonly Step[], there: readonly Step[], { from, to }: Interval): readonly number[] {
  const ticks = [...new Set([from, ...[...played, ...there].map(([tick]) => tick)])].sort((a, b) => a - b)
  const within = ticks.filter((tick) => tick >= from && tick < to)
  const [one, other] = [valuesAt(played, within), valuesAt(there, within)]
  const put = new Set(there.map(([tick]) => tick))
  return within.flatMap((tick, index) => {
    const value = one[index] ?? null
    const differs = value === null ? put.has(tick) : value !== other[index]
    return differs ? barsOf({ from: tick, to: value === null ? tick + 1 : (within[index + 1] ?? to) }) : []
  })
}

/** The value that holds at each of some ticks in order; null before the first. */
function valuesAt(steps: readonly Step[], ticks: readonly Tick[]): readonly (number | null)[] {
  let next = 0
  return ticks.map((tick) => {
    while ((steps[next]?.[0] ?? Infinity) <= tick) next++
    return steps[next - 1]?.[1] ?? null
  })
}

/** Where one of two sets holds, and not the other: at each edge of either, that changes. */
function exclusive(a: Intervals, b: Intervals): readonly Interval[] {
  const edges = [...a, ...b].flatMap(({ from, to }) => [from, to]).sort((x, y) => x - y)
  const spans: Interval[] = []
  for (let index = 0; index < edges.length; index += 2) {
    const [from = 0, to = 0] = edges.slice(index, index + 2)
    if (to > from) spans.push({ from, to })
  }
  return spans
}

/** The bars of what is in one of two lists only. */
function unmatched<T extends { readonly tick: Tick }>(
  played: readonly T[],
  there: readonly T[],
  nameOf: (each: T) => string,
): readonly number[] {
  const open = new Map<string, { readonly bar: number; count: number }>()
  const add = (each: T, by: number): void => {
    const name = nameOf(each)
    const entry = open.get(name) ?? { bar: Math.floor(each.tick / BAR), count: 0 }
    entry.count += by
    open.set(name, entry)
  }
  for (const each of played) add(each, 1)
  for (const each of there) add(each, -1)
  return [...open.values()].flatMap(({ bar, count }) => (count === 0 ? [] : [bar]))
}

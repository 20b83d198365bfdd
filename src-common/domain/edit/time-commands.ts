// The edits of spans that there are: of time over all tracks, and of ranges of some tracks.
import type { TrackNumber } from '../device/device'
import type { Interval } from '../model/intervals'
import { sliceOfTracks, type Parts, type Slice } from '../model/slice'
import type { Project } from '../model/project'
import { BAR, formatPosition, type Tick } from '../time/ticks'
import { clearSpan, isTooMuch, layCopies, laySlice, type LayMode } from './edit-slices'
import { copyTime, cropTime, deleteTime, insertTime, moveTime, repeatTime } from './edit-time'
import { countLabel, tracksLabel, type Edits } from './edits'
import { stopped } from './mute-regions'

/** A span of some tracks, and which contents of it are meant. */
type Range = { readonly tracks: readonly TrackNumber[]; readonly parts: Parts } & Interval

export type TimeCommand =
  | { readonly type: 'insertTime'; readonly at: Tick; readonly length: Tick }
  | ({ readonly type: 'deleteTime' } & Interval)
  /** `times` copies after it; what comes later moves on. */
  | ({ readonly type: 'repeatTime'; readonly times: number } & Interval)
  /** To `at`, a tick outside of the span. */
  | ({ readonly type: 'moveTime'; readonly at: Tick } & Interval)
  /** A copy at `at`; what comes later moves on. */
  | ({ readonly type: 'copyTime'; readonly at: Tick } & Interval)
  /** Nothing but the span is left. */
  | ({ readonly type: 'cropTime' } & Interval)
  | ({ readonly type: 'clearRange' } & Range)
  | ({ readonly type: 'moveRange'; readonly by: Tick; readonly trackBy: number; readonly copy: boolean } & Range)
  /** `times` copies after it, over what lies there. */
  | ({ readonly type: 'repeatRange'; readonly times: number } & Range)
  /** What was copied, with its topmost track on `track`. */
  | {
      readonly type: 'laySlice'
      readonly slice: Slice
      readonly at: Tick
      readonly track: TrackNumber
      readonly parts: Parts
      readonly mode: LayMode
    }

/** No music is before the start. */
const spanOf = ({ from, to }: Interval): Interval => ({ from: Math.max(0, from), to })
const lengthLabel = ({ from, to }: Interval): string => ticksLabel(to - from)
const ticksLabel = (ticks: Tick): string =>
  ticks % BAR === 0 ? countLabel(ticks / BAR, 'bar') : `${String(Number((ticks / BAR).toFixed(2)))} bars`
const at = (tick: Tick): string => `at ${formatPosition(tick)}`

export const timeEdits: Edits<TimeCommand> = {
  insertTime: {
    run: (project, command) => insertTime(project, command.at, command.length),
    label: (_, { at: tick, length }) => `Insert ${ticksLabel(length)} ${at(tick)}`,
  },
  deleteTime: {
    run: (project, command) => deleteTime(project, spanOf(command)),
    label: (_, span) => `Delete ${lengthLabel(span)} ${at(span.from)}`,
  },
  repeatTime: {
    run: (project, command) => repeatTime(project, spanOf(command), command.times),
    label: (_, command) =>
      `Repeat ${lengthLabel(command)} ${at(command.from)}${command.times > 1 ? ` × ${String(command.times + 1)}` : ''}`,
  },
  moveTime: {
    run: (project, command) => moveTime(project, spanOf(command), command.at),
    label: (_, command) => `Move ${lengthLabel(command)} to ${formatPosition(command.at)}`,
  },
  copyTime: {
    run: (project, command) => copyTime(project, spanOf(command), command.at),
    label: (_, command) => `Copy ${lengthLabel(command)} to ${formatPosition(command.at)}`,
  },
  cropTime: {
    run: (project, command) => cropTime(project, spanOf(command)),
    label: (_, span) => `Crop to ${lengthLabel(span)} ${at(span.from)}`,
  },
  clearRange: {
    run: (project, { tracks, parts, from, to }) => clearSpan(project, tracks, { from, to }, parts),
    label: (project, command) => `Clear ${tracksLabel(project, command.tracks)} ${at(command.from)}`,
  },
  moveRange: {
    run: moveRange,
    label: (project, command) =>
      `${command.copy ? 'Copy' : 'Move'} ${lengthLabel(command)} of ${tracksLabel(project, command.tracks)}`,
  },
  repeatRange: {
    run: repeatRange,
    label: (project, command) => `Duplicate ${lengthLabel(command)} of ${tracksLabel(project, command.tracks)}`,
  },
  laySlice: {
    run: (project, { slice, at: tick, track, parts, mode }) => laySlice(project, slice, tick, track, parts, mode),
    label: (_, command) => `Paste ${ticksLabel(command.slice.length)} ${at(command.at)}`,
  },
}

type RangeOf<T> = Extract<TimeCommand, { readonly type: T }>

/** As one body: it stops at the start, and at the first and the last track. */
function moveRange(project: Project, command: RangeOf<'moveRange'>): Project {
  const { parts, copy } = command
  const { tracks, slice, from, to } = liftedOf(project, command)
  if (slice === null) return project
  const { by, trackBy } = stopped(project, tracks, from, command)
  if (by === 0 && trackBy === 0) return project
  const lifted = copy ? project : clearSpan(project, tracks, { from, to }, parts)
  return laySlice(lifted, slice, from + by, Math.min(...tracks) + trackBy, parts, 'replace')
}

function repeatRange(project: Project, command: RangeOf<'repeatRange'>): Project {
  const { times, parts } = command
  const { tracks, slice, to } = liftedOf(project, command)
  if (slice === null || isTooMuch(slice, times)) return project
  return layCopies(project, slice, to, Math.min(...tracks), parts, times)
}

/** What there is of a range, and what it holds; null where there is nothing. */
function liftedOf(
  project: Project,
  command: Pick<Range, 'tracks'> & Interval,
): Interval & { readonly tracks: readonly TrackNumber[]; readonly slice: Slice | null } {
  const { from, to } = spanOf(command)
  const tracks = command.tracks.filter((track) => project.tracks[track] !== undefined)
  const slice = tracks.length === 0 || to <= from ? null : sliceOfTracks(project, tracks, { from, to })
  return { tracks, slice, from, to }
}

// What the comp view shows of a track: in the arrangement, or as it was performed in a take.
import type { MuteKind, TrackNumber } from '../../src-common/domain/device/device'
import type { ControlPoint } from '../../src-common/domain/model/controllers'
import { allNotes } from '../../src-common/domain/model/derived'
import type { Interval, Intervals } from '../../src-common/domain/model/intervals'
import { endOf, mutesOf, patternSpans, type PatternSpan, type Project } from '../../src-common/domain/model/project'
import type { Take } from '../../src-common/domain/model/take'
import type { Tick } from '../../src-common/domain/time/ticks'

type CompNote = { readonly tick: Tick; readonly length: Tick; readonly pitch: number; readonly velocity: number }

export type CompLane = {
  /** Where there is anything at all to be heard or muted. */
  readonly span: Interval
  readonly mutes: Readonly<Record<MuteKind, Intervals>>
  readonly notes: readonly CompNote[]
  readonly controllers: readonly { readonly target: string; readonly points: readonly ControlPoint[] }[]
}

export type CompPattern = Omit<PatternSpan, 'assumed'>

export function laneOfProject(project: Project, number: TrackNumber): CompLane {
  const track = project.tracks[number]
  return {
    span: { from: 0, to: endOf(project) },
    mutes: track === undefined ? NO_MUTES : mutesOf(project, track),
    notes: allNotes(project, number),
    controllers: track?.controllers ?? [],
  }
}

const NO_MUTES: CompLane['mutes'] = { global: [], pattern: [] }

const known = new WeakMap<Take, Map<TrackNumber, CompLane>>()

export function laneOfTake(take: Take, number: TrackNumber): CompLane {
  const lanes = known.get(take) ?? new Map<TrackNumber, CompLane>()
  known.set(take, lanes)
  const muted = (kind: MuteKind): Intervals =>
    take.lanes.find((lane) => lane.track === number && lane.kind === kind)?.muted ?? []
  const lane = lanes.get(number) ?? {
    span: take.summary,
    mutes: { global: muted('global'), pattern: muted('pattern') },
    notes: take.notes.filter((note) => note.track === number),
    controllers: take.controllers.find((each) => each.track === number)?.lanes ?? [],
  }
  lanes.set(number, lane)
  return lane
}

export const patternsOfProject = (project: Project): readonly CompPattern[] => patternSpans(project)

export const patternsOfTake = ({ patterns, summary }: Take): readonly CompPattern[] =>
  patterns.map(({ tick, pattern }, index) => ({ from: tick, to: patterns[index + 1]?.tick ?? summary.to, pattern }))

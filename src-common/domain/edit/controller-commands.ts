// The edits of controller lanes that there are.
import type { TrackNumber } from '../device/device'
import type { ControlPoint, ControllerTarget } from '../model/controllers'
import type { Interval } from '../model/intervals'
import { parameterOf } from '../model/parameters'
import type { Project } from '../model/project'
import { formatPosition } from '../time/ticks'
import { withoutLane, withPoints, withThinned } from './edit-controllers'
import { withTracks } from './edit-mutes'
import { tracksLabel, type Edits } from './edits'

type OfLane = { readonly track: TrackNumber; readonly target: ControllerTarget }

export type ControllerCommand =
  /** The points of a span, in place of those there: what pencil, line and curve come to. */
  | ({ readonly type: 'drawController'; readonly points: readonly ControlPoint[] } & OfLane & Interval)
  | ({ readonly type: 'removeController' } & OfLane)
  /** Fewer points, at no tick further than `tolerance` from what was there. */
  | ({ readonly type: 'thinController'; readonly tolerance: number } & OfLane & Interval)

/** `Filter frequency of Track 3` */
const laneLabel = (project: Project, { track, target }: OfLane): string =>
  `${parameterOf(project.device, track, target).name} of ${tracksLabel(project, [track])}`

export const controllerEdits: Edits<ControllerCommand> = {
  drawController: {
    run: (project, { track, target, from, to, points }) =>
      withTracks(project, [track], (each) => withPoints(each, target, { from, to }, points)),
    label: (project, command) =>
      `${command.points.length === 0 ? 'Erase' : 'Draw'} ${laneLabel(project, command)} at ${formatPosition(command.from)}`,
  },
  removeController: {
    run: (project, { track, target }) => withTracks(project, [track], (each) => withoutLane(each, target)),
    label: (project, command) => `Remove ${laneLabel(project, command)}`,
  },
  thinController: {
    run: (project, { track, target, from, to, tolerance }) =>
      withTracks(project, [track], (each) => withThinned(each, target, { from, to }, tolerance)),
    label: (project, command) => `Thin ${laneLabel(project, command)}`,
  },
}

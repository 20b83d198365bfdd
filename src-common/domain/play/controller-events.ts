// The controller lanes of a project as events: what replay sends of knobs, and what holds at any tick.
import { between, firstWhere } from '../base/sorted'
import type { DeviceProfile, TrackNumber } from '../device/device'
import type { Channel } from '../midi/message'
import { isLaneController } from '../model/control-reader'
import { ccOf, type ControllerLane, type ControllerTarget } from '../model/controllers'
import { mutes } from '../model/parameters'
import type { Project } from '../model/project'
import type { Tick } from '../time/ticks'

export type ControlEvent = {
  readonly type: 'control'
  readonly tick: Tick
  readonly channel: Channel
  readonly target: ControllerTarget
  readonly value: number
}

/** A lane that is sent, and where. */
export type DrivenControls = { readonly channel: Channel; readonly lane: ControllerLane }

/** The lanes of tracks that are driven at all; but none by which mutes or patterns could change, which have their own. */
export const drivenControls = (project: Project): readonly DrivenControls[] =>
  project.tracks.flatMap(({ drive, controllers }, number) => {
    const channel = project.device.tracks[number]?.channel ?? null
    if (drive === 'off' || channel === null) return []
    return controllers
      .filter(({ target, points }) => points.length > 0 && isSendable(project.device, number, channel, target))
      .map((lane) => ({ channel, lane }))
  })

function isSendable(device: DeviceProfile, track: TrackNumber, channel: Channel, target: ControllerTarget): boolean {
  if (target === 'program') return channel !== device.programIn
  return isLaneController(ccOf(target) ?? 0) && !mutes(device, track, target)
}

/** What is at `from <= tick < to`, in order of time. */
export const controlsBetween = (driven: readonly DrivenControls[], from: number, to: number): readonly ControlEvent[] =>
  driven
    .flatMap(({ channel, lane: { target, points } }) =>
      between(points, from, to).map(({ tick, value }): ControlEvent => ({
        type: 'control',
        tick,
        channel,
        target,
        value,
      })),
    )
    .sort((a, b) => a.tick - b.tick)

/** The value of every lane at a tick; before its first point a lane says nothing. */
export const controlsAt = (driven: readonly DrivenControls[], at: Tick): readonly ControlEvent[] =>
  driven.flatMap(({ channel, lane: { target, points } }): readonly ControlEvent[] => {
    const held = points[firstWhere(points, ({ tick }) => tick > at) - 1]
    return held === undefined ? [] : [{ type: 'control', tick: at, channel, target, value: held.value }]
  })

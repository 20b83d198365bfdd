// Folds positioned messages into what knobs did, track by track: each value as it came. Work for a message does not grow
// with what came before it.
import { firstWhere } from '../base/sorted'
import { trackOfChannel, trackOfNote, type DeviceProfile, type TrackNumber } from '../device/device'
import type { Channel, Message } from '../midi/message'
import { ControlReader } from '../model/control-reader'
import type { ControllerLane, ControllerTarget, ControlPoint } from '../model/controllers'
import type { Interval } from '../model/intervals'
import { mutes } from '../model/parameters'
import type { TakeControllers } from '../model/take'
import { PULSE, type Tick } from '../time/ticks'
import type { Position } from './performance'

type Lanes = Map<ControllerTarget, ControlPoint[]>

export class ControllerFold {
  readonly #device: DeviceProfile
  readonly #reader = new ControlReader()
  readonly #tracks = new Map<TrackNumber, Lanes>()
  #unassigned = 0

  constructor(device: DeviceProfile) {
    this.#device = device
  }

  /** How many values came on channels of no track. */
  get unassigned(): number {
    return this.#unassigned
  }

  push(message: Message, at: Position): void {
    const turned = this.#reader.read(message)
    if (turned === null) return
    const { channel, target, value, refines } = turned
    // There the box tells of its patterns.
    if (target === 'program' && channel === this.#device.programOut) return
    const track = this.#trackOf(channel)
    if (track !== null) put(this.#points(track, target), Math.round(at.pressed), value, refines)
    else if (at.rolling) this.#unassigned++
  }

  /** What was turned in a span; a value that held before it holds at its begin. Lanes without any are left out. */
  within(span: Interval): readonly TakeControllers[] {
    return [...this.#tracks]
      .sort(([a], [b]) => a - b)
      .map(([track, lanes]) => ({ track, lanes: lanesWithin(this.#device, track, lanes, span) }))
      .filter(({ lanes }) => lanes.length > 0)
  }

  /** Knobs are sent on a track's channel; what a MIDI track's sequence sends, on its CHAN. */
  #trackOf(channel: Channel): TrackNumber | null {
    return trackOfChannel(this.#device, channel) ?? trackOfNote(this.#device, channel)
  }

  #points(track: TrackNumber, target: ControllerTarget): ControlPoint[] {
    const lanes = this.#tracks.get(track) ?? new Map<ControllerTarget, ControlPoint[]>()
    const points = lanes.get(target) ?? []
    this.#tracks.set(track, lanes)
    lanes.set(target, points)
    return points
  }
}

/** Lower bits right after the upper ones belong to the same turn. What is said of a tick again holds instead. */
function put(points: ControlPoint[], tick: Tick, value: number, refines: boolean): void {
  const last = points.at(-1)
  if (refines && last?.value === value - (value & 127) && tick - last.tick <= PULSE) {
    points[points.length - 1] = { tick: last.tick, value }
    return
  }
  while ((points.at(-1)?.tick ?? -Infinity) >= tick) points.pop()
  points.push({ tick, value })
}

const lanesWithin = (
  device: DeviceProfile,
  track: TrackNumber,
  lanes: Lanes,
  span: Interval,
): readonly ControllerLane[] =>
  [...lanes]
    .filter(([target]) => !mutes(device, track, target))
    .map(([target, points]) => ({ target, points: pointsWithin(points, span) }))
    .filter(({ points }) => points.length > 0)

function pointsWithin(points: readonly ControlPoint[], { from, to }: Interval): readonly ControlPoint[] {
  const first = firstWhere(points, ({ tick }) => tick > from)
  const held = points[first - 1]
  const later = points.slice(
    first,
    firstWhere(points, ({ tick }) => tick >= to),
  )
  return held === undefined ? later : [{ ...held, tick: from }, ...later]
}

// Controller lanes in a Standard MIDI File: as the very messages that are sent to a box.
import type { MidiEvent } from 'midi-file'
import type { Bytes, Channel, Message } from '../midi/message'
import { controlMessages } from '../model/control-messages'
import { ControlReader, isLaneController } from '../model/control-reader'
import { ccOf, type ControllerLane, type ControllerTarget, type ControlPoint } from '../model/controllers'
import type { Tick } from '../time/ticks'

type Placed<T> = { readonly tick: Tick } & T

/** Of each lane in its order; what one value takes several messages for stays together. */
export const controllerMessages = (
  lanes: readonly ControllerLane[],
  channel: Channel,
): readonly Placed<{ readonly bytes: Bytes }>[] =>
  lanes
    .filter(({ target }) => isLaneController(ccOf(target) ?? 0))
    .flatMap(({ target, points }) =>
      points.flatMap(({ tick, value }) => controlMessages(channel, target, value).map((bytes) => ({ tick, bytes }))),
    )

/** What the events of a track say of knobs; its programs only where they are no patterns and no instruments. */
export function controllersIn(
  events: readonly Placed<{ readonly event: MidiEvent }>[],
  programs: boolean,
): readonly ControllerLane[] {
  const reader = new ControlReader()
  const lanes = new Map<ControllerTarget, Map<Tick, ControlPoint>>()
  for (const { tick, event } of events) {
    const message = messageOf(event)
    const turned = message === null ? null : reader.read(message)
    if (turned === null || (turned.target === 'program' && !programs)) continue
    const points = lanes.get(turned.target) ?? new Map<Tick, ControlPoint>()
    lanes.set(turned.target, points.set(tick, { tick, value: turned.value }))
  }
  return [...lanes].map(([target, points]) => ({ target, points: [...points.values()] }))
}

/** The parser's channels count from 0, its bends from the middle. */
function messageOf(event: MidiEvent): Message | null {
  switch (event.type) {
    case 'controller':
      return {
        type: 'controller',
        channel: event.channel + 1,
        controller: event.controllerType,
        value: event.value,
      }
    case 'pitchBend':
      return { type: 'pitchBend', channel: event.channel + 1, value: event.value }
    case 'programChange':
      return { type: 'programChange', channel: event.channel + 1, program: event.programNumber }
    default:
      return null
  }
}

// What a state that must hold is about, and the messages that make the box hold it.
import { MUTE_CONTROLLER, type DeviceProfile } from '../device/device'
import { encode, type Bytes } from '../midi/message'
import { controlMessages } from '../model/control-messages'
import type { StateEvent } from './sequence'

/** What of the box an event sets: two events with the same subject follow one another. */
export function subjectOf(event: StateEvent): string {
  if (event.type === 'pattern') return 'pattern'
  return event.type === 'mute' ? `${event.kind}:${String(event.track)}` : `${String(event.channel)}:${event.target}`
}

export function valueOf(event: StateEvent): number | boolean {
  if (event.type === 'pattern') return event.pattern
  return event.type === 'mute' ? event.muted : event.value
}

export function stateMessages(device: DeviceProfile, event: StateEvent): readonly Bytes[] {
  if (event.type === 'control') return controlMessages(event.channel, event.target, event.value)
  if (event.type === 'pattern') {
    return [encode({ type: 'programChange', channel: device.programIn, program: event.pattern })]
  }
  const value = device.muteValues[event.kind][event.muted ? 'muted' : 'unmuted']
  const channel = device.tracks[event.track]?.channel ?? event.track + 1
  return [encode({ type: 'controller', channel, controller: MUTE_CONTROLLER[event.kind], value })]
}

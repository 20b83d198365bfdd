// Which sort a message is of: what the monitor's filter tells apart.
import type { Channel, Message } from '../midi/message'
import { MUTE_CONTROLLER, MUTE_KINDS } from './device'

export const MESSAGE_KINDS = [
  'note',
  'mute',
  'controller',
  'pattern',
  'pressure',
  'sysex',
  'transport',
  'other',
] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]

/** A mute is a controller to the wire, but not to the musician. Pitch bend goes with pressure: both are gestures. */
export function kindOf(message: Message): MessageKind {
  switch (message.type) {
    case 'noteOn':
    case 'noteOff':
      return 'note'
    case 'controller':
      return MUTE_KINDS.some((kind) => MUTE_CONTROLLER[kind] === message.controller) ? 'mute' : 'controller'
    case 'programChange':
      return 'pattern'
    case 'polyPressure':
    case 'channelPressure':
    case 'pitchBend':
      return 'pressure'
    case 'sysex':
      return 'sysex'
    case 'clock':
    case 'start':
    case 'continue':
    case 'stop':
    case 'songPosition':
      return 'transport'
    case 'activeSensing':
    case 'reset':
    case 'unknown':
      return 'other'
  }
}

/** Null for what is sent to the whole box. */
export const channelOf = (message: Message): Channel | null => ('channel' in message ? message.channel : null)

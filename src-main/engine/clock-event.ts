// Which messages move a clock.
import type { Message } from '../../src-common/domain/midi/message'
import type { ClockEvent } from '../../src-common/domain/time/clock-follower'

/** Real-time messages and Song Position, as what moves a clock; null for everything else. */
export function clockEvent(message: Message): ClockEvent | null {
  switch (message.type) {
    case 'clock':
    case 'start':
    case 'continue':
    case 'stop':
      return { type: message.type }
    case 'songPosition':
      return message
    default:
      return null
  }
}

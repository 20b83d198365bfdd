// Which messages the monitor leaves out. Nothing is lost by it: the filter is applied to what was kept.
import type { MessageKind } from '../../src-common/domain/device/message-kind'
import type { Channel } from '../../src-common/domain/midi/message'
import type { WishedPort } from '../../src-common/rpc/engine-contract'
import type { KeptMessage } from './message-log'

type Direction = WishedPort['direction']
/** One port, as it is numbered in live messages. */
export type PortKey = `${Direction}:${number}`
/** A direction stands for all its ports. */
export type HiddenPort = Direction | PortKey

export type MessageFilter = {
  readonly kinds: ReadonlySet<MessageKind>
  readonly channels: ReadonlySet<Channel>
  readonly ports: ReadonlySet<HiddenPort>
}

export const HIDE_NOTHING: MessageFilter = { kinds: new Set(), channels: new Set(), ports: new Set() }

export const portKey = (direction: Direction, number: number): PortKey => `${direction}:${number}`

export const hidesAny = ({ kinds, channels, ports }: MessageFilter): boolean =>
  kinds.size + channels.size + ports.size > 0

/** What has no channel passes whatever channels are hidden. */
export function passes({ kinds, channels, ports }: MessageFilter, message: KeptMessage): boolean {
  if (kinds.has(message.kind)) return false
  if (message.channel !== null && channels.has(message.channel)) return false
  if (ports.size === 0) return true
  return !ports.has(message.direction) && !ports.has(portKey(message.direction, message.port))
}

/** The set with the item taken out if it was in, else put in. */
export function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set)
  if (!next.delete(item)) next.add(item)
  return next
}

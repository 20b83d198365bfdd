// Which messages the monitor leaves out, and which it looks for. Nothing is lost by it: the filter is applied to what was
// kept.
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
  /** Only what has all its terms is shown, in whatever order and case. */
  readonly search: string
}

export const HIDE_NOTHING: MessageFilter = { kinds: new Set(), channels: new Set(), ports: new Set(), search: '' }

export const portKey = (direction: Direction, number: number): PortKey => `${direction}:${number}`

export const hidesAny = ({ kinds, channels, ports, search }: MessageFilter): boolean =>
  kinds.size + channels.size + ports.size > 0 || search.trim() !== ''

/** What has no channel passes whatever channels are hidden. `textOf` is asked only where something is looked for. */
export function passes(
  { kinds, channels, ports, search }: MessageFilter,
  message: KeptMessage,
  textOf: (message: KeptMessage) => string,
): boolean {
  if (kinds.has(message.kind)) return false
  if (message.channel !== null && channels.has(message.channel)) return false
  if (ports.has(message.direction) || ports.has(portKey(message.direction, message.port))) return false
  const terms = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (terms.length === 0) return true
  const text = textOf(message).toLowerCase()
  return terms.every((term) => text.includes(term))
}

/** The set with the item taken out if it was in, else put in. */
export function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set)
  if (!next.delete(item)) next.add(item)
  return next
}

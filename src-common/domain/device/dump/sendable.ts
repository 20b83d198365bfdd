// What may be handed to a driver. Its type is the only one that an output takes, and this the only way to come by it: a
// message that would write to a box cannot be sent, whoever asks for it.
import type { Bytes } from '../../midi/message'
import { mayLeave } from './read-request'

declare const checked: unique symbol
export type Sendable = Bytes & { readonly [checked]: true }

/** Null where it must not leave: SysEx that is no request to read. */
export const sendable = (bytes: Bytes): Sendable | null => (mayLeave(bytes) ? (bytes as Sendable) : null)

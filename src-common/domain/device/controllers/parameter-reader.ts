// Values that take several messages, put together as they come by one port: NRPNs, and pairs of controllers of 7 bits
// each.
import type { Channel, Message } from '../../midi/message'
import { NO_NRPN, nrpnStep, type NrpnState, type NrpnValue } from '../../midi/nrpn'
import { DIGITAKT_CONTROLLERS } from './digitakt-controllers'
import { DIGITAKT2_CONTROLLERS } from './digitakt2-controllers'

export type Assembled =
  | ({ readonly type: 'nrpn' } & NrpnValue)
  /** Of 14 bits. Whether the two are a pair to the box depends on its model and the channel. */
  | { readonly type: 'pair'; readonly cc: number; readonly ccLsb: number; readonly value: number }

export class ParameterReader {
  readonly #nrpns = new Map<Channel, NrpnState>()
  /** The last upper 7 bits, by channel and controller. */
  readonly #upper = new Map<number, number>()

  /** What the message makes of those before it; null where it stands for itself. To be called for every message. */
  read(message: Message): Assembled | null {
    if (message.type !== 'controller') return null
    const { channel, controller, value } = message
    const { state, told } = nrpnStep(this.#nrpns.get(channel) ?? NO_NRPN, controller, value)
    this.#nrpns.set(channel, state)
    if (told !== null) return { type: 'nrpn', ...told }
    if (UPPER.has(controller)) this.#upper.set(keyOf(channel, controller), value)
    const cc = UPPER_OF_LOWER.get(controller)
    const upper = cc === undefined ? undefined : this.#upper.get(keyOf(channel, cc))
    if (cc === undefined || upper === undefined) return null
    return { type: 'pair', cc, ccLsb: controller, value: (upper << 7) | value }
  }
}

const keyOf = (channel: Channel, controller: number): number => (channel << 7) | controller

/** Of all models together: no lower half goes with two upper ones. */
const UPPER_OF_LOWER: ReadonlyMap<number, number> = new Map(
  [...DIGITAKT_CONTROLLERS, ...DIGITAKT2_CONTROLLERS].flatMap(({ cc, ccLsb }): [number, number][] =>
    cc === null || ccLsb === null ? [] : [[ccLsb, cc]],
  ),
)
const UPPER: ReadonlySet<number> = new Set(UPPER_OF_LOWER.values())

// What messages say of knobs, as lanes keep it: controllers, NRPNs put together from theirs, pitch bend, programs. To be
// given every message of one port, or of one track of a file.
import { MUTE_CONTROLLER } from '../device/device'
import type { Channel, Message } from '../midi/message'
import {
  DATA_LSB,
  DATA_MSB,
  NO_NRPN,
  NRPN_LSB,
  NRPN_MSB,
  nrpnStep,
  RPN_LSB,
  RPN_MSB,
  type NrpnState,
} from '../midi/nrpn'
import { nrpnTarget, type ControllerTarget } from './controllers'

export type Turned = {
  readonly channel: Channel
  readonly target: ControllerTarget
  readonly value: number
  /** These are the lower 7 bits of a value whose upper ones came before. */
  readonly refines: boolean
}

/** What stands in a lane of its own kind, or only selects what another message is the value of. */
const NO_LANE: ReadonlySet<number> = new Set([...Object.values(MUTE_CONTROLLER), NRPN_MSB, NRPN_LSB, RPN_MSB, RPN_LSB])
/** From 120 on a number is a command to the channel, such as All Notes Off (MIDI 1.0, Channel Mode Messages). */
const FIRST_MODE = 120

/** Whether a controller can have a lane. */
export const isLaneController = (controller: number): boolean => controller < FIRST_MODE && !NO_LANE.has(controller)

export class ControlReader {
  /** By channel, from where a parameter was selected. */
  readonly #selected = new Map<Channel, NrpnState>()

  read(message: Message): Turned | null {
    switch (message.type) {
      case 'controller':
        return this.#controller(message.channel, message.controller, message.value)
      case 'pitchBend':
        return { channel: message.channel, target: 'bend', value: message.value + 8192, refines: false }
      case 'programChange':
        return { channel: message.channel, target: 'program', value: message.program, refines: false }
      default:
        return null
    }
  }

  #controller(channel: Channel, controller: number, value: number): Turned | null {
    const before = this.#selected.get(channel)
    const selects = [NRPN_MSB, NRPN_LSB, RPN_MSB, RPN_LSB].includes(controller)
    const isData = controller === DATA_MSB || controller === DATA_LSB
    if (selects || (isData && before !== undefined)) {
      const { state, told } = nrpnStep(before ?? NO_NRPN, controller, value)
      this.#selected.set(channel, state)
      if (told === null) return null
      const whole = told.bits === 14 ? told.value : told.value << 7
      return { channel, target: nrpnTarget(told.msb, told.lsb), value: whole, refines: told.bits === 14 }
    }
    if (!isLaneController(controller)) return null
    return { channel, target: `cc:${controller}`, value, refines: false }
  }
}

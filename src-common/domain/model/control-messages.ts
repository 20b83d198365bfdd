// A value of a lane as the messages that say it: what is sent, and what stands in a file.
import { encode, type Bytes, type Channel } from '../midi/message'
import { DATA_LSB, DATA_MSB, NRPN_LSB, NRPN_MSB } from '../midi/nrpn'
import { ccOf, nrpnOf, type ControllerTarget } from './controllers'

/** In the order in which they are to be sent: an NRPN is its number, then its value (MIDI 1.0, Data Entry). */
export function controlMessages(channel: Channel, target: ControllerTarget, value: number): readonly Bytes[] {
  const controller = (number: number, data: number): Bytes =>
    encode({ type: 'controller', channel, controller: number, value: data })
  const nrpn = nrpnOf(target)
  if (nrpn !== null) {
    const [msb, lsb] = nrpn
    return [
      controller(NRPN_MSB, msb),
      controller(NRPN_LSB, lsb),
      controller(DATA_MSB, value >> 7),
      controller(DATA_LSB, value & 127),
    ]
  }
  if (target === 'bend') return [encode({ type: 'pitchBend', channel, value: value - 8192 })]
  if (target === 'program') return [encode({ type: 'programChange', channel, program: value })]
  return [controller(ccOf(target) ?? 0, value)]
}

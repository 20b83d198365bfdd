// A controller in plain words: by its parameter's name where a table knows it, and by what it is a part of where a value
// takes several messages.
import { DATA_LSB, DATA_MSB, NRPN_LSB, NRPN_MSB, RPN_LSB, RPN_MSB } from '../midi/nrpn'
import type { Message } from '../midi/message'
import { controllerName, nrpnName, type ControllerName } from './controllers/controllers'
import type { Assembled } from './controllers/parameter-reader'
import { trackLabel, trackOfChannel, type DeviceProfile } from './device'

type ControllerMessage = Extract<Message, { readonly type: 'controller' }>

/** The parameter that a message changes; null where it changes none, or none that is known. */
export function parameterOf(
  message: Message,
  profile: DeviceProfile,
  assembled: Assembled | null,
): ControllerName | null {
  if (message.type !== 'controller') return null
  const { channel, controller } = message
  return assembled?.type === 'nrpn'
    ? nrpnName(profile, channel, assembled.msb, assembled.lsb)
    : controllerName(profile, channel, controller)
}

/** `Track 3 · Filter frequency = 64 · CC 74 · ch 3`, in its parts; `(?)` where the name is in doubt. */
export function controllerWords(
  message: ControllerMessage,
  profile: DeviceProfile,
  assembled: Assembled | null,
): readonly string[] {
  const name = parameterOf(message, profile, assembled)
  const subject = subjectOf(message, profile, name)
  return [
    ...(subject === null ? [] : [subject]),
    ...valueWords(message, name, assembled),
    `ch ${String(message.channel)}`,
  ]
}

function subjectOf({ channel }: ControllerMessage, profile: DeviceProfile, name: ControllerName | null): string | null {
  const track = name === null ? trackOfChannel(profile, channel) : name.track
  if (track !== null) return `Track ${trackLabel(profile.model, track)}`
  return channel === profile.fxChannel ? 'FX' : null
}

function valueWords(
  { controller, value }: ControllerMessage,
  name: ControllerName | null,
  assembled: Assembled | null,
): readonly string[] {
  const number = `CC ${String(controller)}`
  const text = name === null ? null : name.doubt === null ? name.name : `${name.name} (?)`
  if (assembled?.type === 'nrpn') {
    return [`${text === null ? '' : `${text}, `}${nrpnText(assembled, name)}`, `${number} = ${String(value)}`]
  }
  if (name === null || text === null) {
    const part = PARTS[controller]
    return part === undefined ? [`${number} = ${String(value)}`] : [`${part} = ${String(value)}`, number]
  }
  if (name.part === 'whole') return [`${text} = ${String(value)}`, number]
  if (name.part === 'lsb' && assembled !== null && assembled.cc === name.rows[0]?.cc) {
    return [`${text} = ${String(assembled.value)}`, `${number} = ${String(value)}`]
  }
  return [`${text} ${name.part.toUpperCase()} = ${String(value)}`, number]
}

/** MIDI 1.0's words for what only selects, or is the value of what is not known. */
const PARTS: Readonly<Record<number, string>> = {
  [NRPN_MSB]: 'NRPN MSB',
  [NRPN_LSB]: 'NRPN LSB',
  [RPN_MSB]: 'RPN MSB',
  [RPN_LSB]: 'RPN LSB',
  [DATA_MSB]: 'Data MSB',
  [DATA_LSB]: 'Data LSB',
}

/**
 * A value that has no more than 7 bits is sent in the upper byte, with 0 in the lower (feamster/digitakt-midi-mcp), so
 * it is told as its range counts it.
 */
function nrpnText(
  { msb, lsb, value, bits }: Extract<Assembled, { readonly type: 'nrpn' }>,
  name: ControllerName | null,
): string {
  const small = name?.rows.every(({ nrpnRange }) => (nrpnRange?.[1] ?? 0) < 128) ?? false
  const number = `NRPN ${String(msb)}:${String(lsb)}`
  if (bits === 7) return `${number}${small ? '' : ' MSB'} = ${String(value)}`
  return `${number} = ${String(small && value % 128 === 0 ? value / 128 : value)}`
}

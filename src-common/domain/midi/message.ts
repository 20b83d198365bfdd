// MIDI 1.0 messages: bytes to a tagged union and back. What is not understood stays bytes, so nothing is lost.

export type Bytes = readonly number[]

/** A channel as people and boxes print it, 1 to 16. */
export type Channel = number

export type Message =
  | { readonly type: 'noteOn'; readonly channel: Channel; readonly pitch: number; readonly velocity: number }
  | { readonly type: 'noteOff'; readonly channel: Channel; readonly pitch: number }
  | { readonly type: 'polyPressure'; readonly channel: Channel; readonly pitch: number; readonly value: number }
  | { readonly type: 'controller'; readonly channel: Channel; readonly controller: number; readonly value: number }
  | { readonly type: 'programChange'; readonly channel: Channel; readonly program: number }
  | { readonly type: 'channelPressure'; readonly channel: Channel; readonly value: number }
  | { readonly type: 'pitchBend'; readonly channel: Channel; readonly value: number }
  | { readonly type: 'songPosition'; readonly sixteenths: number }
  | { readonly type: 'clock' | 'start' | 'continue' | 'stop' | 'activeSensing' | 'reset' }
  | { readonly type: 'sysex'; readonly bytes: Bytes }
  | { readonly type: 'unknown'; readonly bytes: Bytes }

const REAL_TIME: Readonly<Record<number, 'clock' | 'start' | 'continue' | 'stop' | 'activeSensing' | 'reset'>> = {
  0xf8: 'clock',
  0xfa: 'start',
  0xfb: 'continue',
  0xfc: 'stop',
  0xfe: 'activeSensing',
  0xff: 'reset',
}

/** All Notes Off (MIDI 1.0, Channel Mode Messages). */
export const ALL_NOTES_OFF = 123

/**
 * One complete message from its bytes. A note-on of velocity 0 is a note-off (MIDI 1.0; the Digitakt sends its
 * note-offs so). Never throws: anything else is `unknown` with its bytes kept.
 */
export function parse(bytes: Bytes): Message {
  const [status = 0, a = -1, b = -1] = bytes
  if (status === 0xf0) return { type: 'sysex', bytes }
  if (status >= 0xf0) return parseSystem(bytes, status, a, b)
  const kind = status & 0xf0
  const short = kind === 0xc0 || kind === 0xd0
  const complete = bytes.length === (short ? 2 : 3) && isData(a) && (short || isData(b))
  if (status < 0x80 || !complete) return { type: 'unknown', bytes }
  const channel = (status & 0x0f) + 1
  switch (kind) {
    case 0x80:
      return { type: 'noteOff', channel, pitch: a }
    case 0x90:
      return b === 0 ? { type: 'noteOff', channel, pitch: a } : { type: 'noteOn', channel, pitch: a, velocity: b }
    case 0xa0:
      return { type: 'polyPressure', channel, pitch: a, value: b }
    case 0xb0:
      return { type: 'controller', channel, controller: a, value: b }
    case 0xc0:
      return { type: 'programChange', channel, program: a }
    case 0xd0:
      return { type: 'channelPressure', channel, value: a }
    default:
      return { type: 'pitchBend', channel, value: (a | (b << 7)) - 8192 }
  }
}

function parseSystem(bytes: Bytes, status: number, a: number, b: number): Message {
  const type = REAL_TIME[status]
  if (type !== undefined && bytes.length === 1) return { type }
  if (status === 0xf2 && bytes.length === 3 && isData(a) && isData(b)) {
    return { type: 'songPosition', sixteenths: a | (b << 7) }
  }
  return { type: 'unknown', bytes }
}

const isData = (byte: number): boolean => byte >= 0 && byte < 0x80

/** The bytes of a message; note-offs as note-on of velocity 0, as the box itself sends them. */
export function encode(message: Message): Bytes {
  switch (message.type) {
    case 'noteOn':
      return [0x8f + message.channel, message.pitch, message.velocity]
    case 'noteOff':
      return [0x8f + message.channel, message.pitch, 0]
    case 'polyPressure':
      return [0x9f + message.channel, message.pitch, message.value]
    case 'controller':
      return [0xaf + message.channel, message.controller, message.value]
    case 'programChange':
      return [0xbf + message.channel, message.program]
    case 'channelPressure':
      return [0xcf + message.channel, message.value]
    case 'pitchBend':
      return [0xdf + message.channel, (message.value + 8192) & 0x7f, (message.value + 8192) >> 7]
    case 'songPosition':
      return [0xf2, message.sixteenths & 0x7f, message.sixteenths >> 7]
    case 'clock':
      return [0xf8]
    case 'start':
      return [0xfa]
    case 'continue':
      return [0xfb]
    case 'stop':
      return [0xfc]
    case 'activeSensing':
      return [0xfe]
    case 'reset':
      return [0xff]
    case 'sysex':
    case 'unknown':
      return message.bytes
  }
}

/** Real-time bytes and Song Position: what moves a clock. */
export function isTransport(bytes: Bytes): boolean {
  const status = bytes[0] ?? 0
  return status === 0xf8 || (status >= 0xfa && status <= 0xfc) || status === 0xf2
}

/** `90 3C 64` */
export const toHex = (bytes: Bytes): string =>
  bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')

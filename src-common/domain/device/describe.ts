// A MIDI message in plain words, as the monitor shows it.
import { parse, toHex, type Bytes, type Message } from '../midi/message'
import type { Assembled } from './controllers/parameter-reader'
import { controllerWords } from './describe-controller'
import { sysexWords } from './describe-sysex'
import {
  MUTE_CONTROLLER,
  MUTE_KINDS,
  mutedByValue,
  patternName,
  trackLabel,
  trackOfChannel,
  trackOfNote,
  type DeviceProfile,
  type MuteKind,
} from './device'

/** The name of a pitch as Elektron prints it: 60 is C5. */
export function pitchName(pitch: number): string {
  return `${NAMES[pitch % 12] ?? ''}${String(Math.floor(pitch / 12))}`
}
const NAMES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B']

/**
 * `Track 3 mute on · CC 94 = 127 · ch 3`. `assembled` is what the message makes of those before it, where these were
 * read (`ParameterReader`).
 */
export function describe(bytes: Bytes, profile: DeviceProfile, assembled: Assembled | null = null): string {
  const message = parse(bytes)
  if (message.type === 'controller' && muteKindOf(message.controller) === null) {
    return controllerWords(message, profile, assembled).join(' · ')
  }
  const subject = subjectOf(message, profile)
  return [...(subject === null ? [] : [subject]), ...wireWords(message)].join(' · ')
}

function subjectOf(message: Message, profile: DeviceProfile): string | null {
  switch (message.type) {
    case 'controller': {
      const kind = muteKindOf(message.controller)
      if (kind === null) return null
      const muted = mutedByValue(profile, kind, message.value)
      const track = named(trackOfChannel(profile, message.channel), profile) ?? 'No track'
      return `${track} ${kind === 'pattern' ? 'pattern ' : ''}mute ${muted === null ? 'value not known' : muted ? 'on' : 'off'}`
    }
    case 'noteOn':
    case 'noteOff':
      return named(trackOfNote(profile, message.channel), profile)
    case 'programChange':
      return message.channel === profile.programOut ? `Pattern ${patternName(message.program)}` : null
    default:
      return null
  }
}

const muteKindOf = (controller: number): MuteKind | null =>
  MUTE_KINDS.find((kind) => MUTE_CONTROLLER[kind] === controller) ?? null

const named = (track: number | null, profile: DeviceProfile): string | null =>
  track === null ? null : `Track ${trackLabel(profile.model, track)}`

function wireWords(message: Message): string[] {
  switch (message.type) {
    case 'noteOn':
      return [
        `note ${pitchName(message.pitch)} on`,
        `velocity ${String(message.velocity)}`,
        `ch ${String(message.channel)}`,
      ]
    case 'noteOff':
      return [`note ${pitchName(message.pitch)} off`, `ch ${String(message.channel)}`]
    case 'polyPressure':
      return [`pressure ${pitchName(message.pitch)} = ${String(message.value)}`, `ch ${String(message.channel)}`]
    case 'controller':
      return [`CC ${String(message.controller)} = ${String(message.value)}`, `ch ${String(message.channel)}`]
    case 'programChange':
      return [`program ${String(message.program)}`, `ch ${String(message.channel)}`]
    case 'channelPressure':
      return [`pressure = ${String(message.value)}`, `ch ${String(message.channel)}`]
    case 'pitchBend':
      return [`pitch bend ${String(message.value)}`, `ch ${String(message.channel)}`]
    case 'songPosition':
      return [`Song position ${String(message.sixteenths)}`]
    case 'sysex':
      return [sysexWords(message.bytes)]
    case 'unknown':
      return [`Unknown: ${toHex(message.bytes)}`]
    default:
      return [WORDS[message.type]]
  }
}
const WORDS = {
  clock: 'Clock',
  start: 'Start',
  continue: 'Continue',
  stop: 'Stop',
  activeSensing: 'Active sensing',
  reset: 'Reset',
} as const

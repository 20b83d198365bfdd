// The menu of the virtual box: the settings that decide what goes over the wire (shared by all models).
import {
  bothKinds,
  defaultProfile,
  type DeviceModel,
  type DeviceProfile,
  type DeviceTrack,
} from '../domain/device/device'
import type { Pattern } from '../domain/device/pattern'
import { ticksUntilChange } from '../domain/device/pattern'
import type { Channel } from '../domain/midi/message'
import { demoPatterns } from './demo-patterns'

type Destination = 'INT' | 'INT+EXT' | 'EXT'
/** INPUT FROM and OUTPUT TO; our port is the one of USB. */
export type Jacks = 'DISABLED' | 'MIDI' | 'USB' | 'MIDI+USB'
/**
 * *double*: OUT and USB both reach us, so that all but the clock comes twice. *thru*: THRU is merged into OUT, so that
 * what the box takes in comes back (elektronauts.com/t/153414). *loop*: a program sends on to the box what comes from it.
 */
type Cabling = 'plain' | 'double' | 'thru' | 'loop'

export type BoxSettings = {
  readonly clockSend: boolean
  readonly clockReceive: boolean
  readonly transportSend: boolean
  readonly transportReceive: boolean
  readonly programChangeSend: boolean
  readonly programChangeReceive: boolean
  readonly inputFrom: Jacks
  readonly outputTo: Jacks
  readonly muteDest: Destination
  /** Whether mutes leave as CC or as NRPN (Digitone manual, MIDI CONFIG). */
  readonly paramOutput: 'CC' | 'NRPN'
  readonly trigKeyDest: Destination
  readonly receiveNotes: boolean
  readonly receiveControllers: boolean
  readonly outputChannel: 'AUTO' | 'TRK'
  readonly autoChannel: Channel
  /** PROGRAM CHG IN CH and OUT CH. */
  readonly programIn: Channel
  readonly programOut: Channel
  readonly tracks: readonly DeviceTrack[]
  readonly muteValue: { readonly muted: number; readonly unmuted: number }
  /** Not known of the real box, so both can be tried: see `DeviceProfile`. */
  readonly programChangeSent: 'select' | 'switch'
  /** A program change that arrives fewer pulses than this before the boundary waits for the next one. */
  readonly programChangeDeadline: number
  /** A mute from outside holds from so many pulses after the next one. Not known of the real box. */
  readonly muteDelay: number
  /** A mute or a pattern that is set from outside is told as if a finger had. Not known of the real box. */
  readonly answers: boolean
  /** M.LEN of every pattern, in steps; null leaves each its own. */
  readonly masterLength: number | null
  /** NOT2 of every MIDI track: a second note so many semitones away; 0 is off (elektronauts.com/t/70413). */
  readonly not2: number
  readonly cabling: Cabling
  /** Held notes are not ended by Stop, as a Digitone once did not (monitor log, xor-electronics.com forum). */
  readonly missesNoteOffs: boolean
  /** What it sends of SysEx loses a byte. */
  readonly damagesSysex: boolean
}

/** What the musician sets on the box to record from it, and to play into it: they differ in who gives the clock. */
export const RECORD_PRESET = {
  clockSend: true,
  transportSend: true,
  clockReceive: false,
  transportReceive: false,
} as const
export const PLAY_PRESET = {
  clockSend: false,
  transportSend: false,
  clockReceive: true,
  transportReceive: true,
} as const

/** MIDI tracks A to D, and where their demo sequences go; E to H are left off, as on a new box. */
const MIDI_CHANNELS: readonly Channel[] = [11, 12, 13, 14]

export function boxSettings(model: DeviceModel): BoxSettings {
  const profile = defaultProfile(model)
  const tracks = profile.tracks.map((track, number): DeviceTrack => {
    const channel = MIDI_CHANNELS[number - 8]
    if (number < 8 || channel === undefined) return track
    return model === 'digitakt'
      ? { kind: 'midi', channel, noteChannel: channel }
      : { kind: 'midi', channel: number + 1, noteChannel: number + 1 }
  })
  return {
    ...RECORD_PRESET,
    programChangeSend: true,
    programChangeReceive: true,
    inputFrom: 'MIDI+USB',
    outputTo: 'MIDI+USB',
    muteDest: 'INT+EXT',
    paramOutput: 'CC',
    trigKeyDest: 'INT+EXT',
    receiveNotes: true,
    receiveControllers: true,
    outputChannel: 'TRK',
    autoChannel: profile.programIn,
    programIn: profile.programIn,
    programOut: profile.programOut,
    tracks,
    muteValue: profile.muteValues.global,
    programChangeSent: 'select',
    programChangeDeadline: 12,
    muteDelay: 0,
    answers: false,
    masterLength: null,
    not2: 0,
    cabling: 'plain',
    missesNoteOffs: false,
    damagesSysex: false,
  }
}

/** What a musician who knows this box would tell Muteline about it. */
export function profileOfBox(
  model: DeviceModel,
  settings: BoxSettings,
  patterns: Readonly<Record<string, Pattern>>,
): DeviceProfile {
  return {
    ...defaultProfile(model),
    name: model === 'digitakt2' ? 'Virtual Digitakt II' : 'Virtual Digitakt',
    tracks: settings.tracks,
    programIn: settings.programIn,
    programOut: settings.programOut,
    autoChannel: settings.autoChannel,
    muteValues: bothKinds(settings.muteValue),
    programChangeSent: settings.programChangeSent,
    patternLengths: Object.fromEntries(
      Object.entries(patterns)
        .map(([number, pattern]) => [number, ticksUntilChange(pattern)] as const)
        .filter(([, length]) => Number.isFinite(length)),
    ),
  }
}

/** What to begin with for a port: a virtual box, also one that runs as a program of its own, is known in full. */
export function profileOfPort(port: { readonly name: string; readonly model: DeviceModel | null }): DeviceProfile {
  const model = port.model ?? 'generic'
  if (model === 'generic' || !/virtual digitakt/i.test(port.name)) return defaultProfile(model)
  return profileOfBox(model, boxSettings(model), demoPatterns())
}

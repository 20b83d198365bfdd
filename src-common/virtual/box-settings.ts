// The menu of the virtual box: the settings that decide what goes over the wire (shared by all models).
import {
  bothKinds,
  defaultProfile,
  type DeviceModel,
  type DeviceProfile,
  type DeviceTrack,
} from '../domain/device/device'
import type { Pattern } from '../domain/device/pattern'
import { stepsUntilChange } from '../domain/device/pattern'
import type { Channel } from '../domain/midi/message'
import { STEP } from '../domain/time/ticks'
import { demoPatterns } from './demo-patterns'

export type Destination = 'INT' | 'INT+EXT' | 'EXT'

export type BoxSettings = {
  readonly clockSend: boolean
  readonly clockReceive: boolean
  readonly transportSend: boolean
  readonly transportReceive: boolean
  readonly programChangeSend: boolean
  readonly programChangeReceive: boolean
  readonly muteDest: Destination
  readonly trigKeyDest: Destination
  readonly receiveNotes: boolean
  readonly receiveControllers: boolean
  readonly outputChannel: 'AUTO' | 'TRK'
  readonly autoChannel: Channel
  readonly programChannel: Channel
  readonly tracks: readonly DeviceTrack[]
  readonly muteValue: { readonly muted: number; readonly unmuted: number }
  /** Not known of the real box, so both can be tried: see `DeviceProfile`. */
  readonly programChangeSent: 'select' | 'switch'
  /** A program change that arrives fewer pulses than this before the boundary waits for the next one. */
  readonly programChangeDeadline: number
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
    muteDest: 'INT+EXT',
    trigKeyDest: 'INT+EXT',
    receiveNotes: true,
    receiveControllers: true,
    outputChannel: 'TRK',
    autoChannel: profile.programIn,
    programChannel: profile.programIn,
    tracks,
    muteValue: profile.muteValues.global,
    programChangeSent: 'select',
    programChangeDeadline: 12,
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
    programIn: settings.programChannel,
    programOut: settings.programChannel,
    autoChannel: settings.autoChannel,
    muteValues: bothKinds(settings.muteValue),
    programChangeSent: settings.programChangeSent,
    patternLengths: Object.fromEntries(
      Object.entries(patterns)
        .map(([number, pattern]) => [number, stepsUntilChange(pattern) * STEP] as const)
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

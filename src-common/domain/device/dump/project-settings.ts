// What the settings of a project tell of its tempo and channels. All of it is inferred: from factory blanks (elk-herd), in
// which the defaults of the boxes' menus stand at these places (tempo 120, auto channel 10, tracks 1 to 8 on 1 to 8).
import type { Channel } from '../../midi/message'
import type { DumpDevice } from '../pattern-dump'
import { putU16, u16 } from './big-endian'
import type { DumpFrame } from './elektron-frame'
import { TEMPO_PARTS, TRACKS } from './pattern-shape'

export type ProjectSettings = {
  readonly device: DumpDevice
  /** Played instead of the pattern's own if the project says so; where it says so is not known. */
  readonly bpm: number
  /** Null for OFF, also of the channels. */
  readonly autoChannel: Channel | null
  /** By track, as in MIDI CONFIG > CHANNELS. */
  readonly channels: readonly (Channel | null)[]
  readonly inferred: true
}

export type SettingsResult =
  { readonly ok: true; readonly settings: ProjectSettings } | { readonly ok: false; readonly reason: string }

const TEMPO = 4
/** The channels of the tracks follow. */
const AUTO_CHANNEL: Readonly<Record<DumpDevice, number>> = { digitakt: 25, digitakt2: 27 }
const OFF = 0xff

export function readSettings({ device, type, payload }: DumpFrame): SettingsResult {
  const auto = AUTO_CHANNEL[device]
  const bpm = u16(payload, TEMPO) / TEMPO_PARTS
  const codes = [...payload.subarray(auto, auto + 1 + TRACKS)]
  const plausible = bpm >= 30 && bpm <= 300 && codes.every((code) => code < 16 || code === OFF)
  if (type !== 'settings' || codes.length <= TRACKS || !plausible) {
    return { ok: false, reason: 'The settings of the project do not stand where they were expected.' }
  }
  const [autoChannel = null, ...channels] = codes.map((code): Channel | null => (code === OFF ? null : code + 1))
  const rounded = Math.round(bpm * 1000) / 1000
  return { ok: true, settings: { device, bpm: rounded, autoChannel, channels, inferred: true } }
}

/** As much of the settings as is known, for the virtual box. */
export function settingsFrame({ device, bpm, autoChannel, channels }: Omit<ProjectSettings, 'inferred'>): DumpFrame {
  const auto = AUTO_CHANNEL[device]
  const payload = new Uint8Array(auto + 1 + TRACKS)
  const code = (channel: Channel | null | undefined): number => (channel == null ? OFF : channel - 1)
  putU16(payload, TEMPO, Math.round(bpm * TEMPO_PARTS))
  payload.set([code(autoChannel), ...Array.from({ length: TRACKS }, (_, track) => code(channels[track]))], auto)
  return { device, type: 'settings', index: 0, payload }
}

// What a box is to us: its model, its tracks and channels, and what has to be learned about it.
import { BAR, PPQ, PULSE, type Tick } from '../time/ticks'
import type { Channel } from '../midi/message'
import type { FormatProof } from './pattern-dump'

export type DeviceModel = 'digitakt' | 'digitakt2' | 'generic'
export type TrackKind = 'audio' | 'midi'
/** Counted from 0 in code, from 1 on screen. */
export type TrackNumber = number
export type MuteKind = 'global' | 'pattern'

export type DeviceTrack = {
  readonly kind: TrackKind
  /** MIDI CONFIG > CHANNELS: mutes, knobs and live notes. Null is OFF: then none of these is sent or received. */
  readonly channel: Channel | null
  /** The CHAN of a MIDI track's SRC page: where its sequence is sent. Null where it is disabled, or for audio tracks. */
  readonly noteChannel: Channel | null
}

export type DeviceProfile = {
  readonly model: DeviceModel
  readonly name: string
  readonly tracks: readonly DeviceTrack[]
  /** PROGRAM CHG IN CH: what is sent goes there. */
  readonly programIn: Channel
  /** PROGRAM CHG OUT CH: where the box tells of its patterns. */
  readonly programOut: Channel
  /** AUTO CHANNEL; null where it is off, or not known. */
  readonly autoChannel: Channel | null
  /** FX CONTROL CH; null where it is off, or not known. */
  readonly fxChannel: Channel | null
  /** The values of CC 94 and 110: disputed between sources, so compared as they were learned, never by a threshold. */
  readonly muteValues: Readonly<Record<MuteKind, MuteValues>>
  /** When the box sends its program change: as the pattern is selected, or as it begins to play. Not known for certain. */
  readonly programChangeSent: 'select' | 'switch'
  /** Lengths after which a pattern lets the next one in (M.LEN or CH.LEN), by pattern 0 to 127, as far as known. */
  readonly patternLengths: Readonly<Record<string, Tick>>
  /** How early a mute is sent (mcjlnrtwcz/diquencer sends one pulse before). */
  readonly muteLead: Tick
  /** How early a program change is sent (mcjlnrtwcz/diquencer sends 24 pulses before). */
  readonly patternLead: Tick
  /**
   * How it is started elsewhere than at the beginning, when we lead. *start*: by Start; it begins a pattern. *position*: by
   * Song Position and Continue (MIDI 1.0). A Digitakt does not follow Song Position (forum test on mk I; not known of II).
   */
  readonly leadStart: 'start' | 'position'
  /** What is done where a song is begun inside a pattern, and the box begins patterns at their first step. */
  readonly startInside: StartInside
  /** What the wire itself has shown; the rest of a profile is a default, or was set by hand. */
  readonly learned: readonly LearnedFact[]
  /** As the box told it; null where it was not asked. */
  readonly os: { readonly version: string; readonly build: string } | null
  /** What this box has proved of the formats of its patterns. */
  readonly proofs: readonly FormatProof[]
}

/** *boundary*: the song begins where the pattern could, nearest by. *preroll*: the pattern begins, muted up to there. */
export type StartInside = 'boundary' | 'preroll'

export type MuteValues = { readonly muted: number; readonly unmuted: number }

/** `channel:3` is that of the track with number 3, counted from 0. */
export type LearnedFact = 'clock' | 'transport' | 'globalMute' | 'patternMute' | 'programOut' | `channel:${number}`

/** CC 94 "global mute" (mk I) or "mute" (II), and CC 110 "pattern mute" (pencilresearch/midi, CC BY-SA 4.0). */
export const MUTE_CONTROLLER: Readonly<Record<MuteKind, number>> = { global: 94, pattern: 110 }
export const MUTE_KINDS: readonly MuteKind[] = ['global', 'pattern']

const audio = (channel: Channel | null): DeviceTrack => ({ kind: 'audio', channel, noteChannel: null })
const midi = (channel: Channel | null, noteChannel: Channel | null): DeviceTrack => ({
  kind: 'midi',
  channel,
  noteChannel,
})
export const bothKinds = (values: MuteValues): Readonly<Record<MuteKind, MuteValues>> => ({
  global: values,
  pattern: values,
})
const from1 = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1)

const COMMON = {
  programIn: 10,
  programOut: 10,
  autoChannel: null,
  fxChannel: null,
  learned: [],
  os: null,
  proofs: [],
  programChangeSent: 'select',
  patternLengths: {},
  muteLead: PULSE,
  patternLead: PPQ,
  leadStart: 'start',
  startInside: 'boundary',
} as const

/**
 * What to begin with for a model, before anything was learned. Channels: audio tracks 1 to 8 on 1 to 8 and TRACK A to H
 * off on mk I (videomusik/dt_og_plus_plus, firmware 1.52A), 1 to 16 on II (manual §8.4). Auto channel 10 (same firmware).
 * Mute values: 127 and 0 on mk I (diquencer), 1 and 0 on II (pencilresearch/midi; a user reports the reverse).
 */
export function defaultProfile(model: DeviceModel): DeviceProfile {
  switch (model) {
    case 'digitakt': {
      const tracks = [...from1(8).map(audio), ...from1(8).map(() => midi(null, null))]
      return { ...COMMON, model, name: 'Digitakt', tracks, muteValues: bothKinds({ muted: 127, unmuted: 0 }) }
    }
    case 'digitakt2':
      return {
        ...COMMON,
        model,
        name: 'Digitakt II',
        tracks: from1(16).map(audio),
        muteValues: bothKinds({ muted: 1, unmuted: 0 }),
      }
    case 'generic': {
      const tracks = from1(16).map((channel) => midi(channel, channel))
      return {
        ...COMMON,
        model,
        name: 'Generic',
        tracks,
        muteValues: bothKinds({ muted: 127, unmuted: 0 }),
        leadStart: 'position',
      }
    }
  }
}

/** The track whose sequence, or whose pads, play on a channel; a MIDI track's CHAN comes first. Null for none. */
export function trackOfNote(profile: DeviceProfile, channel: Channel): TrackNumber | null {
  const sequence = profile.tracks.findIndex((track) => track.noteChannel === channel)
  return sequence >= 0 ? sequence : trackOfChannel(profile, channel)
}

/** The track that has this channel in MIDI CONFIG > CHANNELS; the lowest where several share it. */
export function trackOfChannel(profile: DeviceProfile, channel: Channel): TrackNumber | null {
  const found = profile.tracks.findIndex((track) => track.channel === channel)
  return found >= 0 ? found : null
}

/** Whether a received value means muted; null where it is neither of the two values that this box uses. */
export function mutedByValue(profile: DeviceProfile, kind: MuteKind, value: number): boolean | null {
  const { muted, unmuted } = profile.muteValues[kind]
  if (value === muted) return true
  return value === unmuted ? false : null
}

/** The first tick after `tick` at which the box can change pattern, when `pattern` has played since `since`. */
export function nextPatternBoundary(profile: DeviceProfile, pattern: number | null, since: Tick, tick: Tick): Boundary {
  const known = pattern === null ? undefined : profile.patternLengths[String(pattern)]
  const length = known ?? BAR
  return { tick: since + Math.max(1, Math.ceil((tick - since) / length)) * length, assumed: known === undefined }
}
/** `assumed`: the pattern's length was not known, so the next bar line was taken. */
export type Boundary = { readonly tick: Tick; readonly assumed: boolean }

/** Where a track's notes are heard of: CHAN for a MIDI track, else its own channel. */
export function noteChannelOf(track: DeviceTrack): Channel | null {
  return track.noteChannel ?? track.channel
}

/** `A01` to `H16`, from a program number (manual: bank × 16 + pattern − 1). */
export function patternName(pattern: number): string {
  return `${String.fromCharCode(65 + (pattern >> 4))}${String((pattern & 15) + 1).padStart(2, '0')}`
}

/** The program number of `A1` or `A01` to `H16`; null for anything else. */
export function parsePatternName(text: string): number | null {
  const match = /^([A-Ha-h])(0?[1-9]|1[0-6])$/.exec(text)
  if (match === null) return null
  return ((match[1] ?? 'A').toUpperCase().charCodeAt(0) - 65) * 16 + Number(match[2]) - 1
}

/** `1` to `16` on Digitakt II; `1` to `8` and `A` to `H` on mk I, as printed there. */
export function trackLabel(model: DeviceModel, track: TrackNumber): string {
  return model === 'digitakt' && track >= 8 ? String.fromCharCode(65 + track - 8) : String(track + 1)
}

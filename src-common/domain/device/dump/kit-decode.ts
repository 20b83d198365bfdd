// Reads of a kit what a pattern is not complete without: which tracks are MIDI tracks, where they send, and all names.
import type { Channel } from '../../midi/message'
import type { TrackKind } from '../device'
import type { DumpDevice } from '../pattern-dump'
import { u16, u32 } from './big-endian'
import { KIT_HEAD, kitLayoutOf, MARK, SOUND_NAME, type KitLayout } from './kit-layout'
import { NAME_SIZE, TRACKS } from './pattern-shape'
import { readName } from './windows-1252'

export type Kit = { readonly name: string; readonly tracks: readonly KitTrack[] }
export type KitTrack = {
  readonly kind: TrackKind
  /** Null where it is off, and for audio tracks. */
  readonly channel: Channel | null
  /** Null for MIDI tracks. */
  readonly sound: string | null
}
export type KitResult = { readonly ok: true; readonly kit: Kit } | { readonly ok: false; readonly reason: string }

const MOST_CHANNEL = 15

export function readKit(payload: Uint8Array, from: number, device: DumpDevice): KitResult {
  const kit = payload.subarray(from)
  const { version, mark } = KIT_HEAD[device]
  if (u32(kit, mark) !== MARK) return refuse(`no kit begins at byte ${from}`)
  const layout = kitLayoutOf(device, u32(kit, version))
  if (layout === null) return refuse(`its version ${u32(kit, version)} is not known`)
  if (kit.length < layout.size) return refuse(`it has ${kit.length} bytes of ${layout.size}`)
  const tracks = Array.from({ length: TRACKS }, (_, track) => trackOf(kit, layout, track))
  const wrong = tracks.findIndex(({ channel }) => channel !== null && channel > MOST_CHANNEL + 1)
  if (wrong >= 0) return refuse(`the channel of track ${wrong + 1} is ${tracks[wrong]?.channel ?? 0}`)
  return { ok: true, kit: { name: readName(kit, layout.name, NAME_SIZE), tracks } }
}

/** Mk I: by position (manual, elk-herd). */
export const fixedKind = (track: number): TrackKind => (track < TRACKS / 2 ? 'audio' : 'midi')

function trackOf(kit: Uint8Array, layout: KitLayout, track: number): KitTrack {
  const { sounds, midi, midiMask, firstMidi } = layout
  const kind = midiMask === null ? fixedKind(track) : ((u16(kit, midiMask) >> track) & 1) === 1 ? 'midi' : 'audio'
  if (kind === 'audio') {
    return { kind, channel: null, sound: readName(kit, sounds.first + track * sounds.stride + SOUND_NAME, NAME_SIZE) }
  }
  const at = midi.first + (track - firstMidi) * midi.stride
  const isOn = (u16(kit, at + layout.enabled) & 1) === 1
  return { kind, channel: isOn ? (kit[at + layout.channel] ?? 0) + 1 : null, sound: null }
}

const refuse = (why: string): KitResult => ({ ok: false, reason: `The kit was not read: ${why}.` })

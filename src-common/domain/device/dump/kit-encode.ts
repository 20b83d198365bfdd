// Writes a kit as far as a pattern is not complete without it: names, MIDI tracks and their channels. Its sounds have no
// parameters: it is read, and never sent to a box.
import type { Pattern, PatternTrack } from '../pattern'
import type { DumpDevice } from '../pattern-dump'
import { putU16, putU32 } from './big-endian'
import { fixedKind } from './kit-decode'
import { END_MARK, KIT_HEAD, MARK, SOUND_NAME, type KitLayout, type Records } from './kit-layout'
import { NAME_SIZE, TRACKS } from './pattern-shape'
import { nameBytes } from './windows-1252'

/** Of sounds, and of what MIDI tracks send, in the newest kits (factory blanks, elk-herd). */
const VERSIONS: Readonly<Record<DumpDevice, { readonly sound: number; readonly midi: number }>> = {
  digitakt: { sound: 2, midi: 1 },
  digitakt2: { sound: 3, midi: 3 },
}

/** Into `kit`, whose bytes are all zero. */
export function writeKit(
  kit: Uint8Array,
  layout: KitLayout,
  device: DumpDevice,
  structVersion: number,
  pattern: Pattern,
): void {
  const { sounds, midi, midiMask, firstMidi } = layout
  const versions = VERSIONS[device]
  putU32(kit, KIT_HEAD[device].mark, MARK)
  putU32(kit, layout.version, structVersion)
  kit.set(nameBytes(pattern.kit ?? '', NAME_SIZE), layout.name)
  writeRecords(kit, sounds, versions.sound, true)
  writeRecords(kit, midi, versions.midi, device === 'digitakt2')
  for (let number = 0; number < TRACKS; number++) {
    const track = pattern.tracks[number]
    if (kindOf(device, track, number) === 'audio') {
      const at = sounds.first + number * sounds.stride + SOUND_NAME
      kit.set(nameBytes(track?.sound ?? '', NAME_SIZE), at)
      continue
    }
    if (midiMask !== null) putU16(kit, midiMask, ((kit[midiMask] ?? 0) << 8) | (kit[midiMask + 1] ?? 0) | (1 << number))
    const at = midi.first + (number - firstMidi) * midi.stride
    const channel = track?.channel ?? null
    kit[at + layout.channel] = (channel ?? 1) - 1
    putU16(kit, at + layout.enabled, channel === null ? 0 : 1)
  }
}

/** What kind a track is on mk I is not a choice. */
export const kindOf = (device: DumpDevice, track: PatternTrack | undefined, number: number): 'audio' | 'midi' =>
  device === 'digitakt' ? fixedKind(number) : (track?.kind ?? 'audio')

function writeRecords(kit: Uint8Array, { first, stride, count }: Records, version: number, marked: boolean): void {
  for (let at = first; at < first + count * stride; at += stride) {
    if (marked) {
      putU32(kit, at, MARK)
      putU32(kit, at + stride - 4, END_MARK)
    }
    putU32(kit, marked ? at + 4 : at, version)
  }
}

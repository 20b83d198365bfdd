// Where in a kit its names and the channels of its MIDI tracks stand. Source, where nothing else is said: elk-herd.
import type { DumpDevice } from '../pattern-dump'

export type KitLayout = {
  readonly size: number
  /** Of its version, a u32: the same as the pattern's in all 13 factory blanks, but a number of its own. */
  readonly version: number
  readonly name: number
  readonly sounds: Records
  /** One bit a track; null where the last eight are MIDI tracks. */
  readonly midiMask: number | null
  readonly midi: Records
  /** The first track that has one of `midi`. */
  readonly firstMidi: number
  /** In one of `midi`. */
  readonly channel: number
  /** In one of `midi`: a u16 whose lowest bit says that the channel is on. */
  readonly enabled: number
}

export type Records = { readonly first: number; readonly stride: number; readonly count: number }

/** What sounds begin with, and the kits of Digitakt II; `END_MARK` is what they end with. */
export const MARK = 0xbeefbace
export const END_MARK = 0xbacef00c
/** In a sound: after mark, version and tags. */
export const SOUND_NAME = 12

/**
 * A MIDI track's channel on mk I is inferred: eight bytes before the pitch bend, whose default 2000 all blanks show at +30 up
 * to version 5 and at +46 since, the order of Digitone II, where the channel is proven. What made the difference is the
 * version of the record itself, which the blanks of kits 6 to 9 show as 1 and the earlier ones as 0.
 */
const digitakt = (version: number): KitLayout => ({
  size: 2560,
  version: 0,
  name: 4,
  sounds: { first: 36, stride: 160, count: 8 },
  midiMask: null,
  midi: { first: 1424, stride: 108, count: 8 },
  firstMidi: 8,
  channel: version < 6 ? 22 : 38,
  enabled: 100,
})

/** The channel is that of Digitone II, proven there, in a record whose defaults are the same byte for byte. */
const digitakt2 = (size: number, soundStride: number, midiMask: number, firstMidi: number): KitLayout => ({
  size,
  version: 4,
  name: 8,
  sounds: { first: 60, stride: soundStride, count: 16 },
  midiMask,
  midi: { first: firstMidi, stride: 268, count: 16 },
  firstMidi: 0,
  channel: 94,
  enabled: 256,
})

const DIGITAKT_VERSIONS = 10
const DIGITAKT2: Readonly<Record<number, KitLayout>> = {
  0: digitakt2(9728, 299, 9296, 5004),
  3: digitakt2(10_240, 341, 9972, 5676),
  4: digitakt2(22_528, 1109, 22_260, 17_964),
}

/** Null for a version that is not known. */
export function kitLayoutOf(device: DumpDevice, version: number): KitLayout | null {
  if (device === 'digitakt2') return DIGITAKT2[version] ?? null
  return version < DIGITAKT_VERSIONS ? digitakt(version) : null
}

/** Where the version stands, and a mark that a kit of this box has in every version. */
export const KIT_HEAD: Readonly<Record<DumpDevice, { readonly version: number; readonly mark: number }>> = {
  digitakt: { version: 0, mark: 36 },
  digitakt2: { version: 4, mark: 0 },
}

// The patterns in a project as Elektron's Transfer keeps it: a container of packed blocks, in it an image of the box's memory.
// Source: a real project of a Digitakt, OS 1.52A, and older ones, unpacked and read; nobody has read one of Digitakt II yet.
import { formatCount } from '../../base/figures'
import type { DumpDevice } from '../pattern-dump'
import { u16, u32 } from './big-endian'
import type { DumpFrame } from './elektron-frame'
import { findGeometry } from './geometry'
import { kitLayoutOf, MARK } from './kit-layout'
import { unpackBlocks } from './lz4-blocks'
import { layoutOf } from './pattern-layout'
import { NAME_SIZE, sizeWithTail, trackAt, TRACKS } from './pattern-shape'
import { readStepWord } from './step-word'
import { isStepped } from './structure-check'
import { readName } from './windows-1252'

export type ProjectResult =
  | {
      readonly ok: true
      readonly name: string
      /** All 128, in order. */
      readonly patterns: readonly ProjectPattern[]
      readonly notices: readonly string[]
    }
  | { readonly ok: false; readonly reason: string }

/** `empty`: no track has a trig. */
type ProjectPattern = { readonly frame: DumpFrame; readonly empty: boolean }

const CONTAINER = { mark: 0xac11d303, size: 0x19, end: 31, foot: 0xaaa1daaa, footMark: 8, footSize: 12 }
/** A project of Digitakt II would have some 14 MB. */
const MOST_BYTES = 64 << 20
/** LZ4 makes at most so many bytes of one. */
const MOST_GAIN = 255
const IMAGE = { mark: 0, name: 8, patterns: 512 }
const PATTERNS = 128
const STEPS: Readonly<Record<DumpDevice, number>> = { digitakt: 64, digitakt2: 128 }

/** `file` is PROJECT, out of the ZIP that a .dtprj is. Never throws; uses at most 64 MiB beside the patterns. */
export function readProject(file: Uint8Array): ProjectResult {
  const image = unpackContainer(file)
  return image.ok ? readImage(image.bytes) : image
}

function unpackContainer(file: Uint8Array): ReturnType<typeof unpackBlocks> {
  if (u32(file, 0) !== CONTAINER.mark || file.length < CONTAINER.end) {
    return refuse(`At byte 0, ${hex(CONTAINER.mark)} was expected, and ${hex(u32(file, 0))} found.`)
  }
  const size = u32(file, CONTAINER.size)
  const most = Math.min(MOST_BYTES, file.length * MOST_GAIN)
  if (size < IMAGE.patterns || size > most) {
    return refuse(
      `At byte ${CONTAINER.size}, a size of up to ${formatCount(most)} bytes was expected, and ${formatCount(size)} found.`,
    )
  }
  const image = unpackBlocks(file, CONTAINER.end, size)
  // Between the blocks and the last mark stand a checksum, of a kind that is not known, and a length.
  const mark = image.ok ? image.end + CONTAINER.footMark : 0
  if (!image.ok || u32(file, mark) === CONTAINER.foot) return image
  return refuse(`At byte ${formatCount(mark)}, ${hex(CONTAINER.foot)} was expected, and ${hex(u32(file, mark))} found.`)
}

/** Offsets that are told of from here on are those of what was unpacked. */
function readImage(image: Uint8Array): ProjectResult {
  if (u32(image, IMAGE.mark) !== MARK) {
    return refuse(`At byte 0 of the unpacked project, ${hex(MARK)} was expected, and ${hex(u32(image, 0))} found.`)
  }
  const sizes = sizesOf(image)
  if (sizes === null) {
    return refuse(`At byte ${IMAGE.patterns} of the unpacked project, a pattern was expected, and none found.`)
  }
  const kits = IMAGE.patterns + PATTERNS * sizes.pattern
  const hasKits = sizes.kit > 0 && kits + PATTERNS * sizes.kit <= image.length
  if (kits > image.length) {
    return refuse(
      `At byte ${formatCount(image.length)} of the unpacked project, further patterns were expected up to byte ${formatCount(kits)}, and it ends.`,
    )
  }
  const patterns = Array.from({ length: PATTERNS }, (_, index): ProjectPattern => {
    const at = IMAGE.patterns + index * sizes.pattern
    const pattern = image.subarray(at, at + sizes.pattern)
    const payload = new Uint8Array(sizes.pattern + (hasKits ? sizes.kit : 0))
    payload.set(pattern)
    if (hasKits) payload.set(image.subarray(kits + index * sizes.kit, kits + (index + 1) * sizes.kit), sizes.pattern)
    const frame: DumpFrame = { device: sizes.device, type: hasKits ? 'patternKit' : 'pattern', index, payload }
    return { frame, empty: isEmpty(pattern, sizes) }
  })
  return { ok: true, name: readName(image, IMAGE.name, NAME_SIZE), patterns, notices: noticesOf(sizes.device, hasKits) }
}

type Sizes = {
  readonly device: DumpDevice
  readonly pattern: number
  /** Zero where it is not known. */
  readonly kit: number
  readonly trackSize: number
}

/** By the version that the first pattern says to be of, if it is built so; else by what it is built like. Null for neither. */
function sizesOf(image: Uint8Array): Sizes | null {
  const first = image.subarray(IMAGE.patterns)
  const version = u32(first, 0)
  for (const device of ['digitakt', 'digitakt2'] as const) {
    const layout = layoutOf(device, version)
    if (layout === null || !isStepped(first, layout)) continue
    const kit = kitLayoutOf(device, version)?.size ?? 0
    return { device, pattern: layout.patternSize, kit, trackSize: layout.trackSize }
  }
  // Tracks of 128 steps also look like ones of 64, but their tails do not.
  for (const device of ['digitakt2', 'digitakt'] as const) {
    const found = findGeometry(first, device)
    if (found !== null) return { device, pattern: sizeWithTail(found.tail), kit: 0, trackSize: found.trackSize }
  }
  return null
}

function isEmpty(pattern: Uint8Array, { trackSize, device }: Sizes): boolean {
  for (let track = 0; track < TRACKS; track++) {
    const at = trackAt({ trackSize }, track)
    for (let step = 0; step < STEPS[device]; step++) {
      if (readStepWord(u16(pattern, at + 2 * step)) !== null) return false
    }
  }
  return true
}

const noticesOf = (device: DumpDevice, hasKits: boolean): readonly string[] => [
  ...(device === 'digitakt2'
    ? ['Projects of Digitakt II should be built like those of Digitakt; this was never tried with a real one.']
    : []),
  ...(hasKits ? [] : ['The kits were not found: names of sounds, and the channels of MIDI tracks, are missing.']),
]

const refuse = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason })
const hex = (value: number): string => value.toString(16).padStart(8, '0').toUpperCase()

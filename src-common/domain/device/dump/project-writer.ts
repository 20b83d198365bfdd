// Makes projects like those of Transfer, for tests.
import type { DumpDevice } from '../pattern-dump'
import { putU32 } from './big-endian'
import { writtenLayout } from './pattern-blank'
import { nameBytes } from './windows-1252'

const BLOCK = 32_768

/** An image of the box's memory: its patterns first, then its kits. */
export function imageOf(device: DumpDevice, payloadOf: (index: number) => Uint8Array): Uint8Array {
  const size = writtenLayout(device).patternSize
  const payloads = Array.from({ length: 128 }, (_, index) => payloadOf(index))
  const kit = (payloads[0]?.length ?? 0) - size
  const image = new Uint8Array(512 + 128 * (size + kit))
  putU32(image, 0, 0xbeefbace)
  putU32(image, 4, 14)
  image.set(nameBytes('LIVE SET', 16), 8)
  payloads.forEach((payload, index) => {
    image.set(payload.subarray(0, size), 512 + index * size)
    image.set(payload.subarray(size), 512 + 128 * size + index * kit)
  })
  return image
}

/** Packed as Transfer does, but that nothing is ever repeated. */
export function packed(image: Uint8Array, lowFirst = false): Uint8Array {
  const parts: number[][] = []
  for (let at = 0; at < image.length; at += BLOCK) {
    const literals = [...image.subarray(at, at + BLOCK)]
    const rest = literals.length - 15
    const block = [0xf0, ...Array<number>(Math.floor(rest / 255)).fill(255), rest % 255].concat(literals)
    const length = [0, 0, block.length >> 8, block.length & 0xff]
    parts.push((lowFirst ? length.toReversed() : length).concat(block))
  }
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  const file = new Uint8Array(31 + size + 16)
  putU32(file, 0, 0xac11d303)
  putU32(file, 0x19, image.length)
  let at = 31
  for (const part of parts) {
    file.set(part, at)
    at += part.length
  }
  putU32(file, at + 12, 0xaaa1daaa)
  return file
}

// Unpacks a chain of LZ4 blocks, each of which may repeat what earlier ones gave. Format: "LZ4 Block Format Description"
// (Yann Collet). No block can make it write more than it was allowed to, or read what is not there.
import { formatCount } from '../../base/figures'
import { u32 } from './big-endian'

export type Unpacked =
  | { readonly ok: true; readonly bytes: Uint8Array; /** The offset behind the last block. */ readonly end: number }
  | { readonly ok: false; readonly reason: string }

/** What a block does, so far. */
type Progress = { readonly at: number; readonly written: number }
type Fault = { readonly reason: string }

const LEAST_MATCH = 4
/** A length of 15 goes on in the bytes that follow, up to the first that is not 255. */
const MORE_LENGTH = 15

/**
 * Each block after its length, a u32; a length of zero ends them. `size` is what they give together. The high byte of the
 * lengths is taken to be the first, unless the first block would then reach beyond the file.
 */
export function unpackBlocks(file: Uint8Array, from: number, size: number): Unpacked {
  const lengthOf = u32(file, from) > file.length && lowFirst(file, from) <= file.length ? lowFirst : u32
  const output = new Uint8Array(size)
  let at = from
  let written = 0
  for (;;) {
    if (at + 4 > file.length)
      return refuse(`At byte ${formatCount(at)}, the length of a block was expected, and the file ends.`)
    const length = lengthOf(file, at)
    at += 4
    if (length === 0) break
    if (length > file.length - at) {
      return refuse(
        `At byte ${formatCount(at - 4)}, a block of at most ${formatCount(file.length - at)} bytes was expected, and one of ${formatCount(length)} found.`,
      )
    }
    const progress = unpackBlock(file, at, at + length, output, written)
    if ('reason' in progress) return refuse(progress.reason)
    ;({ at, written } = progress)
  }
  if (written === size) return { ok: true, bytes: output, end: at }
  return refuse(
    `At byte ${formatCount(at - 4)}, the blocks end: ${formatCount(size)} bytes were expected of them, and ${formatCount(written)} found.`,
  )
}

function unpackBlock(file: Uint8Array, from: number, to: number, output: Uint8Array, before: number): Progress | Fault {
  let at = from
  let written = before
  while (at < to) {
    const token = file[at] ?? 0
    const literals = lengthAt(file, at + 1, to, token >> 4)
    if (literals === null) return fault(at, 'a length that ends within its block')
    at = literals.next
    if (literals.length > to - at) return fault(at, `${formatCount(literals.length)} bytes of the block`)
    if (literals.length > output.length - written) return tooMuch(at, output.length)
    output.set(file.subarray(at, at + literals.length), written)
    at += literals.length
    written += literals.length
    // The last sequence has no match.
    if (at === to) break
    const match = matchAt(file, at, to, token & 0x0f)
    if (match === null) return fault(at, 'an offset and a length that end within their block')
    if (match.offset === 0 || match.offset > written)
      return fault(at, `an offset from 1 to ${formatCount(written)}`, match.offset)
    if (match.length > output.length - written) return tooMuch(at, output.length)
    written = repeat(output, written, match.offset, match.length)
    at = match.next
  }
  return { at, written }
}

type Match = { readonly offset: number; readonly length: number; readonly next: number }

function matchAt(file: Uint8Array, at: number, to: number, code: number): Match | null {
  if (at + 2 > to) return null
  const length = lengthAt(file, at + 2, to, code)
  if (length === null) return null
  return {
    offset: (file[at] ?? 0) | ((file[at + 1] ?? 0) << 8),
    length: length.length + LEAST_MATCH,
    next: length.next,
  }
}

/** Null where it does not end before `to`. */
function lengthAt(file: Uint8Array, from: number, to: number, code: number): { length: number; next: number } | null {
  if (code < MORE_LENGTH) return { length: code, next: from }
  let length = code
  for (let at = from; at < to; at++) {
    const byte = file[at] ?? 0
    length += byte
    if (byte < 0xff) return { length, next: at + 1 }
  }
  return null
}

/** What is repeated may only come about while it is written: so byte for byte. */
function repeat(output: Uint8Array, written: number, offset: number, length: number): number {
  for (let at = written; at < written + length; at++) output[at] = output[at - offset] ?? 0
  return written + length
}

function fault(at: number, expected: string, found?: number): Fault {
  const ending = found === undefined ? '.' : `, and ${formatCount(found)} found.`
  return { reason: `At byte ${formatCount(at)}, ${expected} was expected${ending}` }
}
const tooMuch = (at: number, size: number): Fault => ({
  reason: `At byte ${formatCount(at)}, the blocks give more than the ${formatCount(size)} bytes that were expected.`,
})
const refuse = (reason: string): Unpacked => ({ ok: false, reason })
const lowFirst = (bytes: Uint8Array, at: number): number =>
  u32([bytes[at + 3] ?? 0, bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0], 0)

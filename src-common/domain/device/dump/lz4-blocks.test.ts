import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../base/random'
import { unpackBlocks } from './lz4-blocks'

type Sequence = { readonly literals: readonly number[]; readonly offset: number; readonly length: number }

/** The further bytes of a length from 15 on. */
const more = (length: number): readonly number[] =>
  length < 15 ? [] : [...Array<number>(Math.floor((length - 15) / 255)).fill(255), (length - 15) % 255]

/** Sequences as a block; one without a match is the last of it. */
const blockOf = (sequences: readonly Sequence[]): readonly number[] =>
  sequences.flatMap(({ literals, offset, length }) => {
    const match = length === 0 ? 0 : length - 4
    const token = (Math.min(15, literals.length) << 4) | Math.min(15, match)
    const rest = length === 0 ? [] : [offset & 0xff, offset >> 8, ...more(match)]
    return [token, ...more(literals.length), ...literals, ...rest]
  })

const chain = (blocks: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([...blocks.flatMap((block) => [0, 0, block.length >> 8, block.length & 0xff, ...block]), 0, 0, 0, 0])

/** What a repeat means, said as simply as can be. */
function meaning(blocks: readonly (readonly Sequence[])[]): readonly number[] {
  const output: number[] = []
  for (const { literals, offset, length } of blocks.flat()) {
    output.push(...literals)
    for (let i = 0; i < length; i++) output.push(output.at(-offset) ?? 0)
  }
  return output
}

const literals = fc.array(fc.nat(255), { minLength: 1, maxLength: 400 })
/** `back`: how far, as a part of what was written by then, so that it may reach into earlier blocks. */
const sequence = fc.record({
  literals,
  back: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 4, max: 600 }),
})
const blocks = fc
  .array(fc.tuple(fc.array(sequence, { maxLength: 4 }), literals), { minLength: 1, maxLength: 4 })
  .map((all) => {
    let written = 0
    return all.map(([repeats, last]): readonly Sequence[] => {
      const sequences = repeats.map(({ literals: own, back, length }): Sequence => {
        const offset = Math.max(1, Math.ceil(back * (written + own.length)))
        written += own.length + length
        return { literals: own, offset, length }
      })
      written += last.length
      return [...sequences, { literals: last, offset: 0, length: 0 }]
    })
  })

it('gives what was repeated, also out of earlier blocks, and out of what is just being written', () => {
  fc.assert(
    fc.property(blocks, fc.array(fc.nat(255), { maxLength: 9 }), (all, before) => {
      const expected = meaning(all)
      const file = Uint8Array.from([...before, ...chain(all.map(blockOf)), 1, 2])
      expect(unpackBlocks(file, before.length, expected.length)).toEqual({
        ok: true,
        bytes: Uint8Array.from(expected),
        end: file.length - 2,
      })
    }),
  )
})

describe('a block that lies', () => {
  const reasonOf = (file: Uint8Array, size: number): string => {
    const result = unpackBlocks(file, 0, size)
    return result.ok ? 'none' : result.reason
  }
  const plain: Sequence = { literals: [1, 2, 3], offset: 0, length: 0 }

  it('about its length is refused', () => {
    expect(reasonOf(Uint8Array.of(0, 0, 1, 0, 0x10, 1), 3)).toBe(
      'At byte 0, a block of at most 2 bytes was expected, and one of 256 found.',
    )
    expect(reasonOf(chain([[0xf0, 255, 255]]), 3)).toBe('At byte 4, a length that ends within its block was expected.')
    expect(reasonOf(chain([[0x50, 1, 2]]), 9)).toBe('At byte 5, 5 bytes of the block was expected.')
  })

  it('about what it repeats is refused', () => {
    expect(reasonOf(chain([[0x10, 7, 2, 0]]), 9)).toBe('At byte 6, an offset from 1 to 1 was expected, and 2 found.')
    expect(reasonOf(chain([[0x10, 7, 0, 0]]), 9)).toBe('At byte 6, an offset from 1 to 1 was expected, and 0 found.')
    expect(reasonOf(chain([[0x10, 7, 1]]), 9)).toBe(
      'At byte 6, an offset and a length that end within their block was expected.',
    )
  })

  it('about how much it gives is refused before it has given that', () => {
    expect(reasonOf(chain([blockOf([plain])]), 2)).toBe(
      'At byte 5, the blocks give more than the 2 bytes that were expected.',
    )
    expect(reasonOf(chain([blockOf([{ ...plain, offset: 1, length: 60_000 }])]), 100)).toBe(
      'At byte 8, the blocks give more than the 100 bytes that were expected.',
    )
    expect(reasonOf(chain([blockOf([plain])]), 4)).toBe(
      'At byte 8, the blocks end: 4 bytes were expected of them, and 3 found.',
    )
  })

  it('or that has no end is refused', () => {
    expect(reasonOf(chain([blockOf([plain])]).slice(0, -4), 3)).toBe(
      'At byte 8, the length of a block was expected, and the file ends.',
    )
  })
})

it('whatever the bytes, it gives what was asked for or a reason', () => {
  const random = seededRandom(7)
  for (let i = 0; i < 20_000; i++) {
    const file = Uint8Array.from({ length: Math.floor(random() * 60) }, () => Math.floor(random() * 256))
    file.fill(0, 0, 3)
    const size = Math.floor(random() * 100)
    const result = unpackBlocks(file, 0, size)
    expect(result.ok ? result.bytes.length === size : result.reason.endsWith('.')).toBe(true)
  }
})

import { describe, expect, it } from 'vitest'
import { checkRequest } from './checks'

const file = (base64: string): unknown => checkRequest('importPatterns', { name: 'set.syx', base64 })

describe('a file that a page sends', () => {
  it('may have as many bytes as the dump of a whole project of Digitakt II', () => {
    expect(() => file(Buffer.alloc(16_330_000, 0xf0).toString('base64'))).not.toThrow()
  })

  it.each(['abc', 'ab=c', 'ab c', 'abcd====', 'ä'])('is refused where it is no base64: %s', (text) => {
    expect(() => file(text)).toThrow('importPatterns: base64')
  })
})

describe('the keys that a page sends', () => {
  const save = (keys: unknown): unknown => checkRequest('saveKeys', keys)

  it('may be any of any command, also of none that is known here', () => {
    const keys = { undo: ['Mod+Z', 'Mod+U'], device: [], another: ['Q'] }
    expect(save(keys)).toEqual(keys)
  })

  it.each([
    null,
    { undo: 'Mod+Z' },
    { undo: [''] },
    { undo: ['K'.repeat(41)] },
    { undo: Array.from({ length: 9 }, () => 'K') },
    Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`command${index}`, []])),
  ])('are refused where they are none', (keys) => {
    expect(() => save(keys)).toThrow('saveKeys')
  })
})

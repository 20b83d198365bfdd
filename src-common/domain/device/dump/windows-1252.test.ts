import { expect, it } from 'vitest'
import { nameBytes, readName } from './windows-1252'

it('every byte but zero comes back as it was, and stands for one character', () => {
  const bytes = Array.from({ length: 255 }, (_, i) => i + 1)
  const name = readName(bytes, 0, bytes.length)
  expect(new Set(name).size).toBe(255)
  expect(nameBytes(name, bytes.length)).toEqual(bytes)
})

it('a name ends at the first zero, or where its field does', () => {
  expect(readName([72, 73, 0, 65], 0, 4)).toBe('HI')
  expect(readName([72, 73, 74], 1, 1)).toBe('I')
  expect(readName([72], 0, 16)).toBe('H')
})

it('what does not fit is cut, and what the box cannot show is marked', () => {
  expect(nameBytes('DUSK', 6)).toEqual([68, 85, 83, 75, 0, 0])
  expect(nameBytes('DUSK', 2)).toEqual([68, 85])
  expect(nameBytes('\u{1f941}\u97f3', 3)).toEqual([63, 63, 0])
})

it('the codes 80 to 9F are those of Windows, not of Latin-1', () => {
  expect(readName([0x80, 0x85, 0x8a, 0x91, 0x99, 0x9f, 0xe9], 0, 7)).toBe('\u20ac\u2026\u0160\u2018\u2122\u0178\u00e9')
})

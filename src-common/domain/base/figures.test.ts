import { expect, it } from 'vitest'
import { formatBytes, formatCount, formatMicros } from './figures'

it('a time stands in the unit that keeps it short', () => {
  expect([0, 3, 210.4, 4100, 98_765, 210_000, 1_240_000].map(formatMicros)).toEqual([
    '0 µs',
    '3 µs',
    '210 µs',
    '4.1 ms',
    '98.8 ms',
    '210 ms',
    '1.2 s',
  ])
})

it('rounding never fills a unit up', () => {
  expect([999.4, 999.6, 99_949, 99_960, 999_400, 999_600].map(formatMicros)).toEqual([
    '999 µs',
    '1.0 ms',
    '99.9 ms',
    '100 ms',
    '999 ms',
    '1.0 s',
  ])
})

it('counts are grouped by thousands', () => {
  expect([0, 999, 1000, 12_034, 1_234_567].map(formatCount)).toEqual(['0', '999', '1,000', '12,034', '1,234,567'])
})

it('sizes tell bytes, thousands and millions of them', () => {
  expect([0, 1, 512, 3400, 999_960].map(formatBytes)).toEqual(['0 bytes', '1 byte', '512 bytes', '3.4 kB', '1.0 MB'])
})

import { expect, it } from 'vitest'
import { parse, type Bytes } from '../../midi/message'
import { DIGITAKT_CONTROLLERS } from './digitakt-controllers'
import { DIGITAKT2_CONTROLLERS } from './digitakt2-controllers'
import { ParameterReader } from './parameter-reader'

function lastRead(...messages: readonly Bytes[]) {
  const reader = new ParameterReader()
  return messages.map((bytes) => reader.read(parse(bytes))).at(-1) ?? null
}

it('an NRPN is read within its channel, whatever other channels send between', () => {
  const other: Bytes[] = [
    [0xb1, 99, 3],
    [0xb1, 98, 0],
  ]
  expect(lastRead([0xb0, 99, 1], ...other, [0xb0, 98, 20], [0xb1, 6, 1], [0xb0, 6, 64], [0xb0, 38, 0])).toEqual({
    type: 'nrpn',
    msb: 1,
    lsb: 20,
    value: 8192,
    bits: 14,
  })
})

it('the lower half of a pair goes with the last upper half of its channel', () => {
  expect(lastRead([0xb0, 102, 63], [0xb0, 102, 64], [0xb1, 102, 1], [0xb0, 58, 3])).toEqual({
    type: 'pair',
    cc: 102,
    ccLsb: 58,
    value: 8195,
  })
  expect(lastRead([0xb1, 102, 1], [0xb0, 58, 3])).toBeNull()
})

it('no lower half goes with two upper ones, so all models are read alike', () => {
  const pairs = [...DIGITAKT_CONTROLLERS, ...DIGITAKT2_CONTROLLERS].filter(({ ccLsb }) => ccLsb !== null)
  expect(pairs.length).toBe(7)
  expect(new Set(pairs.map(({ ccLsb }) => ccLsb)).size).toBe(pairs.length)
})

it('what stands for itself is left so', () => {
  expect([lastRead([0xb0, 74, 1]), lastRead([0x90, 60, 1]), lastRead([0xb0, 6, 1]), lastRead([0xf8])]).toEqual(
    Array(4).fill(null),
  )
})

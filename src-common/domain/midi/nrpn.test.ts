import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NO_NRPN, nrpnStep, type NrpnValue } from './nrpn'

type Change = readonly [controller: number, value: number]

function toldBy(changes: readonly Change[]): readonly (NrpnValue | null)[] {
  let state = NO_NRPN
  return changes.map(([controller, value]) => {
    const step = nrpnStep(state, controller, value)
    state = step.state
    return step.told
  })
}
const lastOf = (...changes: Change[]): NrpnValue | null => toldBy(changes).at(-1) ?? null

it('a value has 7 bits until its lower ones come, then 14', () => {
  expect(
    toldBy([
      [99, 1],
      [98, 20],
      [6, 64],
      [38, 5],
    ]),
  ).toEqual([null, null, { msb: 1, lsb: 20, value: 64, bits: 7 }, { msb: 1, lsb: 20, value: 8197, bits: 14 }])
})

it('every parameter and value is read as it was sent, whichever byte selects first', () => {
  const data = fc.nat(127)
  fc.assert(
    fc.property(data, data, fc.nat(16383), fc.boolean(), (msb, lsb, value, msbFirst) => {
      fc.pre(msb !== 127 || lsb !== 127)
      const select: Change[] = [
        [99, msb],
        [98, lsb],
      ]
      const told = lastOf(...(msbFirst ? select : select.reverse()), [6, value >> 7], [38, value & 127])
      expect(told).toEqual({ msb, lsb, value, bits: 14 })
    }),
  )
})

it('a selection holds for all values that follow', () => {
  expect(lastOf([99, 1], [98, 20], [6, 1], [38, 2], [6, 3])).toEqual({ msb: 1, lsb: 20, value: 3, bits: 7 })
  expect(lastOf([99, 1], [98, 20], [6, 1], [38, 2], [38, 3])).toMatchObject({ value: 131, bits: 14 })
})

it('the value of one parameter is never mixed with that of the next', () => {
  expect(lastOf([99, 1], [98, 20], [6, 64], [98, 21], [38, 5])).toBeNull()
})

it('data without a whole selection says nothing', () => {
  expect(lastOf([6, 64])).toBeNull()
  expect(lastOf([99, 1], [6, 64])).toBeNull()
  expect(lastOf([98, 1], [6, 64])).toBeNull()
})

it('a registered parameter and the null parameter end a selection', () => {
  const select: Change[] = [
    [99, 1],
    [98, 20],
  ]
  expect(lastOf(...select, [101, 0], [100, 0], [6, 2])).toBeNull()
  expect(lastOf(...select, [101, 0], [98, 20], [6, 2])).toBeNull()
  expect(lastOf(...select, [99, 127], [98, 127], [6, 2])).toBeNull()
})

it('other controllers between change nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 39, max: 97 }), fc.nat(127), (controller, value) => {
      const between: Change = [controller, value]
      expect(lastOf([99, 1], between, [98, 20], between, [6, 64], between, [38, 5])).toMatchObject({ value: 8197 })
    }),
  )
})

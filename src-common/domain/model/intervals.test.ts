import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { clip, contains, intervalAt, intervals, shift, subtract, union, type Intervals } from './intervals'

const span = fc.tuple(fc.nat(60), fc.nat(12)).map(([from, length]) => ({ from, to: from + length }))
const set = fc.array(span, { maxLength: 10 }).map(intervals)
const ticks = Array.from({ length: 80 }, (_, i) => i)
const members = (a: Intervals): number[] => ticks.filter((tick) => contains(a, tick))

const isSet = (a: Intervals): boolean =>
  a.every((each, i) => each.from < each.to && (i === 0 || each.from > (a[i - 1]?.to ?? Infinity)))

describe('intervals are a set algebra', () => {
  it('union holds what either holds', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const both = union(a, b)
        expect(isSet(both)).toBe(true)
        expect(members(both)).toEqual(ticks.filter((tick) => contains(a, tick) || contains(b, tick)))
      }),
    )
  })

  it('subtract holds what only the first holds', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const rest = subtract(a, b)
        expect(isSet(rest)).toBe(true)
        expect(members(rest)).toEqual(ticks.filter((tick) => contains(a, tick) && !contains(b, tick)))
      }),
    )
  })

  it('painting and then erasing the same span leaves what was outside it', () => {
    fc.assert(
      fc.property(set, span, (a, each) => {
        const stroke = intervals([each])
        expect(subtract(union(a, stroke), stroke)).toEqual(subtract(a, stroke))
      }),
    )
  })

  it('clip and what it cut off make the whole', () => {
    fc.assert(
      fc.property(set, span, (a, window) => {
        expect(union(clip(a, window), subtract(a, intervals([window])))).toEqual(a)
      }),
    )
  })

  it('shift moves members and nothing else', () => {
    fc.assert(
      fc.property(set, fc.integer({ min: -5, max: 5 }), (a, by) => {
        expect(shift(shift(a, by), -by)).toEqual(a)
      }),
    )
  })

  it('finds the interval around a tick', () => {
    const a = intervals([
      { from: 10, to: 20 },
      { from: 30, to: 40 },
    ])
    expect(intervalAt(a, 30)).toEqual({ from: 30, to: 40 })
    expect([9, 20, 29, 40].map((tick) => intervalAt(a, tick))).toEqual([null, null, null, null])
  })
})

import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { ControlPoint } from '../model/controllers'
import { emptyProject } from '../model/project'
import { run } from './command'
import { thinned } from './thin-points'

const points = fc
  .array(fc.record({ step: fc.integer({ min: 1, max: 60 }), value: fc.nat(127) }), { maxLength: 80 })
  .map((moves) => {
    let tick = 0
    return moves.map(({ step, value }): ControlPoint => ({ tick: (tick += step), value }))
  })
const tolerance = fc.nat(40)
const valueAt = (lane: readonly ControlPoint[], at: number): number | null =>
  lane.findLast(({ tick }) => tick <= at)?.value ?? null

describe('thinning', () => {
  it('leaves no tick further than the tolerance from what was there', () => {
    fc.assert(
      fc.property(points, tolerance, (before, most) => {
        const after = thinned(before, most, null)
        expect(after.length).toBeLessThanOrEqual(before.length)
        for (let tick = 0; tick <= (before.at(-1)?.tick ?? 0) + 1; tick++) {
          const [was, is] = [valueAt(before, tick), valueAt(after, tick)]
          if (was === null || is === null) expect(is).toBe(was)
          else expect(Math.abs(was - is)).toBeLessThanOrEqual(most)
        }
        expect(valueAt(after, Infinity)).toBe(valueAt(before, Infinity))
      }),
    )
  })

  it('with no tolerance takes away only what changes nothing, and done twice changes nothing more', () => {
    fc.assert(
      fc.property(points, tolerance, (before, most) => {
        const repeated = before.filter(({ value }, index) => before[index - 1]?.value !== value)
        expect(thinned(before, 0, null)).toEqual(repeated)
        const once = thinned(before, most, null)
        expect(thinned(once, 0, null)).toEqual(once)
      }),
    )
  })

  it('makes a few steps of a knob that was swept, and keeps where it came to rest', () => {
    const sweep = Array.from({ length: 128 }, (_, value) => ({ tick: value * 10, value }))
    const after = thinned(sweep, 8, null)
    expect(after.length).toBe(15)
    expect(after.at(-1)?.value).toBe(127)
  })

  it('changes nothing outside of its span', () => {
    fc.assert(
      fc.property(points, fc.nat(3000), fc.nat(3000), tolerance, (before, a, b, most) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        const lane = { track: 2, target: 'cc:74' } as const
        const drawn = run(emptyProject('Test'), {
          type: 'drawController',
          ...lane,
          points: before,
          from: 0,
          to: Infinity,
        })
        const after = run(drawn, { type: 'thinController', ...lane, from, to, tolerance: most })
        const shown = after.tracks[2]?.controllers[0]?.points ?? []
        for (const tick of [0, from - 1, to, to + 1, 5000]) expect(valueAt(shown, tick)).toBe(valueAt(before, tick))
      }),
    )
  })
})

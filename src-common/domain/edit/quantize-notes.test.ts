import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { BAR, STEP } from '../time/ticks'
import { anyChoice, chosenIn, numbersOf, withNotes } from './any-notes'
import { run } from './command'
import { grooveOf } from './quantize-notes'

const STRAIGHT = { grid: STEP, strength: 100, swing: 50, groove: null, edges: 'start' as const }
const how = fc.record({
  grid: fc.constantFrom(120, 160, 240, 960),
  strength: fc.constant(100),
  swing: fc.integer({ min: 50, max: 80 }),
  groove: fc.option(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 16, maxLength: 16 })),
  edges: fc.constantFrom('start' as const, 'end' as const, 'both' as const),
})
const at = (ticks: readonly number[], length = 60) =>
  withNotes(ticks.map((tick) => ({ tick, length, pitch: 60, velocity: 100 })))

describe('quantizing', () => {
  it('in full changes nothing more when it is done again', () => {
    fc.assert(
      fc.property(anyChoice, how, ({ project, ids }, given) => {
        const once = run(project, { type: 'quantizeNotes', track: 0, ids, ...given })
        expect(run(once, { type: 'quantizeNotes', track: 0, ids, ...given })).toBe(once)
      }),
    )
  })

  it('brings every begin to the nearest line of a straight grid, and keeps lengths', () => {
    fc.assert(
      fc.property(anyChoice, ({ project, ids }) => {
        const after = run(project, { type: 'quantizeNotes', track: 0, ids, ...STRAIGHT })
        for (const { id, tick, length } of chosenIn(project, ids)) {
          const [now] = chosenIn(after, [id])
          expect((now?.tick ?? 1) % STEP).toBe(0)
          expect(Math.abs((now?.tick ?? Infinity) - tick)).toBeLessThanOrEqual(STEP / 2)
          expect(now?.length).toBe(length)
        }
      }),
    )
  })

  it('goes as far as its strength says', () => {
    const project = at([100, STEP + 40])
    const half = run(project, { type: 'quantizeNotes', track: 0, ids: [1, 2], ...STRAIGHT, strength: 50 })
    expect(numbersOf(half).map(([tick]) => tick)).toEqual([50, STEP + 20])
    expect(run(project, { type: 'quantizeNotes', track: 0, ids: [1, 2], ...STRAIGHT, strength: 0 })).toBe(project)
  })

  it('delays every second line by the swing, to the triplet at two thirds', () => {
    const project = at([0, STEP + 5, 2 * STEP, 3 * STEP])
    const swung = run(project, { type: 'quantizeNotes', track: 0, ids: [1, 2, 3, 4], ...STRAIGHT, swing: 66.7 })
    expect(numbersOf(swung).map(([tick]) => tick)).toEqual([0, 320, 480, 800])
  })

  it('makes no note shorter than up to the next line when both ends are pulled', () => {
    const project = at([230])
    const both = run(project, { type: 'quantizeNotes', track: 0, ids: [1], ...STRAIGHT, edges: 'both' })
    expect(numbersOf(both)).toEqual([[240, 240, 60, 100]])
    const end = run(project, { type: 'quantizeNotes', track: 0, ids: [1], ...STRAIGHT, edges: 'end' })
    expect(numbersOf(end)).toEqual([[230, 10, 60, 100]])
  })
})

describe('a groove', () => {
  it('is how far notes stand off their sixteenths on average', () => {
    const groove = grooveOf([
      { id: 1, tick: 20, length: 1, pitch: 0, velocity: 1 },
      { id: 2, tick: BAR + 40, length: 1, pitch: 0, velocity: 1 },
      { id: 3, tick: 2 * BAR - 10, length: 1, pitch: 0, velocity: 1 },
      { id: 4, tick: STEP + 60, length: 1, pitch: 0, velocity: 1 },
    ])
    expect(groove.slice(0, 3)).toEqual([17, 60, 0])
  })

  it('that was taken out of notes, one a sixteenth, brings straight ones where they were', () => {
    const offsets = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 16, maxLength: 16 })
    fc.assert(
      fc.property(offsets, (drawn) => {
        const ticks = drawn.map((offset, step) => BAR + step * STEP + offset)
        const groove = grooveOf(ticks.map((tick, id) => ({ id, tick, length: 1, pitch: 0, velocity: 1 })))
        expect(groove).toEqual(drawn.map((offset) => offset + 0))
        const straight = at(drawn.map((_, step) => BAR + step * STEP))
        const ids = drawn.map((_, index) => index + 1)
        const grooved = run(straight, { type: 'quantizeNotes', track: 0, ids, ...STRAIGHT, groove })
        expect(numbersOf(grooved).map(([tick]) => tick)).toEqual(ticks)
      }),
    )
  })
})

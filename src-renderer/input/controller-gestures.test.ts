import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { ControlPoint } from '../../src-common/domain/model/controllers'
import { controllerGesture, type ControllerContext } from './controller-gestures'
import type { Gesture, Modifiers, Point } from './gesture'

const GRID = 240
const TICKS_PER_PIXEL = 20
const NONE: Modifiers = { alt: false, shift: false, command: false }

const contextOf = (tool: ControllerContext['tool'], bend = 0): ControllerContext => ({
  track: 2,
  target: 'cc:74',
  tool,
  grid: GRID,
  ticksPerPixel: TICKS_PER_PIXEL,
  bend,
  tickOf: (x) => x * TICKS_PER_PIXEL,
  valueOf: (y) => Math.min(127, Math.max(0, Math.round(127 - y))),
  whole: (value) => Math.round(value),
  bent: () => undefined,
})

type Drawn = { readonly from: number; readonly to: number; readonly points: readonly ControlPoint[] }
const drawn = (command: ReturnType<Gesture['at']>): Drawn => {
  if (command?.type !== 'drawController') throw new Error('Nothing was drawn')
  return command
}
const drag = (context: ControllerContext, path: readonly Point[], modifiers: Modifiers = NONE): Drawn => {
  const [start = { x: 0, y: 0 }, ...rest] = path
  const gesture = controllerGesture(context, start)
  return rest.map((point) => drawn(gesture.at(point, modifiers))).at(-1) ?? drawn(gesture.tap?.(modifiers) ?? null)
}

const point = fc.record({ x: fc.nat(400), y: fc.nat(127) })
const path = fc.array(point, { minLength: 2, maxLength: 12 })
const tool = fc.constantFrom('pencil' as const, 'line' as const, 'curve' as const)
const bend = fc.double({ min: -1, max: 1, noNaN: true })

describe('drawing in a controller lane', () => {
  it('puts values on the grid, in order, within the span that it replaces, and within those that were pointed at', () => {
    fc.assert(
      fc.property(tool, bend, path, (kind, bent, points) => {
        const { from, to, points: made } = drag(contextOf(kind, bent), points)
        expect([from % GRID, to % GRID]).toEqual([0, 0])
        const heights = points.map(({ y }) => 127 - y)
        for (const [index, { tick, value }] of made.entries()) {
          expect(tick % GRID).toBe(0)
          expect(tick).toBeGreaterThanOrEqual(from)
          expect(tick).toBeLessThan(to)
          expect(value).toBeGreaterThanOrEqual(Math.min(...heights))
          expect(value).toBeLessThanOrEqual(Math.max(...heights))
          const before = made[index - 1]
          if (before !== undefined) expect(tick > before.tick && value !== before.value).toBe(true)
        }
      }),
    )
  })

  it('asked again at the same place, makes the same', () => {
    fc.assert(
      fc.property(tool, path, fc.boolean(), (kind, points, alt) => {
        const gesture = controllerGesture(contextOf(kind), points[0] ?? { x: 0, y: 0 })
        for (const each of points.slice(1)) {
          const once = gesture.at(each, { ...NONE, alt })
          expect(gesture.at(each, { ...NONE, alt })).toEqual(once)
        }
      }),
    )
  })

  it('by a line begins and ends where the pointer did, and with Shift stays level', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const first = drag(contextOf('line'), [a, b]).points
        const value = (x: number): number | undefined =>
          first.findLast(({ tick }) => tick <= Math.floor((x * TICKS_PER_PIXEL) / GRID) * GRID)?.value
        expect(value(b.x)).toBe(127 - b.y)
        if (Math.floor((a.x * TICKS_PER_PIXEL) / GRID) !== Math.floor((b.x * TICKS_PER_PIXEL) / GRID))
          expect(value(a.x)).toBe(127 - a.y)
        expect(drag(contextOf('line'), [a, b], { ...NONE, shift: true }).points.map((each) => each.value)).toEqual([
          127 - a.y,
        ])
      }),
    )
  })

  it('a curve that stands up is nowhere below the line, one that hangs through nowhere above', () => {
    fc.assert(
      fc.property(point, point, bend, (a, b, bent) => {
        const valuesAt = ({ points, from, to }: Drawn): readonly number[] =>
          Array.from(
            { length: (to - from) / GRID },
            (_, cell) => points.findLast(({ tick }) => tick <= from + cell * GRID)?.value ?? 0,
          )
        const line = valuesAt(drag(contextOf('line'), [a, b]))
        const curve = valuesAt(drag(contextOf('curve', bent), [a, b]))
        expect(curve.length).toBe(line.length)
        for (const [cell, value] of curve.entries()) {
          const straight = line[cell] ?? 0
          expect(bent > 0 ? value >= straight : value <= straight).toBe(bent !== 0 || value === straight)
        }
      }),
    )
  })

  it('a held Ctrl or Cmd keeps the end of a curve, and bends it by the height of the pointer', () => {
    const gesture = controllerGesture(contextOf('curve'), { x: 0, y: 127 })
    const straight = drawn(gesture.at({ x: 200, y: 7 }, NONE))
    gesture.at({ x: 200, y: 7 }, { ...NONE, command: true })
    const bent = drawn(gesture.at({ x: 260, y: 67 }, { ...NONE, command: true }))
    expect([bent.from, bent.to, bent.points.at(-1)]).toEqual([straight.from, straight.to, straight.points.at(-1)])
    const middle = ({ points, to }: Drawn): number => points.findLast(({ tick }) => tick <= to / 2)?.value ?? 0
    expect(middle(bent)).toBeLessThan(middle(straight))
  })

  it('with Alt leaves the grid', () => {
    const { points } = drag(
      contextOf('pencil'),
      [
        { x: 3, y: 10 },
        { x: 40, y: 100 },
      ],
      { ...NONE, alt: true },
    )
    expect(points.length).toBeGreaterThan(20)
    expect(points[0]?.tick).toBe(60)
  })

  it('the eraser takes whole cells away', () => {
    expect(
      drag(contextOf('eraser'), [
        { x: 20, y: 5 },
        { x: 5, y: 5 },
      ]),
    ).toMatchObject({ from: 0, to: 480, points: [] })
  })
})

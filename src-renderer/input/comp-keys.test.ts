import { describe, expect, it } from 'vitest'
import { BAR } from '../../src-common/domain/time/ticks'
import { cursorAt, cursorSpan, movedCursor } from './comp-keys'

const take = { from: BAR + 960, to: 4 * BAR }

describe('the bar cursor of a take', () => {
  it('begins at the bar of a tick, or the nearest one of the take', () => {
    expect([0, 2 * BAR + 5, 99 * BAR].map((tick) => cursorAt(take, tick).head)).toEqual([1, 2, 3])
    expect(cursorSpan(take, cursorAt(take, 0))).toEqual({ from: BAR + 960, to: 2 * BAR })
  })

  it('moves by bars, extends with Shift, and stops where the take does', () => {
    const at = cursorAt(take, 2 * BAR)
    expect(movedCursor(take, at, 'ArrowRight', false)).toEqual({ anchor: 3, head: 3 })
    expect(movedCursor(take, { anchor: 3, head: 3 }, 'ArrowRight', false)).toEqual({ anchor: 3, head: 3 })
    expect(movedCursor(take, at, 'Home', true)).toEqual({ anchor: 2, head: 1 })
    expect(cursorSpan(take, { anchor: 3, head: 2 })).toEqual({ from: 2 * BAR, to: 4 * BAR })
    expect(movedCursor(take, at, 'End', false)).toEqual({ anchor: 3, head: 3 })
    expect(movedCursor(take, at, 'a', false)).toBeNull()
  })
})

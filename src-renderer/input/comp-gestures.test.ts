import { describe, expect, it } from 'vitest'
import type { Take } from '../../src-common/domain/model/take'
import { BAR } from '../../src-common/domain/time/ticks'
import { compCell, compCursor, compGesture, type CompContext, type CompMeant } from './comp-gestures'

const NO_KEYS = { alt: false, shift: false, command: false }
const take: Take = {
  summary: {
    id: 't',
    name: 'Take 1',
    startedAt: '',
    from: BAR,
    to: 4 * BAR + 960,
    recovered: false,
    clock: { source: 'box', pulses: 1, bpm: 120, jitter: 0 },
  },
  toggles: [],
  lanes: [],
  notes: [],
  patterns: [],
  controllers: [],
  tempo: [],
  unassigned: 0,
}
const parts = { mutes: true, notes: false, controllers: false, patterns: false }

function context(): CompContext & { readonly shown: (CompMeant | null)[] } {
  const shown: (CompMeant | null)[] = []
  const mean = (meant: CompMeant | null): void => void shown.push(meant)
  return { takes: [null, take], rowHeight: 40, grid: 240, tickOf: (x) => x * 10, tracks: [3], parts, mean, shown }
}

const at = (tick: number, row = 1): { x: number; y: number } => ({ x: tick / 10, y: row * 40 + 5 })

describe('a drag over a take', () => {
  it('takes the bars from where it began to where it is, either way, as far as the take goes', () => {
    const over = context()
    const gesture = compGesture(over, at(2 * BAR + 100))
    const command = gesture?.at(at(3 * BAR + 10), NO_KEYS)
    expect(command).toEqual({
      type: 'placeTake', take, tracks: [3], span: { from: 2 * BAR, to: 4 * BAR }, at: null, parts, mode: 'replace',
    }) // prettier-ignore
    expect(gesture?.at(at(0), NO_KEYS)).toMatchObject({ span: { from: BAR, to: 3 * BAR } })
    expect(gesture?.at(at(9 * BAR), NO_KEYS)).toMatchObject({ span: { from: 2 * BAR, to: 4 * BAR + 960 } })
    expect(over.shown.at(-1)).toEqual({ row: 1, span: { from: 2 * BAR, to: 4 * BAR + 960 } })
    gesture?.end?.()
    expect(over.shown.at(-1)).toBeNull()
  })

  it('means one bar where it is a click, and cells of the grid with Alt', () => {
    const gesture = compGesture(context(), at(2 * BAR + 250))
    expect(gesture?.tap?.(NO_KEYS)).toMatchObject({ span: { from: 2 * BAR, to: 3 * BAR } })
    expect(gesture?.at(at(2 * BAR + 500), { ...NO_KEYS, alt: true })).toMatchObject({
      span: { from: 2 * BAR + 240, to: 2 * BAR + 720 },
    })
    expect(compCell(context(), at(2 * BAR + 250), { alt: false })).toEqual({
      row: 1,
      span: { from: 2 * BAR, to: 3 * BAR },
    })
  })

  it('begins only where the take was played and has arrived', () => {
    for (const point of [at(0), at(5 * BAR), at(2 * BAR, 0), at(2 * BAR, 2)]) {
      expect(compGesture(context(), point)).toBeNull()
      expect(compCursor(context(), point)).toBe('default')
    }
    expect(compCursor(context(), at(2 * BAR))).toBe('copy')
  })
})

import { describe, expect, it } from 'vitest'
import { emptyProject, tempoAt, type Project } from '../model/project'
import { BAR } from '../time/ticks'
import { placeTempo, putTempo, removeTempo, settledTempo } from './edit-tempo'

const project = (bpm: number, ...tempos: readonly (readonly [bar: number, bpm: number])[]): Project => ({
  ...emptyProject('Test'),
  bpm,
  tempos: tempos.map(([bar, value]) => ({ tick: bar * BAR, bpm: value })),
  sections: [{ id: 1, tick: 60 * BAR, name: 'End', color: null }],
})
const stretch = (from: number, to: number, bpmFrom: number, bpmTo = bpmFrom) => ({ from: from * BAR, to: to * BAR, bpmFrom, bpmTo }) // prettier-ignore

describe('the tempo', () => {
  it('is set from the start, or from a place on, and taken away there again', () => {
    const changed = putTempo(putTempo(project(120), 0, 100), 8 * BAR, 140)
    expect([0, 8 * BAR - 1, 8 * BAR].map((tick) => tempoAt(changed, tick))).toEqual([100, 100, 140])
    expect(removeTempo(changed, 8 * BAR).tempos).toEqual([])
    expect(putTempo(changed, 0, 1).bpm).toBe(20)
  })
})

describe('placing the tempo of a take', () => {
  it('gives an arrangement without music the tempo of the take, its changes with it', () => {
    const placed = placeTempo(
      project(120),
      [stretch(0, 8, 127.98), stretch(8, 16, 140)],
      { from: 0, to: 16 * BAR },
      true,
    )
    expect(placed).toEqual({ bpm: 128, tempos: [{ tick: 8 * BAR, bpm: 140 }] })
  })

  it('changes nothing outside its span', () => {
    const before = project(120, [4, 130], [12, 90], [30, 150])
    const placed = { ...before, ...placeTempo(before, [stretch(8, 16, 100)], { from: 8 * BAR, to: 16 * BAR }, false) }
    expect([0, 4, 7, 8, 15, 16, 29, 30].map((bar) => tempoAt(placed, bar * BAR))).toEqual([120, 130, 130, 100, 100, 90, 90, 150]) // prettier-ignore
  })

  it('leaves it alone where the take had no clock, or the same tempo', () => {
    const before = project(120, [4, 130])
    expect(placeTempo(before, [], { from: 0, to: BAR }, false)).toEqual({ bpm: 120, tempos: before.tempos })
    expect(placeTempo(before, [stretch(5, 6, 130.01)], { from: 5 * BAR, to: 6 * BAR }, false).tempos).toEqual(
      before.tempos,
    )
  })

  it('begins with the tempo that held there, where the take begins in the middle of a performance', () => {
    const { bpm, tempos } = placeTempo(project(100), [stretch(0, 1, 120), stretch(1, 2, 130), stretch(2, 9, 140)], { from: 4 * BAR, to: 8 * BAR }, false) // prettier-ignore
    expect(bpm).toBe(100)
    expect(tempos).toEqual([
      { tick: 4 * BAR, bpm: 140 },
      { tick: 8 * BAR, bpm: 100 },
    ])
  })

  it('is one at a tick: of several the last, and none that changes nothing', () => {
    const changes = [{ tick: BAR, bpm: 90 }, { tick: BAR, bpm: 100 }, { tick: 2 * BAR, bpm: 100 }]
    expect(settledTempo(120, changes)).toEqual({ bpm: 120, tempos: [{ tick: BAR, bpm: 100 }] })
  }) // prettier-ignore

  it('makes steps of a tempo that moved', () => {
    const { tempos } = placeTempo(project(120), [stretch(0, 1, 120, 124)], { from: 0, to: BAR }, false)
    expect(tempos.map(({ bpm }) => bpm)).toEqual([121, 122, 123, 120])
  })
})

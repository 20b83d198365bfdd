import { describe, expect, it } from 'vitest'
import type { Interval } from '../model/intervals'
import { emptyProject, mutesOf, type Project } from '../model/project'
import { ALL_PARTS } from '../model/slice'
import { BAR, PPQ } from '../time/ticks'
import { run, type Command } from './command'
import { NO_HISTORY, perform } from './history'

const empty = emptyProject('Test')
const after = (project: Project, ...list: readonly Command[]): Project => list.reduce(run, project)
const painted = (...spans: readonly Interval[]): Project =>
  after(empty, ...spans.map((span) => ({ type: 'paintMutes' as const, tracks: [0], kind: 'global' as const, ...span })))
const lane = (project: Project, kind: 'global' | 'pattern' = 'global'): readonly (readonly number[])[] =>
  (project.tracks[0]?.mutes[kind] ?? []).map(({ from, to }) => [from, to])

describe('under a view that shows mutes by beats', () => {
  const view = (project: Project): Project => run(project, { type: 'setMuteView', view: { grid: PPQ, strength: 100 } })
  /** Pressed a little late, both times. */
  const late = view(painted({ from: 100, to: BAR + 60 }))
  const bar = { tracks: [0], from: 0, to: BAR }

  it.each<Command>([
    { type: 'eraseMutes', kind: 'global', ...bar },
    { type: 'invertMutes', kinds: ['global'], ...bar },
    { type: 'clearRange', parts: ALL_PARTS, ...bar },
    { type: 'deleteTime', from: 0, to: BAR },
  ])('nothing is left of what $type takes away from sight', (command) => {
    expect(lane(run(late, command))).toEqual([])
  })

  it('an edge that is dragged onto the other as they are shown leaves nothing', () => {
    const project = view(painted({ from: 1100, to: 2300 }))
    const regions = [{ track: 0, kind: 'global' as const, inside: 1100 }]
    expect(lane(run(project, { type: 'moveMuteEdges', regions, edge: 'to', by: -PPQ }))).toEqual([])
  })

  it('what was too short to be shown is not lost, neither by the view nor by an edit elsewhere', () => {
    const short = view(painted({ from: 100, to: 300 }, { from: BAR, to: 2 * BAR }))
    const track = short.tracks[0]
    expect(track === undefined ? null : mutesOf(short, track).global).toEqual([{ from: BAR, to: 2 * BAR }])
    const erased = run(short, { type: 'eraseMutes', tracks: [0], kind: 'global', from: BAR, to: 2 * BAR })
    expect(lane(run(erased, { type: 'setMuteView', view: null }))).toEqual([[100, 300]])
  })
})

describe('commands on both layers', () => {
  const both = after(
    empty,
    { type: 'paintMutes', tracks: [0], kind: 'global', from: 0, to: BAR },
    { type: 'paintMutes', tracks: [0], kind: 'global', from: 2 * BAR, to: 3 * BAR },
    { type: 'paintMutes', tracks: [0], kind: 'pattern', from: BAR, to: 4 * BAR },
  )
  const kinds = ['global', 'pattern'] as const

  it('are one step', () => {
    const step = perform(both, NO_HISTORY, { type: 'invertMutes', tracks: [0], kinds, from: 0, to: 4 * BAR })
    expect(step === null ? null : [lane(step.project), lane(step.project, 'pattern')]).toEqual([
      [[BAR, 2 * BAR], [3 * BAR, 4 * BAR]],
      [[0, BAR]],
    ]) // prettier-ignore
    expect(step?.history.done).toHaveLength(1)
  })

  it('leave the layer alone that is not meant', () => {
    const joined = run(both, { type: 'joinMutes', tracks: [0], kinds: ['global'], from: 0, to: 4 * BAR })
    expect([lane(joined), lane(joined, 'pattern')]).toEqual([[[0, 3 * BAR]], [[BAR, 4 * BAR]]])
  })
})

it('a region that is split lets the track through within itself only', () => {
  const project = painted({ from: 0, to: BAR }, { from: BAR + 100, to: 2 * BAR })
  const split = run(project, { type: 'splitMutes', tracks: [0], kinds: ['global'], at: BAR - 100, gap: PPQ })
  expect(lane(split)).toEqual([[0, BAR - 100], [BAR + 100, 2 * BAR]]) // prettier-ignore
})

it('a range that reaches beyond the tracks moves with what there is of it', () => {
  const project = painted({ from: 0, to: BAR })
  const range = { tracks: [0, 63], from: 0, to: BAR, parts: ALL_PARTS }
  expect(lane(run(project, { type: 'moveRange', ...range, by: BAR, trackBy: 0, copy: false }))).toEqual([
    [BAR, 2 * BAR],
  ])
})

it('what is set to what it was is no step', () => {
  const looped = run(empty, { type: 'setLoop', loop: { from: 0, to: BAR } })
  expect(perform(looped, NO_HISTORY, { type: 'setLoop', loop: { from: 0, to: BAR } })).toBeNull()
  const put = run(empty, { type: 'putPattern', tick: 0, pattern: 3, from: null })
  expect(perform(put, NO_HISTORY, { type: 'putPattern', tick: 0, pattern: 3, from: 0 })).toBeNull()
})

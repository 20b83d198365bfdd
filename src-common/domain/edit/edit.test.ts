import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { emptyProject, type Project } from '../model/project'
import type { Take } from '../model/take'
import { BAR } from '../time/ticks'
import { anyCommand } from './any-command'
import { run, type Command } from './command'
import { placementOf } from './edit-takes'
import { NO_HISTORY, perform, redo, undo, type History } from './history'
import { apply, diff, invert } from './patch'

const commands = fc.array(anyCommand, { maxLength: 30 })
const grow = (project: Project, list: readonly Command[]): Project => list.reduce(run, project)
const empty = emptyProject('Test')

describe('patches', () => {
  it('apply(a, diff(a, b)) is b, and the inverse leads back', () => {
    fc.assert(
      fc.property(commands, commands, (first, second) => {
        const a = grow(empty, first)
        const b = grow(a, second)
        expect(apply(a, diff(a, b))).toEqual(b)
        expect(apply(b, invert(diff(a, b)))).toEqual(a)
      }),
    )
  })

  it('survive being sent as JSON', () => {
    fc.assert(
      fc.property(commands, commands, (first, second) => {
        const a = grow(empty, first)
        const b = grow(a, second)
        expect(apply(a, JSON.parse(JSON.stringify(diff(a, b))) as ReturnType<typeof diff>)).toEqual(b)
      }),
    )
  })
})

describe('history', () => {
  const steps = (list: readonly Command[]): { project: Project; history: History; projects: Project[] } => {
    const projects = [empty]
    let history = NO_HISTORY
    for (const each of list) {
      const step = perform(projects.at(-1) ?? empty, history, each)
      if (step === null) continue
      history = step.history
      projects.push(step.project)
    }
    return { project: projects.at(-1) ?? empty, history, projects }
  }

  it('undo goes back through every project that was, and redo through all of them again', () => {
    fc.assert(
      fc.property(commands, (list) => {
        let { project, history } = steps(list)
        const { projects } = steps(list)
        for (let i = projects.length - 2; i >= 0; i--) {
          const step = undo(project, history)
          expect(step?.project).toEqual(projects[i])
          if (step !== null) ({ project, history } = step)
        }
        expect(undo(project, history)).toBeNull()
        for (const expected of projects.slice(1)) {
          const step = redo(project, history)
          expect(step?.project).toEqual(expected)
          if (step !== null) ({ project, history } = step)
        }
        expect(redo(project, history)).toBeNull()
      }),
    )
  })

  it('a command that changes nothing is no step', () => {
    expect(perform(empty, NO_HISTORY, { type: 'deleteNotes', track: 0, ids: [9] })).toBeNull()
    expect(perform(empty, NO_HISTORY, { type: 'eraseMutes', tracks: [0], kind: 'global', from: 0, to: 960 })).toBeNull()
  })
})

describe('commands', () => {
  it('an edge that is dragged onto its other edge removes the region', () => {
    const painted = run(empty, { type: 'paintMutes', tracks: [2], kind: 'global', from: BAR, to: 2 * BAR })
    const moved = run(painted, {
      type: 'moveMuteEdges',
      regions: [{ track: 2, kind: 'global', inside: BAR }],
      edge: 'to',
      by: BAR,
    })
    expect(moved.tracks[2]?.mutes.global).toEqual([{ from: BAR, to: 3 * BAR }])
    const gone = run(moved, {
      type: 'moveMuteEdges',
      regions: [{ track: 2, kind: 'global', inside: BAR }],
      edge: 'from',
      by: 2 * BAR,
    })
    expect(gone.tracks[2]?.mutes.global).toEqual([])
  })

  it('notes move as one body, and stop together at the edge', () => {
    const notes = [
      { tick: 240, length: 60, pitch: 60, velocity: 100 },
      { tick: 960, length: 60, pitch: 126, velocity: 100 },
    ]
    const drawn = run(empty, { type: 'addNotes', track: 0, notes })
    const moved = run(drawn, { type: 'moveNotes', track: 0, ids: [1, 2], by: -960, pitchBy: 12, copy: false })
    expect(moved.tracks[0]?.notes.map(({ tick: at, pitch }) => [at, pitch])).toEqual([
      [0, 61],
      [720, 127],
    ])
  })

  it('a take replaces what was in its span, and nothing outside it', () => {
    const before = grow(empty, [
      { type: 'paintMutes', tracks: [0], kind: 'global', from: 0, to: 4 * BAR },
      {
        type: 'addNotes',
        track: 1,
        notes: [0, BAR, 2 * BAR].map((at) => ({ tick: at, length: 10, pitch: 60, velocity: 1 })),
      },
      { type: 'putPattern', tick: 0, pattern: 7, from: null },
      { type: 'putPattern', tick: 3 * BAR, pattern: 8, from: null },
    ])
    const clock = { source: 'box' as const, pulses: 1, bpm: 120, jitter: 0 }
    const take: Take = {
      summary: { id: 't', name: 'Take 1', startedAt: '', from: BAR, to: 2 * BAR, recovered: false, clock },
      toggles: [],
      tempo: [],
      lanes: [{ track: 0, kind: 'global', muted: [{ from: BAR, to: BAR + 960 }], known: true }],
      notes: [{ track: 1, tick: BAR + 240, length: 100, pitch: 62, velocity: 90, closed: false }],
      patterns: [{ tick: BAR, pattern: 1, assumed: false }],
      controllers: [],
      unassigned: 0,
    }
    const after = run(before, placementOf(before, take))
    expect(after.tracks[0]?.mutes.global).toEqual([
      { from: 0, to: BAR + 960 },
      { from: 2 * BAR, to: 4 * BAR },
    ])
    expect(after.tracks[1]?.notes.map((each) => each.tick)).toEqual([0, BAR + 240, 2 * BAR])
    expect(after.patterns.map(({ tick: at, pattern }) => [at, pattern])).toEqual([
      [0, 7],
      [BAR, 1],
      [2 * BAR, 7],
      [3 * BAR, 8],
    ])
  })

  it('a take that is overdubbed leaves alone the knobs that were not touched in it, and one that replaces does not', () => {
    const drawn = run(empty, {
      type: 'drawController',
      track: 0,
      target: 'cc:74',
      points: [{ tick: 0, value: 5 }],
      from: 0,
      to: 4 * BAR,
    })
    const lanes = [
      { target: 'cc:74' as const, points: [{ tick: BAR, value: 9 }] },
      {
        target: 'bend' as const,
        points: [
          { tick: BAR, value: 8192 },
          { tick: BAR + 100, value: 9000 },
        ],
      },
    ]
    const clock = { source: 'box' as const, pulses: 1, bpm: 120, jitter: 0 }
    const take: Take = {
      summary: { id: 't', name: 'Take 1', startedAt: '', from: BAR, to: 2 * BAR, recovered: false, clock },
      toggles: [],
      tempo: [],
      lanes: [],
      notes: [],
      patterns: [],
      controllers: [{ track: 0, lanes }],
      unassigned: 0,
    }
    const placed = (recordMode: 'replace' | 'overdub'): unknown =>
      run(drawn, placementOf({ ...drawn, recordMode }, take)).tracks[0]?.controllers.map(({ points }) =>
        points.map(({ tick, value }) => [tick, value]),
      )
    const bent = [
      [BAR, 8192],
      [BAR + 100, 9000],
    ]
    expect(placed('overdub')).toEqual([[[0, 5]], bent])
    expect(placed('replace')).toEqual([[[0, 5], [BAR, 9], [2 * BAR, 5]], bent]) // prettier-ignore
  })
})

import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { emptyProject, type Project } from '../model/project'
import type { Take } from '../model/take'
import { BAR, STEP } from '../time/ticks'
import { run, type Command } from './command'
import { NO_HISTORY, perform, redo, undo, type History } from './history'
import { apply, diff, invert } from './patch'

const track = fc.nat(15)
const tick = fc.nat(400).map((step) => step * STEP)
const note = fc.record({
  tick,
  length: fc.integer({ min: 1, max: 2000 }),
  pitch: fc.nat(127),
  velocity: fc.integer({ min: 1, max: 127 }),
})
const ids = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 10 })
const kind = fc.constantFrom('global' as const, 'pattern' as const)

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constantFrom('paintMutes' as const, 'eraseMutes' as const),
    tracks: fc.array(track),
    kind,
    from: tick,
    to: tick,
  }),
  fc.record({
    type: fc.constant('moveMuteEdge' as const),
    track,
    kind,
    inside: tick,
    edge: fc.constantFrom('from' as const, 'to' as const),
    to: tick,
  }),
  fc.record({ type: fc.constant('addNotes' as const), track, notes: fc.array(note, { maxLength: 5 }) }),
  fc.record({
    type: fc.constant('moveNotes' as const),
    track,
    ids,
    by: fc.integer({ min: -2000, max: 2000 }),
    pitchBy: fc.integer({ min: -130, max: 130 }),
  }),
  fc.record({
    type: fc.constant('resizeNotes' as const),
    track,
    ids,
    by: fc.integer({ min: -2000, max: 2000 }),
    shortest: fc.constant(60),
  }),
  fc.record({ type: fc.constant('deleteNotes' as const), track, ids }),
  fc.record({ type: fc.constant('putPattern' as const), tick, pattern: fc.nat(127), from: fc.option(tick) }),
  fc.record({ type: fc.constant('removePattern' as const), tick }),
  fc.record({ type: fc.constant('setTrack' as const), track, name: fc.string(), muted: fc.boolean() }),
  fc.record({ type: fc.constant('addSection' as const), tick, name: fc.string() }),
  fc.record({ type: fc.constant('setTempo' as const), bpm: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ type: fc.constant('setLoop' as const), loop: fc.option(fc.record({ from: tick, to: tick })) }),
)
const commands = fc.array(command, { maxLength: 30 })
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
    const moved = run(painted, { type: 'moveMuteEdge', track: 2, kind: 'global', inside: BAR, edge: 'to', to: 3 * BAR })
    expect(moved.tracks[2]?.mutes.global).toEqual([{ from: BAR, to: 3 * BAR }])
    const gone = run(moved, { type: 'moveMuteEdge', track: 2, kind: 'global', inside: BAR, edge: 'from', to: 3 * BAR })
    expect(gone.tracks[2]?.mutes.global).toEqual([])
  })

  it('notes move as one body, and stop together at the edge', () => {
    const notes = [
      { tick: 240, length: 60, pitch: 60, velocity: 100 },
      { tick: 960, length: 60, pitch: 126, velocity: 100 },
    ]
    const drawn = run(empty, { type: 'addNotes', track: 0, notes })
    const moved = run(drawn, { type: 'moveNotes', track: 0, ids: [1, 2], by: -960, pitchBy: 12 })
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
      unassigned: 0,
    }
    const after = run(before, { type: 'placeTake', take })
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
})

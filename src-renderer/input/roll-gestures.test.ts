import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { run, type Command } from '../../src-common/domain/edit/command'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { PPQ, STEP } from '../../src-common/domain/time/ticks'
import type { Gesture, Modifiers, Point } from './gesture'
import { rollGesture, type RollContext } from './note-gestures'
import { trigGesture } from './trig-gestures'
import { velocityGesture } from './velocity-gestures'

const FREE: Modifiers = { alt: false, shift: false, command: false }
const TICKS_PER_PIXEL = 20
const rows = { topPitch: 84, rowHeight: 10 }
const at = (tick: number, pitch: number): Point => ({ x: tick / TICKS_PER_PIXEL, y: (84 - pitch) * 10 + 5 })

const notes = [0, 1, 2, 3].map((beat) => ({ tick: beat * PPQ, length: PPQ / 2, pitch: 80 - beat, velocity: 100 }))
const song = run(emptyProject('Test'), { type: 'addNotes', track: 1, notes })
const trackOf = (project: Project) => project.tracks[1] ?? project.tracks[0]!
const ids = trackOf(song).notes.map(({ id }) => id)

const roll = (selected: readonly number[] = []): RollContext => ({
  track: trackOf(song),
  number: 1,
  nextId: song.nextId,
  grid: STEP,
  ticksPerPixel: TICKS_PER_PIXEL,
  coarse: false,
  tool: 'draw',
  selected: new Set(selected),
  drawn: null,
  tickOf: (x) => x * TICKS_PER_PIXEL,
  rows: () => rows,
  select: () => undefined,
  marquee: () => undefined,
  drew: () => undefined,
  hear: () => undefined,
  hush: () => undefined,
})

const commandOf = (gesture: Gesture | null, to: Point, held: Partial<Modifiers> = {}): Command | null =>
  gesture?.at(to, { ...FREE, ...held }) ?? null

const offset = fc.record({ ticks: fc.integer({ min: -3000, max: 3000 }), pitches: fc.integer({ min: -6, max: 3 }) })

describe('a drag of a note', () => {
  const start = at(PPQ + 200, 79)
  const pull = (ticks: number, pitches: number, held: Partial<Modifiers> = {}) =>
    commandOf(rollGesture(roll(), start, FREE), at(PPQ + 200 + ticks, 79 + pitches), held)

  it('goes along the grid, and with Shift only in the direction in which it is further from its start', () => {
    fc.assert(
      fc.property(offset, ({ ticks, pitches }) => {
        const free = pull(ticks, pitches)
        if (free?.type === 'moveNotes') expect(Math.abs(free.by % STEP)).toBe(0)
        const constrained = pull(ticks, pitches, { shift: true })
        if (constrained?.type !== 'moveNotes') return
        expect(constrained.by === 0 || constrained.pitchBy === 0).toBe(true)
        const sideways = Math.abs(ticks) / TICKS_PER_PIXEL >= Math.abs(pitches) * rows.rowHeight
        expect(sideways ? constrained.pitchBy : constrained.by).toBe(0)
      }),
    )
  })

  it('does nothing where it comes back to its start, copy or not', () => {
    expect(pull(0, 0)).toBeNull()
    expect(pull(5, 0, { command: true })).toBeNull()
    expect(pull(STEP, 0, { command: true })).toMatchObject({ copy: true, by: STEP })
  })

  it('takes all that are chosen along, and alone one that is not', () => {
    const [first = 0, second = 0] = ids
    const drag = (selected: readonly number[]): Command | null =>
      commandOf(rollGesture(roll(selected), start, FREE), at(2 * PPQ + 200, 79))
    expect(drag([first, second])).toMatchObject({ ids: [first, second], by: PPQ })
    expect(drag([first])).toMatchObject({ ids: [second] })
  })
})

describe('trigs', () => {
  const context = (project: Project) => ({
    project,
    tickOf: (x: number) => x * TICKS_PER_PIXEL,
    trackOf: () => 1,
    choose: () => undefined,
    hear: () => undefined,
    hush: () => undefined,
  })
  const step = (number: number): Point => ({ x: (number * STEP + STEP / 2) / TICKS_PER_PIXEL, y: 0 })
  const paint = (project: Project, from: number, to: number): Project => {
    const command = commandOf(trigGesture(context(project), step(from)), step(to))
    return command === null ? project : run(project, command)
  }
  const stepsOf = (project: Project): readonly number[] =>
    trackOf(project).notes.map(({ tick }) => Math.round(tick / STEP))

  it('a drag from an empty step fills all that it passes, one from a trig clears them, and no step gets two', () => {
    fc.assert(
      fc.property(fc.nat(24), fc.nat(24), (from, to) => {
        const passed = Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => Math.min(from, to) + index)
        const clears = stepsOf(song).includes(from)
        const after = stepsOf(paint(song, from, to))
        expect(new Set(after).size).toBe(after.length)
        for (const each of passed) expect(after.includes(each)).toBe(!clears)
        expect(after.filter((each) => !passed.includes(each))).toEqual(stepsOf(song).filter((each) => !passed.includes(each)))
      }),
    )
  }) // prettier-ignore
})

describe('velocities', () => {
  const context = (selected: readonly number[]) => ({
    notes: trackOf(song).notes,
    number: 1,
    selected: new Set(selected),
    ticksPerPixel: TICKS_PER_PIXEL,
    coarse: false,
    tickOf: (x: number) => x * TICKS_PER_PIXEL,
    yOf: (velocity: number) => 127 - velocity,
    velocityAt: (y: number) => Math.min(127, Math.max(1, 127 - y)),
    select: () => undefined,
    line: () => undefined,
  })
  const spot = (tick: number, velocity: number): Point => ({ x: tick / TICKS_PER_PIXEL, y: 127 - velocity })

  it('a stem takes the chosen ones along by as much, and none leaves 1 to 127', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 127 }), (velocity) => {
        const command = commandOf(velocityGesture(context(ids), spot(PPQ, 100), false), spot(PPQ, velocity))
        const after = command === null ? song : run(song, command)
        expect(trackOf(after).notes.map((note) => note.velocity)).toEqual(ids.map(() => velocity))
      }),
    )
  })

  it('the pencil and the line change only chosen notes where some are chosen', () => {
    const [, second = 0] = ids
    for (const shift of [false, true]) {
      const over = (selected: readonly number[]): Command | null =>
        commandOf(velocityGesture(context(selected), spot(-200, 120), shift), spot(4 * PPQ, 120))
      expect(over([second])).toEqual({ type: 'setVelocities', track: 1, velocities: [[second, 120]] })
      expect(over([])).toMatchObject({ velocities: ids.map((id) => [id, 120]) })
    }
  })

  it('the line rises evenly', () => {
    const command = commandOf(velocityGesture(context([]), spot(0, 10), true), spot(3 * PPQ, 100))
    expect(command).toMatchObject({ velocities: ids.map((id, index) => [id, 10 + index * 30]) })
  })
})

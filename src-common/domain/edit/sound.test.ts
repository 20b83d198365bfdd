// What holds of every project, whatever was done to it.
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { MUTE_KINDS } from '../device/device'
import { greatestOf } from '../model/controllers'
import type { Intervals } from '../model/intervals'
import { emptyProject, endOf, type Project } from '../model/project'
import { BAR, LONGEST_SONG } from '../time/ticks'
import { anyCommand } from './any-command'
import { labelOf, run, type Command } from './command'
import { NO_HISTORY, perform } from './history'

const empty = emptyProject('Test')
const commands = fc.array(anyCommand, { maxLength: 30 })

const isTick = (tick: number): boolean => Number.isSafeInteger(tick) && tick >= 0
/** Strictly in order, and none before the start. */
const inOrder = (ticks: readonly number[]): boolean =>
  ticks.every((tick, i) => isTick(tick) && (i === 0 || tick > (ticks[i - 1] ?? 0)))
const isLane = (lane: Intervals): boolean =>
  lane.every(({ from, to }, i) => isTick(from) && isTick(to) && from < to && (i === 0 || from > (lane[i - 1]?.to ?? 0)))
const ticksOf = (events: readonly { readonly tick: number }[]): readonly number[] => events.map(({ tick }) => tick)

/** What is not as it should be; by name. */
function faultsOf(project: Project): readonly string[] {
  const faults: string[] = []
  const check = (what: string, holds: boolean): void => {
    if (!holds) faults.push(what)
  }
  for (const [number, track] of project.tracks.entries()) {
    for (const kind of MUTE_KINDS) check(`${kind} mutes of ${String(number)}`, isLane(track.mutes[kind]))
    check(`written of ${String(number)}`, isLane(track.written))
    check(
      `notes of ${String(number)}`,
      track.notes.every(
        ({ tick, length, pitch, velocity }) =>
          isTick(tick) && isTick(tick + length) && length > 0 && pitch >= 0 && pitch <= 127 && velocity >= 1 && velocity <= 127,
      ),
    )
    for (const { target, points } of track.controllers) {
      check(`ticks of ${target} of ${String(number)}`, inOrder(ticksOf(points)))
      check(
        `values of ${target} of ${String(number)}`,
        points.every(({ value }) => Number.isInteger(value) && value >= 0 && value <= greatestOf(target)),
      )
    }
    const targets = track.controllers.map(({ target }) => target)
    check(`one lane a target of ${String(number)}`, new Set(targets).size === targets.length)
  }
  check('patterns', inOrder(ticksOf(project.patterns)))
  check('tempos', inOrder(ticksOf(project.tempos)) && project.tempos.every(({ tick }) => tick > 0))
  check('sections', inOrder(ticksOf(project.sections)))
  check('markers', inOrder(ticksOf(project.markers)))
  for (const [what, each] of [['loop', project.loop], ['punch', project.punch]] as const) check(what, each === null || isLane([each])) // prettier-ignore
  const ids = [...project.tracks.flatMap(({ notes }) => notes), ...project.sections, ...project.markers].map(({ id }) => id)
  check('ids', new Set(ids).size === ids.length && ids.every((id) => id < project.nextId))
  check('end', isTick(project.end))
  return faults
} // prettier-ignore

describe('a project', () => {
  it('is sound, whatever was done to it', () => {
    fc.assert(
      fc.property(commands, (list) => {
        let project = empty
        for (const each of list) {
          project = run(project, each)
          expect(faultsOf(project), each.type).toEqual([])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is not made longer than songs can be by any edit', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const edits = list.filter(({ type }) => type !== 'placeTake' && type !== 'replaceArrangement')
        expect(endOf(edits.reduce(run, empty))).toBeLessThanOrEqual(LONGEST_SONG)
      }),
    )
  })

  it('is a step of the history exactly where something is another than it was', () => {
    fc.assert(
      fc.property(commands, anyCommand, (list, command) => {
        const before = list.reduce(run, empty)
        const step = perform(before, NO_HISTORY, command)
        if (step === null) expect(run(before, command)).toEqual(before)
        else expect(step.project).not.toEqual(before)
      }),
    )
  })

  it('has for everything that is done words for the history', () => {
    fc.assert(
      fc.property(commands, anyCommand, (list, command) => {
        const label = labelOf(list.reduce(run, empty), command)
        expect(label).toMatch(/^[A-Z]/)
        expect(label).not.toMatch(/undefined|NaN|null/)
      }),
    )
  })
})

describe('what would be more than any song', () => {
  const grown = (list: readonly Command[]): Project => list.reduce(run, empty)
  const notes = Array.from({ length: 2000 }, (_, i) => ({ tick: i, length: 10, pitch: 60, velocity: 100 }))
  const full = grown([{ type: 'addNotes', track: 0, notes }])

  it.each<Command>([
    { type: 'insertTime', at: 0, length: LONGEST_SONG },
    { type: 'repeatTime', from: 0, to: BAR, times: 999 },
    { type: 'repeatTime', from: 0, to: LONGEST_SONG / 2, times: 2 },
    { type: 'copyTime', from: 0, to: BAR, at: LONGEST_SONG },
    { type: 'moveTime', from: 0, to: BAR, at: LONGEST_SONG + 1 },
    { type: 'moveTime', from: 0, to: LONGEST_SONG * 2, at: LONGEST_SONG * 3 },
    {
      type: 'repeatRange',
      tracks: [0],
      from: 0,
      to: BAR,
      times: 999,
      parts: { mutes: true, notes: true, controllers: true },
    },
    { type: 'paintMutes', tracks: [0], kind: 'global', from: 0, to: 1e9 },
    { type: 'putPattern', tick: 1e9, pattern: 0, from: null },
    { type: 'changeNotes', track: 0, ids: [1], field: 'tick', change: { type: 'set', value: 1e9 } },
  ])('is not done: $type', (command) => {
    expect(run(full, command)).toBe(full)
  })
})

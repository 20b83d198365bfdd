import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { defaultProfile } from '../device/device'
import { run } from '../edit/command'
import { parse } from '../midi/message'
import { ControlReader } from '../model/control-reader'
import type { ControllerTarget } from '../model/controllers'
import { emptyProject, type Project } from '../model/project'
import { BAR, PULSE, STEP } from '../time/ticks'
import { Player } from './player'
import type { Planned } from './planned'
import { replayPlan } from './replay-plan'
import { sequenceOf } from './sequence'

const TARGETS: readonly ControllerTarget[] = ['cc:74', 'cc:10', 'nrpn:148', 'nrpn:149', 'bend', 'program']
const song: fc.Arbitrary<Project> = fc
  .array(
    fc.record({
      track: fc.nat(7),
      target: fc.constantFrom(...TARGETS),
      points: fc.array(fc.record({ tick: fc.nat(63).map((step) => step * STEP), value: fc.nat(16383) }), {
        maxLength: 12,
      }),
    }),
    { maxLength: 10 },
  )
  .map((lanes) =>
    lanes.reduce(
      (next, lane) => run(next, { type: 'drawController', ...lane, from: 0, to: 100_000 }),
      emptyProject('Test'),
    ),
  )
const place = fc.nat(63).map((step) => step * STEP)

const valueAt = (project: Project, track: number, target: ControllerTarget, at: number): number | null =>
  project.tracks[track]?.controllers.find((lane) => lane.target === target)?.points.findLast(({ tick }) => tick <= at)
    ?.value ?? null

/** What a box that takes every value at once holds at a clock tick, early messages undone by their lead. */
function heldAt(plan: readonly Planned[], clock: number): ReadonlyMap<string, number> {
  const reader = new ControlReader()
  const held = new Map<string, number>()
  for (const each of plan) {
    if (each.holds > clock) continue
    const turned = reader.read(parse(each.bytes))
    if (turned !== null) held.set(`${String(turned.channel)} ${turned.target}`, turned.value)
  }
  return held
}

const draw = (
  project: Project,
  target: ControllerTarget,
  points: readonly { tick: number; value: number }[],
  track = 2,
): Project => run(project, { type: 'drawController', track, target, points, from: 0, to: 100_000 })

describe('replaying knobs', () => {
  it('from anywhere, the box holds at every step the value of every lane', () => {
    fc.assert(
      fc.property(song, place, place, (project, from, offset) => {
        const held = heldAt(replayPlan(project, from, from + 40 * BAR, 0), offset)
        for (let track = 0; track < 8; track++) {
          for (const target of TARGETS) {
            expect(held.get(`${String(track + 1)} ${target}`) ?? null).toBe(
              valueAt(project, track, target, from + offset),
            )
          }
        }
      }),
    )
  })

  it('an NRPN is its number and its value, in that order and with nothing between', () => {
    const project = draw(emptyProject('Test'), 'nrpn:148', [{ tick: BAR, value: (65 << 7) | 5 }])
    const both = draw(project, 'nrpn:149', [{ tick: BAR, value: 1 }])
    const sent = replayPlan(both, 0, 2 * BAR, 0).filter(({ why }) => why === 'control')
    expect(sent.map(({ bytes }) => bytes)).toEqual([
      [0xb2, 99, 1], [0xb2, 98, 20], [0xb2, 6, 65], [0xb2, 38, 5],
      [0xb2, 99, 1], [0xb2, 98, 21], [0xb2, 6, 0], [0xb2, 38, 1],
    ]) // prettier-ignore
    expect(sent.every(({ clock }) => clock === BAR - PULSE)).toBe(true)
  })

  it('a loop begins again with the values that hold there', () => {
    const project = draw(emptyProject('Test'), 'cc:74', [
      { tick: 0, value: 10 },
      { tick: 2 * BAR, value: 99 },
    ])
    const player = new Player(sequenceOf(project))
    const plan = [
      ...player.start({ song: BAR, clock: 0, from: 0, loop: { from: BAR, to: 3 * BAR }, chase: 'now' }),
      ...player.pump(4 * BAR),
    ]
    const values = plan.filter(({ bytes }) => bytes[1] === 74).map(({ clock, bytes }) => [clock, bytes[2]])
    expect(values).toEqual([
      [0, 10],
      [BAR - PULSE, 99],
      [2 * BAR - PULSE, 10],
      [3 * BAR - PULSE, 99],
      [4 * BAR - PULSE, 10],
    ])
  })

  it('an edit under the playhead is sent at once, and only what changed', () => {
    const project = draw(draw(emptyProject('Test'), 'bend', [{ tick: 0, value: 0 }]), 'cc:74', [{ tick: 0, value: 1 }])
    const player = new Player(sequenceOf(project))
    player.start({ song: 0, clock: 0, from: 0, loop: null, chase: 'now' })
    player.pump(BAR)
    const edited = run(project, {
      type: 'drawController',
      track: 2,
      target: 'cc:74',
      points: [{ tick: 0, value: 77 }],
      from: 0,
      to: 2 * BAR,
    })
    expect(player.replace(sequenceOf(edited))).toEqual([
      { clock: BAR, holds: BAR, bytes: [0xb2, 74, 77], why: 'chase' },
    ])
    expect(player.pump(2 * BAR)).toEqual([
      { clock: 2 * BAR - PULSE, holds: 2 * BAR, bytes: [0xb2, 74, 1], why: 'control' },
    ])
  })

  it('sends nothing for a track that is off or has no channel, and nothing that would mute or change a pattern', () => {
    const points = [{ tick: 0, value: 5 }]
    const controls = (project: Project): readonly Planned[] =>
      replayPlan(project, 0, BAR, 0).filter(({ bytes }) => bytes[1] !== 94)
    const off = run(draw(emptyProject('Test'), 'cc:74', points), { type: 'setTrack', track: 2, drive: 'off' })
    expect(controls(off)).toEqual([])
    expect(controls(draw(emptyProject('Test'), 'cc:74', points, 12))).toEqual([])
    const second = emptyProject('Test', defaultProfile('digitakt2'))
    expect(controls(draw(second, 'program', points, 9))).toEqual([])
    expect(controls(draw(second, 'cc:110', points))).toEqual([])
    expect(controls(draw(second, 'nrpn:229', points))).toEqual([])
    expect(controls(draw(second, 'program', points, 2))).toHaveLength(1)
  })
})

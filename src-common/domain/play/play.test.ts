import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { run } from '../edit/command'
import { defaultProfile } from '../device/device'
import { parse } from '../midi/message'
import { contains } from '../model/intervals'
import { emptyProject, patternAt, type Project } from '../model/project'
import { BAR, PULSE, STEP } from '../time/ticks'
import { leadClock, WARM_UP } from './lead-clock'
import { Player } from './player'
import type { Planned } from './planned'
import { replayPlan } from './replay-plan'
import { sequenceOf } from './sequence'

const span = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 16 }))
  .map(([from, length]) => ({ from: from * STEP, to: (from + length) * STEP }))
const project: fc.Arbitrary<Project> = fc
  .record({
    mutes: fc.array(fc.record({ track: fc.nat(7), span }), { maxLength: 12 }),
    patterns: fc.uniqueArray(fc.record({ tick: fc.nat(15).map((bar) => bar * BAR), pattern: fc.nat(127) }), {
      selector: (each) => each.tick,
      maxLength: 4,
    }),
    notes: fc.array(
      fc.record({
        tick: fc.nat(15000),
        length: fc.integer({ min: 1, max: 4000 }),
        pitch: fc.integer({ min: 60, max: 62 }),
        velocity: fc.constant(100),
      }),
      { maxLength: 30 },
    ),
    muteLead: fc.nat(48).map((pulses) => pulses * PULSE),
    patternLead: fc.nat(48).map((pulses) => pulses * PULSE),
  })
  .map(({ mutes, patterns, notes, muteLead, patternLead }) => {
    let made = emptyProject('Test', { ...defaultProfile('digitakt'), muteLead, patternLead })
    for (const {
      track,
      span: { from, to },
    } of mutes)
      made = run(made, { type: 'paintMutes', tracks: [track], kind: 'global', from, to })
    for (const { tick, pattern } of patterns) made = run(made, { type: 'putPattern', tick, pattern, from: null })
    made = run(made, { type: 'addNotes', track: 3, notes })
    return run(made, { type: 'setTrack', track: 3, drive: 'notes' })
  })
const place = fc.nat(63).map((step) => step * STEP)

/** What a box that obeys at once would hold at a clock tick, early messages undone by their leads. */
function boxAt(
  plan: readonly Planned[],
  { device }: Project,
  clock: number,
): { mutes: Map<number, boolean>; pattern: number | null } {
  const mutes = new Map<number, boolean>()
  let pattern: number | null = null
  for (const each of plan) {
    const message = parse(each.bytes)
    if (each.holds > clock) continue
    if (message.type === 'controller') mutes.set(message.channel - 1, message.value === device.muteValues.global.muted)
    if (message.type === 'programChange') pattern = message.program
  }
  return { mutes, pattern }
}

/** Checks that notes are paired on the wire: never on twice, never off without on, none left. */
function hanging(plan: readonly Planned[]): number {
  const sounding = new Set<string>()
  for (const { bytes } of plan) {
    const message = parse(bytes)
    if (message.type !== 'noteOn' && message.type !== 'noteOff') continue
    const key = `${String(message.channel)}:${String(message.pitch)}`
    expect(sounding.has(key)).toBe(message.type === 'noteOff')
    if (message.type === 'noteOn') sounding.add(key)
    else sounding.delete(key)
  }
  return sounding.size
}

describe('replaying', () => {
  it('from anywhere, the box holds at every step what the arrangement says', () => {
    fc.assert(
      fc.property(project, place, place, (song, from, offset) => {
        const plan = replayPlan(song, from, from + 40 * BAR, -WARM_UP)
        const box = boxAt(plan, song, offset)
        song.tracks.forEach((track, number) => {
          if (number < 8)
            expect(box.mutes.get(number)).toBe(number === 3 || contains(track.mutes.global, from + offset))
        })
        expect(box.pattern).toBe(patternAt(song.patterns, from + offset)?.pattern ?? null)
      }),
    )
  })

  it('sends every mute and pattern change early by exactly its lead, or at once where there is no time left', () => {
    fc.assert(
      fc.property(project, place, (song, from) => {
        const plan = replayPlan(song, from, from + 40 * BAR, -WARM_UP)
        for (const each of plan.filter(({ why }) => why === 'mute' || why === 'pattern')) {
          const lead = Math.max(PULSE, each.why === 'mute' ? song.device.muteLead : song.device.patternLead)
          // A box that was just started is not asked before its first pulse is over.
          const atOnce = each.clock === -WARM_UP || (each.why === 'pattern' && each.clock === PULSE)
          if (!atOnce) expect((each.clock + lead + from) % STEP).toBe(0)
        }
        expect(plan.every((each, i) => i === 0 || each.clock >= (plan[i - 1]?.clock ?? 0))).toBe(true)
      }),
    )
  })

  it('leaves no note hanging, wherever it is stopped', () => {
    fc.assert(
      fc.property(project, place, place, (song, from, length) => {
        expect(hanging(replayPlan(song, from, from + length, 0))).toBe(0)
      }),
    )
  })

  it('gives the same messages however often it is asked', () => {
    fc.assert(
      fc.property(project, fc.array(fc.integer({ min: 1, max: 3000 })), (song, strides) => {
        const whole = replayPlan(song, 0, 12 * BAR, 0)
        const player = new Player(sequenceOf(song))
        const parts = [...player.start({ song: 0, clock: 0, from: 0, loop: null, chase: 'now' })]
        let until = 0
        for (const stride of strides) parts.push(...player.pump((until = Math.min(12 * BAR, until + stride))))
        parts.push(...player.pump(12 * BAR), ...player.silence(12 * BAR))
        expect(parts).toEqual(whole)
      }),
    )
  })

  it('loops: the state at the seam is that of the start of the loop, and notes end there', () => {
    fc.assert(
      fc.property(project, fc.integer({ min: 1, max: 40 }), (song, stride) => {
        const player = new Player(sequenceOf(song))
        const loop = { from: BAR, to: 3 * BAR }
        const plan = [...player.start({ song: 0, clock: 0, from: -WARM_UP, loop, chase: 'now' })]
        for (let until = 0; until <= 9 * BAR; until += stride * 60) plan.push(...player.pump(until))
        plan.push(...player.pump(9 * BAR), ...player.silence(9 * BAR))
        expect(hanging(plan)).toBe(0)
        expect(player.songAt(9 * BAR)).toBe(BAR)
        expect(player.songAt(10 * BAR + 7)).toBe(2 * BAR + 7)
        for (const clock of [3 * BAR, 5 * BAR, 5 * BAR + 960]) {
          const told = boxAt(plan, song, clock)
          song.tracks.slice(0, 3).forEach((track, number) => {
            expect(told.mutes.get(number)).toBe(contains(track.mutes.global, BAR + ((clock - 3 * BAR) % (2 * BAR))))
          })
        }
      }),
    )
  })

  it('plays a loop of a single step, again and again', () => {
    const notes = [{ tick: 0, length: 60, pitch: 60, velocity: 100 }]
    const drawn = run(emptyProject('Test'), { type: 'addNotes', track: 3, notes })
    const player = new Player(sequenceOf(run(drawn, { type: 'setTrack', track: 3, drive: 'notes' })))
    const plan = [...player.start({ song: 0, clock: 0, from: 0, loop: { from: 0, to: STEP }, chase: 'now' })]
    for (let until = 0; until <= 4 * BAR; until += 33) plan.push(...player.pump(until))
    plan.push(...player.pump(4 * BAR))
    expect(plan.filter(({ why }) => why === 'note').map(({ clock }) => clock)).toEqual(
      Array.from({ length: 64 }, (_, step) => step * STEP),
    )
  })

  it('an edit leaves alone a pattern change that was sent early', () => {
    const song = run(emptyProject('Test'), { type: 'putPattern', tick: BAR, pattern: 5, from: null })
    const player = new Player(sequenceOf(song))
    player.start({ song: 0, clock: 0, from: 0, loop: null, chase: 'now' })
    expect(player.pump(BAR - 480).filter(({ why }) => why === 'pattern')).toHaveLength(1)
    const edited = run(song, { type: 'addNotes', track: 0, notes: [{ tick: 0, length: 60, pitch: 60, velocity: 1 }] })
    expect(player.replace(sequenceOf(edited))).toEqual([])
  })

  it('an edit under the playhead is sent at once, and only what changed', () => {
    const song = emptyProject('Test')
    const player = new Player(sequenceOf(song))
    player.start({ song: 0, clock: 0, from: -WARM_UP, loop: null, chase: 'now' })
    player.pump(BAR)
    const edited = run(song, { type: 'paintMutes', tracks: [2], kind: 'global', from: 0, to: 2 * BAR })
    expect(player.replace(sequenceOf(edited))).toEqual([
      { clock: BAR, holds: BAR, bytes: [0xb2, 94, 127], why: 'chase' },
    ])
    expect(player.pump(2 * BAR)).toEqual([
      { clock: 2 * BAR - PULSE, holds: 2 * BAR, bytes: [0xb2, 94, 0], why: 'mute' },
    ])
  })
})

it('our clock runs for a bar before Start, and Start comes just before tick 0', () => {
  const all = leadClock(-WARM_UP, BAR).map((each) => each.bytes[0])
  expect(all.indexOf(0xfa)).toBe(WARM_UP / PULSE)
  expect(all.length).toBe(1 + (WARM_UP + BAR) / PULSE)
  const parts = [-WARM_UP, -1000, -30, -20, -10, 0, 1, 40, BAR]
  const cut = parts.slice(1).flatMap((until, i) => leadClock(parts[i] ?? 0, until).map((each) => each.bytes[0]))
  expect(cut).toEqual(all)
})

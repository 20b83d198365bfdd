import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { defaultProfile } from '../device/device'
import { encode, parse, type Message } from '../midi/message'
import { controlMessages } from '../model/control-messages'
import { controlPoints, type ControllerTarget } from '../model/controllers'
import { PULSE } from '../time/ticks'
import { ControllerFold } from './controller-fold'

const device = defaultProfile('digitakt')
const at = (pressed: number, rolling = true): { pressed: number; tick: number; rolling: boolean } => ({
  pressed,
  tick: Math.ceil(pressed / PULSE) * PULSE,
  rolling,
})
const cc = (channel: number, controller: number, value: number): Message => ({
  type: 'controller',
  channel,
  controller,
  value,
})
const SPAN = { from: 0, to: 100_000 }
const lanesOf = (fold: ControllerFold, track: number, span = SPAN): unknown =>
  fold.within(span).find((each) => each.track === track)?.lanes ?? []

const target = fc.constantFrom<ControllerTarget>('cc:74', 'cc:7', 'cc:38', 'bend', 'program', 'nrpn:148', 'nrpn:1500')
const turns = fc.array(
  fc.record({
    step: fc.integer({ min: 1, max: 500 }),
    target,
    track: fc.nat(7),
    value: fc.nat(127),
    fine: fc.nat(127),
  }),
  { maxLength: 40 },
)

describe('what knobs did', () => {
  it('is every value as it was sent, where it was sent, on the lane of its track', () => {
    fc.assert(
      fc.property(turns, (all) => {
        const fold = new ControllerFold(device)
        const expected = new Map<string, { tick: number; value: number }[]>()
        let tick = 0
        for (const turn of all) {
          tick += turn.step
          // Once a parameter was selected, its data belong to it.
          if (turn.target === 'cc:38' && all.some((each) => each.target.startsWith('nrpn:'))) continue
          const wide = turn.target === 'bend' || turn.target.startsWith('nrpn:')
          const value = wide ? turn.value * 128 + turn.fine : turn.value
          for (const bytes of controlMessages(turn.track + 1, turn.target, value)) fold.push(parse(bytes), at(tick))
          const key = `${String(turn.track)} ${turn.target}`
          expected.set(key, [...(expected.get(key) ?? []), { tick, value }])
        }
        const found = fold
          .within(SPAN)
          .flatMap(({ track, lanes }) => lanes.map((lane) => [`${String(track)} ${lane.target}`, lane.points] as const))
        expect(new Map(found)).toEqual(expected)
        for (const [key, points] of found)
          expect(controlPoints(key.split(' ')[1] as ControllerTarget, points)).toEqual(points)
      }),
    )
  })

  it('has at the begin of a span what held before it', () => {
    const fold = new ControllerFold(device)
    fold.push(cc(3, 74, 20), at(0, false))
    fold.push(cc(3, 74, 30), at(500))
    fold.push(cc(3, 74, 40), at(900.4))
    expect(lanesOf(fold, 2, { from: 600, to: 2000 })).toEqual([
      {
        target: 'cc:74',
        points: [
          { tick: 600, value: 30 },
          { tick: 900, value: 40 },
        ],
      },
    ])
    expect(lanesOf(fold, 2, { from: 100, to: 200 })).toEqual([{ target: 'cc:74', points: [{ tick: 100, value: 20 }] }])
  })

  it('an NRPN with upper bits only is as much; its lower ones belong to the same turn', () => {
    const fold = new ControllerFold(device)
    for (const [number, value] of [[99, 1], [98, 20], [6, 64]] as const) fold.push(cc(1, number, value), at(100)) // prettier-ignore
    fold.push(cc(1, 6, 65), at(200))
    fold.push(cc(1, 38, 5), at(203))
    expect(lanesOf(fold, 0)).toEqual([
      {
        target: 'nrpn:148',
        points: [
          { tick: 100, value: 64 << 7 },
          { tick: 200, value: (65 << 7) | 5 },
        ],
      },
    ])
  })

  it('has no lane for mutes, for the selection of a parameter, for channel modes, and for changes of pattern', () => {
    const fold = new ControllerFold({ ...device, programOut: 4 })
    for (const number of [94, 110, 99, 98, 101, 100, 120, 123]) fold.push(cc(1, number, 1), at(10))
    // The global mute by its NRPN.
    for (const [number, value] of [[99, 1], [98, 101], [6, 1]] as const) fold.push(cc(2, number, value), at(20)) // prettier-ignore
    fold.push({ type: 'programChange', channel: 4, program: 3 }, at(30))
    fold.push({ type: 'programChange', channel: 5, program: 3 }, at(30))
    expect(fold.within(SPAN)).toEqual([{ track: 4, lanes: [{ target: 'program', points: [{ tick: 30, value: 3 }] }] }])
  })

  it('counts what came on channels of no track, and takes the CHAN of a MIDI track as its own', () => {
    const tracks = device.tracks.with(9, { kind: 'midi', channel: 12, noteChannel: 14 })
    const fold = new ControllerFold({ ...device, tracks })
    fold.push(cc(14, 70, 9), at(10))
    fold.push(cc(12, 71, 8), at(10))
    fold.push(cc(16, 71, 8), at(10))
    fold.push(parse(encode({ type: 'pitchBend', channel: 16, value: 0 })), at(10, false))
    expect(fold.unassigned).toBe(1)
    expect(fold.within(SPAN).map(({ track, lanes }) => [track, lanes.length])).toEqual([[9, 2]])
  })
})

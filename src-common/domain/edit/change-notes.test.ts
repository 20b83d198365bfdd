import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { anyChoice, chosenIn, numbersOf, withNotes } from './any-notes'
import type { Change, NoteField } from './change-notes'
import { run } from './command'

const NOTES = [
  { tick: 480, length: 100, pitch: 60, velocity: 100 },
  { tick: 960, length: 200, pitch: 64, velocity: 60 },
]
const changed = (field: NoteField, type: Change['type'], value: number): readonly (number | undefined)[] => {
  const column = ['tick', 'length', 'pitch', 'velocity'].indexOf(field)
  const after = run(withNotes(NOTES), { type: 'changeNotes', track: 0, ids: [1, 2], field, change: { type, value } })
  return numbersOf(after).map((numbers) => numbers[column])
}

describe('a number that is typed for several notes', () => {
  it('sets, adds to and scales each one within what is legal', () => {
    expect(changed('velocity', 'set', 96)).toEqual([96, 96])
    expect(changed('velocity', 'add', 40)).toEqual([127, 100])
    expect(changed('velocity', 'scale', 0)).toEqual([1, 1])
    expect(changed('length', 'scale', 0.5)).toEqual([50, 100])
    expect(changed('pitch', 'set', 72)).toEqual([72, 72])
  })

  it('moves begins and pitches as one body', () => {
    expect(changed('tick', 'set', 960)).toEqual([960, 1440])
    expect(changed('tick', 'add', -9999)).toEqual([0, 480])
    expect(changed('tick', 'scale', 2)).toEqual([480, 1440])
    expect(changed('pitch', 'add', 100)).toEqual([123, 127])
  })
})

describe('velocities', () => {
  it('along a line go from one end to the other over time', () => {
    const after = run(withNotes([...NOTES, { tick: 720, length: 1, pitch: 1, velocity: 1 }]), {
      type: 'rampVelocities',
      track: 0,
      ids: [1, 2, 3],
      from: 20,
      to: 100,
    })
    expect(numbersOf(after).map((numbers) => numbers[3])).toEqual([20, 60, 100])
  })

  it('that are drawn are those of their notes, and never a note-off', () => {
    const velocities = [[2, 0] as const, [1, 5] as const, [99, 5] as const]
    const after = run(withNotes(NOTES), { type: 'setVelocities', track: 0, velocities })
    expect(numbersOf(after).map((numbers) => numbers[3])).toEqual([5, 1])
  })
})

describe('humanizing', () => {
  const amounts = fc.record({ timing: fc.nat(300), velocity: fc.nat(60), length: fc.nat(90), seed: fc.nat() })

  it('stays within its amounts, and does the same again with the same seed', () => {
    fc.assert(
      fc.property(anyChoice, amounts, ({ project, ids }, given) => {
        const command = { type: 'humanizeNotes' as const, track: 0, ids, ...given }
        const after = run(project, command)
        expect(run(project, command)).toEqual(after)
        for (const note of chosenIn(project, ids)) {
          const [now = note] = chosenIn(after, [note.id])
          expect(Math.abs(now.tick - note.tick)).toBeLessThanOrEqual(given.timing)
          expect(Math.abs(now.velocity - note.velocity)).toBeLessThanOrEqual(given.velocity)
          expect(Math.abs(now.length - note.length)).toBeLessThanOrEqual((note.length * given.length) / 100 + 1)
        }
      }),
    )
  })

  it('by one amount draws the same, whatever the others are', () => {
    fc.assert(
      fc.property(anyChoice, amounts, ({ project, ids }, given) => {
        const velocities = (timing: number): readonly (readonly number[])[] =>
          chosenIn(run(project, { type: 'humanizeNotes', track: 0, ids, ...given, timing }), ids)
            .map(({ id, velocity }) => [id, velocity])
            .sort(([a = 0], [b = 0]) => a - b)
        expect(velocities(0)).toEqual(velocities(given.timing))
      }),
    )
  })
})

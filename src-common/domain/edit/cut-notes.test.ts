import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { anyChoice, chosenIn, notesIn, numbersOf, withNotes } from './any-notes'
import { run } from './command'

const NOTES = [
  { tick: 0, length: 960, pitch: 60, velocity: 100 },
  { tick: 240, length: 240, pitch: 62, velocity: 90 },
  { tick: 960, length: 240, pitch: 60, velocity: 80 },
]

describe('splitting', () => {
  it('cuts what sounds across a tick, and nothing that begins or ends there', () => {
    const after = run(withNotes(NOTES), { type: 'splitNotes', track: 0, ids: [1, 2, 3], at: [480, 240] })
    expect(numbersOf(after)).toEqual([
      [0, 240, 60, 100],
      [240, 240, 62, 90],
      [240, 240, 60, 100],
      [480, 480, 60, 100],
      [960, 240, 60, 80],
    ])
  })

  it('and joining the pieces gives back the note', () => {
    fc.assert(
      fc.property(anyChoice, fc.array(fc.nat(10_000)), ({ project, ids }, at) => {
        const [id = 0] = ids
        const split = run(project, { type: 'splitNotes', track: 0, ids: [id], at })
        const pieces = notesIn(split).filter((note) => note.id === id || note.id >= project.nextId)
        const joined = run(split, { type: 'joinNotes', track: 0, ids: pieces.map((note) => note.id) })
        expect(notesIn(joined)).toEqual(notesIn(project))
      }),
    )
  })
})

describe('joining', () => {
  it('makes one note of those of each pitch, as loud as the first', () => {
    const after = run(withNotes(NOTES), { type: 'joinNotes', track: 0, ids: [1, 2, 3] })
    expect(numbersOf(after)).toEqual([
      [0, 1200, 60, 100],
      [240, 240, 62, 90],
    ])
  })
})

describe('legato', () => {
  it('lets each last until the next begin, and chords together; the last keeps its length', () => {
    const chord = { tick: 240, length: 10, pitch: 65, velocity: 90 }
    const after = run(withNotes([...NOTES, chord]), { type: 'legato', track: 0, ids: [1, 2, 3, 4] })
    expect(numbersOf(after)).toEqual([
      [0, 240, 60, 100],
      [240, 720, 62, 90],
      [240, 720, 65, 90],
      [960, 240, 60, 80],
    ])
  })

  it('leaves no gap between the chosen, and moves no begin', () => {
    fc.assert(
      fc.property(anyChoice, ({ project, ids }) => {
        const chosen = chosenIn(run(project, { type: 'legato', track: 0, ids }), ids)
        const begins = chosen.map(({ tick }) => tick)
        expect(begins).toEqual(chosenIn(project, ids).map(({ tick }) => tick))
        for (const { tick, length } of chosen)
          if (tick !== Math.max(...begins)) expect(begins.find((begin) => begin > tick)).toBe(tick + length)
      }),
    )
  })
})

describe('reversing', () => {
  it('twice changes nothing, and once keeps the span', () => {
    fc.assert(
      fc.property(anyChoice, ({ project, ids }) => {
        const once = run(project, { type: 'reverseNotes', track: 0, ids })
        const span = (from: typeof project): readonly number[] => [
          Math.min(...chosenIn(from, ids).map(({ tick }) => tick)),
          Math.max(...chosenIn(from, ids).map(({ tick, length }) => tick + length)),
        ]
        expect(span(once)).toEqual(span(project))
        expect(run(once, { type: 'reverseNotes', track: 0, ids }).tracks).toEqual(project.tracks)
      }),
    )
  })
})

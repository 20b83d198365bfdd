import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { anyChoice, chosenIn, notesIn, numbersOf, withNotes } from './any-notes'
import { anyNoteCommand } from './any-command'
import { run } from './command'

const by = fc.integer({ min: -3000, max: 3000 })

describe('notes', () => {
  it('stay in order, legal and each with its own id, whatever is done to them', () => {
    fc.assert(
      fc.property(anyChoice, fc.array(anyNoteCommand, { maxLength: 12 }), ({ project }, commands) => {
        for (const { notes } of commands.reduce(run, project).tracks) {
          expect(notes).toEqual([...notes].sort((a, b) => a.tick - b.tick || a.id - b.id))
          expect(new Set(notes.map(({ id }) => id)).size).toBe(notes.length)
          for (const { tick, length, pitch, velocity } of notes) {
            expect([tick, length, pitch, velocity].every(Number.isInteger)).toBe(true)
            expect(tick >= 0 && length >= 1 && pitch >= 0 && pitch <= 127 && velocity >= 1 && velocity <= 127).toBe(
              true,
            )
          }
        }
      }),
    )
  })

  it('that were not chosen are never touched', () => {
    fc.assert(
      fc.property(anyChoice, anyNoteCommand, ({ project, ids }, command) => {
        fc.pre('ids' in command)
        const after = run(project, { ...command, track: 0, ids })
        const others = notesIn(project).filter(({ id }) => !ids.includes(id))
        expect(notesIn(after).filter(({ id }) => others.some((each) => each.id === id))).toEqual(others)
      }),
    )
  })
})

describe('a copy of notes', () => {
  it('leaves them as they are, and is what they would become by moving', () => {
    fc.assert(
      fc.property(anyChoice, by, fc.integer({ min: -80, max: 80 }), ({ project, ids }, ticks, pitchBy) => {
        const move = { type: 'moveNotes' as const, track: 0, ids, by: ticks, pitchBy }
        const copied = run(project, { ...move, copy: true })
        const moved = run(project, { ...move, copy: false })
        fc.pre(moved !== project)
        const all = notesIn(project).map(({ id }) => id)
        expect(chosenIn(copied, all)).toEqual(notesIn(project))
        const fresh = notesIn(copied).filter(({ id }) => !all.includes(id))
        expect(fresh.map(({ tick, pitch }) => [tick, pitch])).toEqual(
          chosenIn(moved, ids).map(({ tick, pitch }) => [tick, pitch]),
        )
        expect(copied.nextId).toBe(project.nextId + ids.length)
      }),
    )
  })

  it('onto its own place is none', () => {
    const project = withNotes([{ tick: 0, length: 60, pitch: 60, velocity: 100 }])
    expect(run(project, { type: 'moveNotes', track: 0, ids: [1], by: -960, pitchBy: 0, copy: true })).toBe(project)
  })
})

describe('an end that is pulled', () => {
  it('leaves the other where it is, and the note no shorter than it may be', () => {
    fc.assert(
      fc.property(anyChoice, by, fc.constantFrom('from' as const, 'to' as const), ({ project, ids }, ticks, edge) => {
        const after = run(project, { type: 'resizeNotes', track: 0, ids, edge, by: ticks, shortest: 60 })
        for (const note of chosenIn(project, ids)) {
          const [now = note] = chosenIn(after, [note.id])
          if (edge === 'to') expect(now.tick).toBe(note.tick)
          else expect(now.tick + now.length).toBe(note.tick + note.length)
          expect(now.length).toBeGreaterThanOrEqual(Math.min(60, note.length))
        }
      }),
    )
  })

  it('at the begin stops at the start of the song', () => {
    const project = withNotes([{ tick: 100, length: 60, pitch: 60, velocity: 100 }])
    const after = run(project, { type: 'resizeNotes', track: 0, ids: [1], edge: 'from', by: -500, shortest: 60 })
    expect(numbersOf(after)).toEqual([[0, 160, 60, 100]])
  })
})

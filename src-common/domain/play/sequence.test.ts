import { expect, it } from 'vitest'
import fc from 'fast-check'
import { run, type Command } from '../edit/command'
import { allNotes } from '../model/derived'
import { union } from '../model/intervals'
import { emptyProject, mutedInLane, mutesOf, silenced, type Project } from '../model/project'
import { BAR, STEP } from '../time/ticks'
import { sequenceOf, type NoteEvent, type Sequence, type StateEvent } from './sequence'

const track = fc.nat(9)
const tick = fc.nat(200).map((step) => step * STEP)
const note = fc.record({
  tick,
  length: fc.integer({ min: 1, max: 2000 }),
  pitch: fc.nat(127),
  velocity: fc.integer({ min: 1, max: 127 }),
})
const kind = fc.constantFrom('global' as const, 'pattern' as const)
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constantFrom('paintMutes' as const, 'eraseMutes' as const),
    tracks: fc.array(track),
    kind,
    from: tick,
    to: tick,
  }),
  fc.record({ type: fc.constant('addNotes' as const), track, notes: fc.array(note, { maxLength: 8 }) }),
  fc.record({
    type: fc.constant('moveNotes' as const),
    track,
    ids: fc.array(fc.nat(60)),
    by: fc.integer({ min: -2000, max: 2000 }),
    pitchBy: fc.constant(0),
    copy: fc.constant(false),
  }),
  fc.record({
    type: fc.constant('setTrack' as const),
    track,
    drive: fc.constantFrom('box' as const, 'notes' as const, 'off' as const),
    soloed: fc.boolean(),
  }),
  fc.record({ type: fc.constant('putPattern' as const), tick, pattern: fc.nat(127), from: fc.constant(null) }),
)

/** All that a project plays, made and put in order at once. */
function everything(project: Project): { mutes: StateEvent[]; notes: NoteEvent[] } {
  const mutes: StateEvent[] = []
  const notes: NoteEvent[] = []
  project.tracks.forEach((each, number) => {
    const channel = project.device.tracks[number]?.channel ?? null
    if (each.drive === 'off' || channel === null) return
    const quiet = silenced(project, each)
    const { global, pattern } = mutesOf(project, each)
    if (each.drive === 'box' && !quiet)
      for (const { from, to } of union(global, pattern))
        mutes.push(
          { type: 'mute', tick: from, track: number, kind: 'global', muted: true },
          { type: 'mute', tick: to, track: number, kind: 'global', muted: false },
        )
    if (each.drive !== 'notes' || quiet) return
    for (const { length, pitch, velocity, ...at } of allNotes(project, number))
      if (!mutedInLane(project, each, at.tick))
        notes.push({ type: 'note', tick: at.tick, channel, length, pitch, velocity })
  })
  const byTick = (a: { tick: number }, b: { tick: number }): number => a.tick - b.tick
  return { mutes: mutes.sort(byTick), notes: notes.sort(byTick) }
}

const all = (sequence: Sequence): unknown => ({
  mutes: sequence.mutes(-Infinity, Infinity),
  patterns: sequence.landings(null, -1),
  notes: sequence.notes(-Infinity, Infinity),
  state: [0, BAR, 7 * BAR].map((at) => sequence.stateAt(at)),
})

it('after every edit, what plays is what the whole project made anew would play', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
      let project = emptyProject('Test')
      for (const each of commands) {
        project = run(project, each)
        const sequence = sequenceOf(project)
        expect(all(sequence)).toEqual(all(sequenceOf(structuredClone(project))))
        const { mutes, notes } = everything(project)
        expect(sequence.mutes(-Infinity, Infinity)).toEqual(mutes)
        expect(sequence.notes(-Infinity, Infinity)).toEqual(notes)
      }
    }),
    { numRuns: 60 },
  )
})

it('what plays between two ticks is that part of all that plays', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 20 }), fc.nat(50_000), fc.nat(20_000), (commands, from, length) => {
      const project = commands.reduce(run, emptyProject('Test'))
      const sequence = sequenceOf(project)
      const inside = ({ tick: at }: { tick: number }): boolean => at >= from && at < from + length
      const { mutes, notes } = everything(project)
      expect(sequence.mutes(from, from + length)).toEqual(mutes.filter(inside))
      expect(sequence.notes(from, from + length)).toEqual(notes.filter(inside))
    }),
  )
})

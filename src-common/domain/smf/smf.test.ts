import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { defaultProfile } from '../device/device'
import { run, type Command } from '../edit/command'
import type { Arrangement } from '../edit/edit-arrangement'
import type { ControllerLane, ControllerTarget } from '../model/controllers'
import { emptyProject, type Project, type Track } from '../model/project'
import { BAR } from '../time/ticks'
import { readSmf, type SmfResult } from './smf-read'
import { writeSmf } from './smf-write'

/** Often on a coarse grid, so that notes begin on the edges of mutes and of each other. */
const tick = fc.oneof(
  fc.nat(100_000),
  fc.tuple(fc.nat(20), fc.nat(1)).map(([bar, before]) => Math.max(0, bar * BAR - before)),
)
const track = fc.nat(15)
const text = fc.string({
  unit: fc.constantFrom('a', 'Z', ' ', '%', '\t', '\u00e4', '\u97f3', '\u{1f941}'),
  maxLength: 12,
})
const kind = fc.constantFrom('global' as const, 'pattern' as const)
const note = fc.record({
  tick,
  length: fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.constant(BAR)),
  pitch: fc.oneof(fc.nat(127), fc.constantFrom(60, 61)),
  velocity: fc.integer({ min: 1, max: 127 }),
})
const ids = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 10 })

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constantFrom('paintMutes' as const, 'paintMutes' as const, 'eraseMutes' as const),
    tracks: fc.array(track, { maxLength: 4 }),
    kind,
    from: tick,
    to: tick,
  }),
  fc.record({ type: fc.constant('addNotes' as const), track, notes: fc.array(note, { maxLength: 8 }) }),
  fc.record({
    type: fc.constant('moveNotes' as const),
    track,
    ids,
    by: fc.integer({ min: -2000, max: 2000 }),
    pitchBy: fc.integer({ min: -130, max: 130 }),
    copy: fc.boolean(),
  }),
  fc.record({ type: fc.constant('deleteNotes' as const), track, ids }),
  fc.record({ type: fc.constant('putPattern' as const), tick, pattern: fc.nat(127), from: fc.constant(null) }),
  fc.record({ type: fc.constant('setTrack' as const), track, name: text, muted: fc.boolean(), soloed: fc.boolean() }),
  fc.record({ type: fc.constant('addSection' as const), tick, name: text }),
  fc.record({
    type: fc.constant('drawController' as const),
    track,
    target: fc.constantFrom<ControllerTarget>('cc:74', 'cc:1', 'nrpn:148', 'nrpn:1500', 'bend', 'program'),
    points: fc.array(fc.record({ tick, value: fc.nat(16383) }), { maxLength: 8 }),
    from: tick,
    to: tick,
  }),
  fc.record({ type: fc.constant('setTempo' as const), bpm: fc.double({ min: 20, max: 400, noNaN: true }) }),
  fc.record({ type: fc.constant('rename' as const), name: text }),
)
const device = fc.constantFrom('digitakt' as const, 'digitakt2' as const, 'generic' as const).map(defaultProfile)
const anyProject = fc
  .tuple(device, fc.array(command, { maxLength: 40 }))
  .map(([box, commands]) => commands.reduce(run, emptyProject('Test', box)))
/** No note begins while an equal pitch of its track still sounds. */
const project = anyProject.map((each) =>
  each.tracks.reduce<Project>((next, { notes }, number) => {
    const overlapping = notes.filter((one, i) =>
      notes.slice(0, i).some((before) => before.pitch === one.pitch && before.tick + before.length > one.tick),
    )
    return run(next, { type: 'deleteNotes', track: number, ids: overlapping.map(({ id }) => id) })
  }, each),
)

const music = ({ notes }: Pick<Track, 'notes'>): unknown[] =>
  notes.map(({ tick: at, length, pitch, velocity }) => ({ tick: at, length, pitch, velocity }))
const knobs = (lanes: readonly ControllerLane[]): unknown =>
  Object.fromEntries(lanes.filter(({ points }) => points.length > 0).map(({ target, points }) => [target, points]))
const known = (result: SmfResult): { arrangement: Arrangement; notices: readonly string[] } => {
  if (!result.ok) throw new Error(result.reason)
  return result
}

describe('a project written and read again', () => {
  it('has the same notes, mutes, knobs, patterns, sections, names and tempo', () => {
    fc.assert(
      fc.property(project, (before) => {
        const { arrangement, notices } = known(readSmf(writeSmf(before, 'automation')))
        expect(arrangement.tracks.map(({ notes }) => notes)).toEqual(before.tracks.map(music))
        expect(arrangement.tracks.map(({ muted }) => muted)).toEqual(before.tracks.map(({ mutes }) => mutes.global))
        expect(arrangement.tracks.map(({ controllers }) => knobs(controllers))).toEqual(
          before.tracks.map(({ controllers }) => knobs(controllers)),
        )
        expect(arrangement.tracks.map(({ name }) => name)).toEqual(before.tracks.map(({ name }) => name))
        expect(arrangement.patterns).toEqual(before.patterns)
        expect(arrangement.sections).toEqual(
          before.sections.map(({ tick: at, name }) => ({ tick: at, name, color: null })),
        )
        expect(Math.abs((arrangement.bpm ?? 0) - before.bpm)).toBeLessThan(0.01)
        expect(arrangement.name).toBe(before.name === '' ? 'MIDI file' : before.name)
        expect(notices.length > 0).toBe(before.tracks.some(({ mutes }) => mutes.pattern.length > 0))
      }),
    )
  })

  it('with mutes applied lacks exactly the notes that begin muted, or on a silenced track', () => {
    const within = ({ mutes }: Track, at: number): boolean =>
      [...mutes.global, ...mutes.pattern].some(({ from, to }) => from <= at && at < to)
    fc.assert(
      fc.property(project, (before) => {
        const { arrangement } = known(readSmf(writeSmf(before, 'applied')))
        const soloing = before.tracks.some(({ soloed }) => soloed)
        const heard = before.tracks.map((each) =>
          each.muted || (soloing && !each.soloed)
            ? []
            : music({ notes: each.notes.filter(({ tick: at }) => !within(each, at)) }),
        )
        expect(arrangement.tracks.map(({ notes }) => notes)).toEqual(heard)
        expect(arrangement.tracks.flatMap(({ muted }) => muted)).toEqual([])
      }),
    )
  })

  it('with mutes applied counts the first tick of a mute to it, and not the tick where it ends', () => {
    const at = [BAR - 1, BAR, 2 * BAR - 1, 2 * BAR]
    const before = [
      {
        type: 'addNotes' as const,
        track: 0,
        notes: at.map((from, i) => ({ tick: from, length: 1, pitch: i, velocity: 1 })),
      },
      { type: 'paintMutes' as const, tracks: [0], kind: 'pattern' as const, from: BAR, to: 2 * BAR },
    ].reduce<Project>(run, emptyProject('Edges'))
    const { arrangement } = known(readSmf(writeSmf(before, 'applied')))
    expect(arrangement.tracks[0]?.notes.map((each) => each.tick)).toEqual([BAR - 1, 2 * BAR])
  })

  it('keeps all starts and all ends of equal pitches that overlap, first begun first ended', () => {
    const starts = (notes: Arrangement['tracks'][number]['notes']): number[] => notes.map((each) => each.tick)
    const ends = (notes: Arrangement['tracks'][number]['notes']): string[] =>
      notes.map((each) => `${String(each.pitch)}@${String(each.tick + each.length)}`).sort()
    fc.assert(
      fc.property(anyProject, (before) => {
        const { arrangement } = known(readSmf(writeSmf(before, 'automation')))
        expect(arrangement.tracks.map(({ notes }) => starts(notes))).toEqual(
          before.tracks.map(({ notes }) => starts(notes)),
        )
        expect(arrangement.tracks.map(({ notes }) => ends(notes))).toEqual(
          before.tracks.map(({ notes }) => ends(notes)),
        )
      }),
    )
  })

  it('comes back through a gap that is longer than a file can say at once', () => {
    const late = { tick: 300_000_000, length: 10, pitch: 60, velocity: 1 }
    const long = emptyProject('Long')
    const tracks = long.tracks.map((track, number) =>
      number === 3 ? { ...track, notes: [{ ...late, id: 1 }] } : track,
    )
    const read = known(readSmf(writeSmf({ ...long, tracks }, 'automation')))
    expect(read.arrangement.tracks[3]?.notes).toEqual([late])
  })

  it('keeps a tempo of two decimals as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 40_000 }), (hundredths) => {
        const bpm = hundredths / 100
        const set = run(emptyProject('Tempo'), { type: 'setTempo', bpm })
        const before = run(set, { type: 'putTempo', tick: 3 * BAR, bpm: bpm < 200 ? bpm + 1 : bpm - 1 })
        const { arrangement } = known(readSmf(writeSmf(before, 'applied')))
        expect(arrangement.bpm).toBe(bpm)
        expect(arrangement.tempos.map(({ tick }) => tick)).toEqual([3 * BAR])
        expect(arrangement.tempos[0]?.bpm).toBeCloseTo(before.tempos[0]?.bpm ?? 0, 2)
      }),
    )
  })

  it('has a name that no text encoding can break', () => {
    const renamed = (name: string): string =>
      known(readSmf(writeSmf(run(emptyProject(''), { type: 'rename', name }), 'applied'))).arrangement.name
    expect(renamed('\ud83e')).toBe('\ufffd')
    expect(renamed('\u{1f941}'.repeat(9000))).toBe('\u{1f941}'.repeat(2048))
  })
})

it('notes go to the channel of the sequence, mutes to the one on which the box hears them', () => {
  const box = defaultProfile('digitakt')
  const tracks = box.tracks.map((each, number) => (number === 8 ? { ...each, channel: 9, noteChannel: 14 } : each))
  const bytes = writeSmf(
    [
      { type: 'addNotes' as const, track: 8, notes: [{ tick: 0, length: 1, pitch: 60, velocity: 99 }] },
      { type: 'paintMutes' as const, tracks: [8], kind: 'global' as const, from: 0, to: BAR },
    ].reduce<Project>(run, emptyProject('', { ...box, tracks })),
    'automation',
  )
  expect([...bytes].join()).toContain([0, 0xb8, 94, 127, 0, 0x9d, 60, 99, 1, 0x9d, 60, 0].join())
})

it('a damaged file is refused or read, and what is read can be played', () => {
  const mutations = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(project, mutations, (before, list) => {
      const bytes = writeSmf(before, 'automation')
      for (const [at, value] of list) bytes[at % bytes.length] = value
      const result = readSmf(bytes)
      if (!result.ok) return
      const { bpm, tracks } = result.arrangement
      expect(bpm === null || (bpm >= 20 && bpm <= 400)).toBe(true)
      for (const each of tracks.flatMap(({ notes }) => notes)) {
        expect(Number.isSafeInteger(each.tick) && each.tick >= 0 && each.length >= 1).toBe(true)
        expect(each.pitch <= 127 && each.velocity >= 1 && each.velocity <= 127).toBe(true)
      }
      run(before, { type: 'replaceArrangement', ...result.arrangement })
    }),
    { numRuns: 300 },
  )
})

import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { defaultProfile } from '../device/device'
import { NEW_PATTERN, NEW_TRACK, plainTrig, TRACK_DEFAULTS, type Pattern, type PatternTrack } from '../device/pattern'
import type { BankPattern } from '../model/bank'
import { allNotes, derivedNotes } from '../model/derived'
import { emptyProject, type Project } from '../model/project'
import { BAR, STEP } from '../time/ticks'
import { run, type Command } from './command'
import { apply, diff, invert } from './patch'

const track = (steps: readonly number[], kind: 'audio' | 'midi' = 'audio'): PatternTrack => ({
  ...NEW_TRACK,
  kind,
  trigs: steps.map((step) => plainTrig(step, TRACK_DEFAULTS)),
})
const pattern = (tracks: readonly PatternTrack[]): Pattern => ({ ...NEW_PATTERN, tracks })
const read = (index: number, tracks: readonly PatternTrack[]): BankPattern => ({
  dump: {
    device: 'digitakt',
    kind: 'patternKit',
    index,
    structVersion: 9,
    verified: true,
    inferred: [],
    notices: [],
    pattern: pattern(tracks),
  },
  file: `${String(index)}.syx`,
  readAt: '',
  source: 'box',
})

/** A01 for two bars, then B01 for two; track 1 plays fours in the one, twos in the other; track 9 is a MIDI track. */
const midiTracks = Array.from({ length: 8 }, () => track([0], 'midi'))
const song: Project = {
  ...emptyProject('Test', defaultProfile('digitakt')),
  patterns: [
    { tick: 0, pattern: 0, assumed: false },
    { tick: 2 * BAR, pattern: 16, assumed: false },
    { tick: 4 * BAR, pattern: 5, assumed: false },
  ],
  bank: {
    '0': read(0, [track([0, 4, 8, 12]), track([]), ...Array.from({ length: 6 }, () => track([])), ...midiTracks]),
    '16': read(16, [track([0, 8])]),
  },
}
const steps = (project: Project, number = 0): readonly number[] =>
  derivedNotes(project, number).map(({ tick }) => tick / STEP)

describe('the notes of the patterns', () => {
  it('are those of the span that their pattern is bound to', () => {
    expect(steps(song)).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 32, 40, 48, 56])
  })

  it('are left out for a MIDI track that has a channel: what it sends was heard', () => {
    expect(steps(song, 8)).toEqual([0, 16])
    const tracks = song.device.tracks.map((each, number) => (number === 8 ? { ...each, noteChannel: 11 } : each))
    expect(steps({ ...song, device: { ...song.device, tracks } }, 8)).toEqual([])
  })

  it('follow the pattern row: another pattern there plays others', () => {
    const moved = run(song, { type: 'putPattern', tick: BAR, pattern: 16, from: 2 * BAR })
    expect(steps(moved)).toEqual([0, 4, 8, 12, 16, 24, 32, 40, 48, 56])
  })
})

describe('making the notes of patterns editable', () => {
  const written = run(song, { type: 'writeDerived', tracks: [0], from: BAR, to: 3 * BAR })

  it('turns those of the span into notes of the arrangement, and plays all as before', () => {
    expect(written.tracks[0]?.notes.map(({ tick }) => tick / STEP)).toEqual([16, 20, 24, 28, 32, 40])
    expect(steps(written)).toEqual([0, 4, 8, 12, 48, 56])
    const plain = (project: Project): unknown =>
      allNotes(project, 0).map(({ tick, pitch, velocity, length }) => ({ tick, pitch, velocity, length }))
    expect(plain(written)).toEqual(plain(song))
  })

  it('lets a note that is deleted stay away', () => {
    const [first] = written.tracks[0]?.notes ?? []
    const without = run(written, { type: 'deleteNotes', track: 0, ids: [first?.id ?? -1] })
    expect(allNotes(without, 0).map(({ tick }) => tick / STEP)).not.toContain(16)
  })

  it('is undone by letting the patterns play again', () => {
    const back = run(written, { type: 'backToPatterns', tracks: [0], from: 0, to: 8 * BAR })
    expect(back.tracks).toEqual(song.tracks)
    expect(steps(back)).toEqual(steps(song))
  })

  it('changes nothing where no pattern plays', () => {
    expect(run(song, { type: 'writeDerived', tracks: [3], from: 0, to: BAR })).toBe(song)
    expect(run(song, { type: 'backToPatterns', tracks: [0], from: 0, to: BAR })).toBe(song)
  })
})

describe('patches of a bank', () => {
  const other = read(16, [track([3])])

  it('hold only the patterns that changed, and lead back', () => {
    const after: Project = { ...song, bank: { '0': song.bank['0'] ?? other, '16': other, '40': read(40, []) } }
    const patch = diff(song, after)
    expect(Object.keys(patch.bank)).toEqual(['16', '40'])
    expect(apply(song, patch)).toEqual(after)
    expect(apply(after, invert(patch))).toEqual(song)
  })

  it('apply(a, diff(a, b)) is b for edits between patterns and notes', () => {
    const command: fc.Arbitrary<Command> = fc.oneof(
      fc.record({
        type: fc.constantFrom('writeDerived' as const, 'backToPatterns' as const),
        tracks: fc.array(fc.nat(15), { maxLength: 3 }),
        from: fc.nat(8).map((bar) => bar * BAR),
        to: fc.nat(8).map((bar) => bar * BAR),
      }),
      fc.record({
        type: fc.constant('setUnroll' as const),
        policy: fc.record({
          fill: fc.boolean(),
          chance: fc.constantFrom('seed' as const, 'all' as const, 'none' as const),
          seed: fc.nat(9),
          retrig: fc.boolean(),
        }),
      }),
      fc.record({ type: fc.constant('removePattern' as const), tick: fc.constantFrom(0, 2 * BAR) }),
    )
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const after = commands.reduce(run, song)
        const patch = JSON.parse(JSON.stringify(diff(song, after))) as ReturnType<typeof diff>
        expect(apply(song, patch)).toEqual(after)
        expect(apply(after, invert(diff(song, after)))).toEqual(song)
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { writeMidi, type MidiEvent } from 'midi-file'
import { defaultProfile } from '../device/device'
import { run, type Command } from '../edit/command'
import type { Arrangement } from '../edit/edit-arrangement'
import type { ControllerLane, ControllerTarget } from '../model/controllers'
import { emptyProject, type Project, type Track } from '../model/project'
import { BAR, PPQ } from '../time/ticks'
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

type Sparse = MidiEvent extends infer Each ? (Each extends MidiEvent ? Omit<Each, 'deltaTime'> : never) : never
type Placed = Sparse & { readonly at: number }
const on = (at: number, pitch = 60, channel = 0): Placed => ({
  ...{ at, type: 'noteOn', channel, noteNumber: pitch, velocity: 100 },
})
const off = (at: number, pitch = 60, channel = 0): Placed => ({
  ...{ at, type: 'noteOff', channel, noteNumber: pitch, velocity: 0 },
})
const control = (at: number, controllerType: number, value: number, channel = 0): Placed => ({
  ...{ at, type: 'controller', channel, controllerType, value },
})
const tempo = (at: number, microsecondsPerBeat: number): Placed => ({ at, type: 'setTempo', microsecondsPerBeat })
const named = (name: string): Placed => ({ at: 0, type: 'trackName', text: name })

/** A file as another program writes it. */
function foreign(tracks: readonly (readonly Placed[])[], format: 0 | 1 | 2 = 1, division: object = {}): Uint8Array {
  const header = { format, numTracks: tracks.length, ticksPerBeat: 96, ...division }
  const events = tracks.map((list) =>
    list.map(({ at, ...event }, i) => ({ ...event, deltaTime: at - (list[i - 1]?.at ?? 0) })),
  )
  return Uint8Array.from(writeMidi({ header, tracks: events }))
}
const read = (...file: Parameters<typeof foreign>): ReturnType<typeof known> => known(readSmf(foreign(...file)))

describe('a file of another program', () => {
  it('of format 0 is split by channel: each is the track of its number', () => {
    const { arrangement } = read([[named('Song'), on(0, 40, 9), on(0, 60, 2), off(96, 40, 9), off(96, 60, 2)]], 0)
    expect(arrangement.name).toBe('Song')
    const note = (pitch: number): object => ({ tick: 0, length: PPQ, pitch, velocity: 100 })
    expect(arrangement.tracks).toHaveLength(10)
    expect(arrangement.tracks.map(({ notes }) => notes).filter((notes) => notes.length > 0)).toEqual([
      [note(60)],
      [note(40)],
    ])
    expect([arrangement.tracks[2]?.notes.length, arrangement.tracks[9]?.notes.length]).toEqual([1, 1])
  })

  it('of format 1 keeps its tracks in order, without those that hold nothing to play', () => {
    const { arrangement } = read([
      [named('Song')],
      [named('B'), named('C'), on(0), off(9)],
      [named('-')],
      [named('A'), on(5), off(9)],
    ])
    expect(arrangement.tracks.map(({ name }) => name)).toEqual(['B', 'A'])
    expect(arrangement.bpm).toBeNull()
  })

  it('of more than 16 tracks is cut to the first 16, and says so', () => {
    const { arrangement, notices } = read(Array.from({ length: 20 }, (_, i) => [named(String(i)), on(0), off(9)]))
    expect(arrangement.tracks.map(({ name }) => name)).toEqual(Array.from({ length: 16 }, (_, i) => String(i)))
    expect(notices).toEqual(['The file has 20 tracks; the first 16 were taken.'])
  })

  it('is rescaled to the nearest tick, wherever in the file it stands', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 32_767 }), (lengths, ticksPerBeat) => {
        let at = 0
        const starts = lengths.map((length) => (at += length))
        const { arrangement } = read([starts.flatMap((start) => [on(start), off(start + 1)])], 1, { ticksPerBeat })
        const notes = arrangement.tracks[0]?.notes ?? []
        expect(notes.map((each) => each.tick)).toEqual(starts.map((start) => Math.round((start * PPQ) / ticksPerBeat)))
        expect(notes.every(({ length }) => Number.isInteger(length) && length >= 1)).toBe(true)
      }),
    )
  })

  it('that counts in frames is placed by its tempo, in the same time', () => {
    const events = [tempo(0, 400_000), on(0), off(1000), on(2000), off(3000)]
    const frames = { ticksPerBeat: undefined, framesPerSecond: 25, ticksPerFrame: 40 }
    const { arrangement, notices } = read([events], 0, frames)
    expect(arrangement.bpm).toBe(150)
    expect(arrangement.tracks[0]?.notes.map((each) => each.tick)).toEqual([0, 5 * PPQ])
    expect(notices).toEqual(['The file counts in frames; it was placed at 150 bpm.'])
    const drop = read([[on(29_970), off(30_000)]], 0, { ...frames, framesPerSecond: 29, ticksPerFrame: 10 })
    expect(drop.arrangement).toMatchObject({ bpm: 120, tracks: [{ notes: [{ tick: 200 * PPQ }] }] })
  })

  it('has its equal pitches paired first on, first off, and those left open closed at the end of the track', () => {
    const end: Placed = { at: 960, type: 'endOfTrack' }
    const { arrangement, notices } = read([[off(0), on(0), on(96), off(192), off(288), on(384), end]])
    expect(arrangement.tracks[0]?.notes.map((each) => [each.tick, each.length])).toEqual([
      [0, 2 * PPQ],
      [PPQ, 2 * PPQ],
      [4 * PPQ, 6 * PPQ],
    ])
    expect(notices).toEqual(['1 note without an end: closed at the end of the track.'])
  })

  it('has its notes ended on their own channel only', () => {
    const { arrangement } = read([
      [on(0, 60, 1), on(0, 60, 2), off(96, 60, 2), off(192, 60, 1)],
      [on(0), off(96)],
    ])
    expect(arrangement.tracks[0]?.notes.map(({ length }) => length)).toEqual([2 * PPQ, PPQ])
  })

  it('gives its tempo and the changes of it, within what can be played', () => {
    const { arrangement, notices } = read([[tempo(96, 600_000)], [tempo(0, 500_000), on(0), off(9)]])
    expect(arrangement.bpm).toBe(120)
    expect(arrangement.tempos).toEqual([{ tick: PPQ, bpm: 100 }])
    expect(notices).toEqual([])
    expect(read([[tempo(0, 0), tempo(0, 600_000), on(0), off(9)]]).arrangement.bpm).toBe(100)
    const fast = read([[tempo(0, 100_000), on(0), off(9)]])
    expect(fast).toMatchObject({ arrangement: { bpm: 400 }, notices: ['The tempo of 600 bpm became 400.'] })
  })

  it('has its markers as sections, and the last one where several share a tick', () => {
    const marker = (at: number, name: string): Placed => ({ at, type: 'marker', text: name })
    const { arrangement } = read([
      [marker(0, 'Intro'), marker(96, 'Dr\u00f6p'), marker(96, 'Drop')],
      [on(0), off(9)],
    ])
    expect(arrangement.sections).toEqual([
      { tick: 0, name: 'Intro', color: null },
      { tick: PPQ, name: 'Drop', color: null },
    ])
  })

  it('has at most 1,000 sections', () => {
    const markers = Array.from({ length: 1500 }, (_, at): Placed => ({ at, type: 'marker', text: '' }))
    const { arrangement, notices } = read([markers, [on(0), off(9)]])
    expect(arrangement.sections).toHaveLength(1000)
    expect(notices).toEqual(['Only the first 1,000 markers were taken.'])
  })

  it('has mutes where controller 94 is not 0, also where it holds no notes', () => {
    const events = [control(0, 94, 0), control(96, 94, 1), control(144, 94, 127), control(192, 94, 0)]
    const { arrangement, notices } = read([[...events, control(288, 94, 127), control(384, 110, 127)]])
    expect(arrangement.tracks[0]?.muted).toEqual([
      { from: PPQ, to: 2 * PPQ },
      { from: 3 * PPQ, to: 4 * PPQ },
    ])
    expect(notices).toEqual(['Controller 94 was read as mutes.', 'Pattern mutes (controller 110) were left out.'])
  })

  it('gives no patterns, since its program changes are sounds', () => {
    const program: Placed = { at: 0, type: 'programChange', channel: 9, programNumber: 3 }
    const { arrangement, notices } = read([[program, on(0), off(9)]])
    expect(arrangement.patterns).toEqual([])
    expect(notices).toEqual(['Program changes were left out: they are patterns only in files of Muteline.'])
  })

  it('keeps names in UTF-8 and in Latin-1', () => {
    const { arrangement } = read([
      [named('B\u00c3\u00a4sse'), on(0), off(9)],
      [named('B\u00e4sse'), on(0), off(9)],
    ])
    expect(arrangement.tracks.map(({ name }) => name)).toEqual(['B\u00e4sse', 'B\u00e4sse'])
  })

  it('says what it cannot keep: other meters, missing tracks', () => {
    const meter: Placed = {
      at: 0,
      type: 'timeSignature',
      numerator: 3,
      denominator: 4,
      metronome: 24,
      thirtyseconds: 8,
    }
    const asLong: Placed = { ...meter, numerator: 2, denominator: 2 }
    expect(read([[asLong, on(0), off(9)]]).notices).toEqual([])
    const bytes = foreign([[meter, on(0), off(9)]])
    bytes[11] = 3
    expect(known(readSmf(bytes)).notices).toEqual([
      'The file is incomplete: 2 tracks missing.',
      'Bars were counted in 4/4; the file has other time signatures.',
    ])
  })

  it.each([
    ['The file holds no notes and no mutes.', foreign([[named('Empty'), control(0, 94, 0)]])],
    ['The file holds several independent songs (format 2).', foreign([[on(0), off(9)]], 2)],
    ['The file is longer than 100,000 bars.', foreign([[on(0), off(0x0fffffff)]], 1, { ticksPerBeat: 1 })],
    ['The file cannot be read: not a Standard MIDI File (at byte 0).', Uint8Array.of(1, 2, 3)],
  ])('is refused: %s', (reason, bytes) => {
    expect(readSmf(bytes)).toEqual({ ok: false, reason })
  })
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

import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { emptyProject, endOf, type Project } from '../model/project'
import { BAR, LONGEST_SONG, PPQ, STEP } from '../time/ticks'
import { anyCommand } from './any-command'
import { run, type Command } from './command'
import { FASTEST, settledTempo, SLOWEST } from './edit-tempo'

const grow = (list: readonly Command[], project: Project = emptyProject('Test')): Project => list.reduce(run, project)
const note = (
  tick: number,
  length: number = PPQ,
): { tick: number; length: number; pitch: number; velocity: number } => ({
  tick,
  length,
  pitch: 60,
  velocity: 100,
})

/**
 * Eight bars. Intro to bar 3, Drop to bar 7, Out; A01, from bar 5 A02; track 1 muted from bar 2 to 4; a note in every odd bar of
 * track 2, and one that rings from bar 3 into bar 4; a knob of track 3 turned in bar 3; faster from bar 5; looped: Drop.
 */
const song = grow([
  { type: 'putPattern', tick: 0, pattern: 0, from: null },
  { type: 'putPattern', tick: 4 * BAR, pattern: 1, from: null },
  { type: 'addSection', tick: 0, name: 'Intro' },
  { type: 'addSection', tick: 2 * BAR, name: 'Drop' },
  { type: 'addSection', tick: 6 * BAR, name: 'Out' },
  { type: 'addMarker', tick: 5 * BAR, name: 'Hit' },
  { type: 'paintMutes', tracks: [0], kind: 'global', from: BAR, to: 3 * BAR },
  { type: 'addNotes', track: 1, notes: [note(0), note(2 * BAR), note(2 * BAR + 2 * PPQ, BAR), note(6 * BAR, 2 * BAR)] },
  { type: 'drawController', track: 2, target: 'cc:74', points: [{ tick: 2 * BAR, value: 40 }], from: 2 * BAR, to: 9 * BAR },
  { type: 'putTempo', tick: 4 * BAR, bpm: 140 },
  { type: 'setLoop', loop: { from: 2 * BAR, to: 6 * BAR } },
]) // prettier-ignore

/** What a musician reads off it, in bars. */
const read = (project: Project): Record<string, unknown> => ({
  sections: project.sections.map(({ tick, name }) => `${String(tick / BAR)} ${name}`),
  markers: project.markers.map(({ tick, name }) => `${String(tick / BAR)} ${name}`),
  patterns: project.patterns.map(({ tick, pattern }) => [tick / BAR, pattern]),
  mutes: project.tracks[0]?.mutes.global.map(({ from, to }) => [from / BAR, to / BAR]),
  notes: project.tracks[1]?.notes.map(({ tick, length }) => [tick / BAR, length / BAR]),
  points: project.tracks[2]?.controllers[0]?.points.map(({ tick, value }) => [tick / BAR, value]),
  tempos: [[0, project.bpm], ...project.tempos.map(({ tick, bpm }) => [tick / BAR, bpm])],
  loop: project.loop === null ? null : [project.loop.from / BAR, project.loop.to / BAR],
  end: endOf(project) / BAR,
})

describe('inserting bars', () => {
  it('moves what comes later on; a mute, a pattern and a tempo that hold there go on', () => {
    expect(read(run(song, { type: 'insertTime', at: 2 * BAR, length: 2 * BAR }))).toEqual({
      sections: ['0 Intro', '4 Drop', '8 Out'],
      markers: ['7 Hit'],
      patterns: [[0, 0], [6, 1]],
      mutes: [[1, 5]],
      notes: [[0, 0.25], [4, 0.25], [4.5, 1], [8, 2]],
      points: [[4, 40]],
      tempos: [[0, 120], [6, 140]],
      loop: [4, 8],
      end: 10,
    }) // prettier-ignore
  })

  it('a mute that ends there holds up to what comes then', () => {
    expect(read(run(song, { type: 'insertTime', at: 3 * BAR, length: 2 * BAR }))).toMatchObject({ mutes: [[1, 5]] })
  })

  it('at the very start, the pattern that plays there plays from the start still', () => {
    const { patterns, sections } = read(run(song, { type: 'insertTime', at: 0, length: BAR }))
    expect([patterns, sections]).toEqual([[[0, 0], [5, 1]], ['1 Intro', '3 Drop', '7 Out']]) // prettier-ignore
  })
})

describe('deleting bars', () => {
  it('moves up what comes later; notes are cut at the seam, and what was begun inside and lasts beyond goes on', () => {
    expect(read(run(song, { type: 'deleteTime', from: 3 * BAR, to: 5 * BAR }))).toEqual({
      sections: ['0 Intro', '2 Drop', '4 Out'],
      markers: ['3 Hit'],
      patterns: [[0, 0], [3, 1]],
      mutes: [[1, 3]],
      notes: [[0, 0.25], [2, 0.25], [2.5, 0.5], [4, 2]],
      points: [[2, 40]],
      tempos: [[0, 120], [3, 140]],
      loop: [2, 4],
      end: 6,
    }) // prettier-ignore
  })

  it('a section that begins inside and lasts beyond begins at the seam; one that lies inside is gone, as is its loop', () => {
    expect(read(run(song, { type: 'deleteTime', from: BAR, to: 3 * BAR }))).toMatchObject({
      sections: ['0 Intro', '1 Drop', '4 Out'],
      points: [[1, 40]],
    })
    expect(read(run(song, { type: 'deleteTime', from: 2 * BAR, to: 6 * BAR }))).toMatchObject({
      sections: ['0 Intro', '2 Out'],
      loop: null,
      tempos: [[0, 120], [2, 140]],
      patterns: [[0, 0], [2, 1]],
      markers: [],
    }) // prettier-ignore
  })

  it('a pattern that played before and plays after is one again', () => {
    const back = run(song, { type: 'putPattern', tick: 6 * BAR, pattern: 0, from: null })
    expect(read(run(back, { type: 'deleteTime', from: 4 * BAR, to: 6 * BAR })).patterns).toEqual([[0, 0]])
  })
})

describe('moving bars', () => {
  it('a section changes places with its neighbour, with all that it holds and its loop', () => {
    expect(read(run(song, { type: 'moveTime', from: 2 * BAR, to: 6 * BAR, at: 0 }))).toEqual({
      sections: ['0 Drop', '4 Intro', '6 Out'],
      markers: ['3 Hit'],
      patterns: [[0, 0], [2, 1], [4, 0], [6, 1]],
      mutes: [[0, 1], [5, 6]],
      notes: [[0, 0.25], [0.5, 1], [4, 0.25], [6, 2]],
      points: [[0, 40], [6, 40]],
      tempos: [[0, 120], [2, 140], [4, 120], [6, 140]],
      loop: [0, 4],
      end: 8,
    }) // prettier-ignore
  })

  it('within a section nothing new is named, and a pattern that only goes on is not cut up', () => {
    expect(read(run(song, { type: 'moveTime', from: 0, to: BAR, at: 2 * BAR }))).toMatchObject({
      sections: ['0 Intro', '2 Drop', '6 Out'],
      patterns: [
        [0, 0],
        [4, 1],
      ],
    })
    expect(read(run(song, { type: 'moveTime', from: 4 * BAR, to: 5 * BAR, at: 6 * BAR }))).toMatchObject({
      sections: ['0 Intro', '2 Drop', '6 Out'],
      patterns: [
        [0, 0],
        [4, 1],
      ],
    })
  })

  it('a note that rings over the place where bars come in ends there', () => {
    expect(read(run(song, { type: 'moveTime', from: 4 * BAR, to: 5 * BAR, at: 3 * BAR })).notes).toContainEqual([2.5, 0.5])
  }) // prettier-ignore
})

describe('repeating and copying bars', () => {
  it('what comes later moves on, and the song is so much longer', () => {
    expect(read(run(song, { type: 'repeatTime', from: 2 * BAR, to: 4 * BAR, times: 2 }))).toEqual({
      sections: ['0 Intro', '2 Drop', '10 Out'],
      markers: ['9 Hit'],
      patterns: [[0, 0], [8, 1]],
      mutes: [[1, 3], [4, 5], [6, 7]],
      notes: [[0, 0.25], [2, 0.25], [2.5, 1], [4, 0.25], [4.5, 1], [6, 0.25], [6.5, 1], [10, 2]],
      points: [[2, 40]],
      tempos: [[0, 120], [8, 140]],
      loop: [2, 10],
      end: 12,
    }) // prettier-ignore
  })

  it('a whole section that is repeated begins anew each time', () => {
    const { sections } = read(run(song, { type: 'repeatTime', from: 2 * BAR, to: 6 * BAR, times: 2 }))
    expect(sections).toEqual(['0 Intro', '2 Drop', '6 Drop', '10 Drop', '14 Out'])
  })

  it('a copy elsewhere leaves its source; the section that it lands in goes on after it', () => {
    expect(read(run(song, { type: 'copyTime', from: 0, to: 2 * BAR, at: 4 * BAR }))).toMatchObject({
      sections: ['0 Intro', '2 Drop', '4 Intro', '6 Drop', '8 Out'],
      patterns: [[0, 0], [6, 1]],
      tempos: [[0, 120], [6, 140]],
      end: 10,
    }) // prettier-ignore
  })

  it('cropping leaves the span alone', () => {
    expect(read(run(song, { type: 'cropTime', from: 2 * BAR, to: 4 * BAR }))).toMatchObject({
      sections: ['0 Drop'],
      patterns: [[0, 0]],
      notes: [[0, 0.25], [0.5, 1]],
      mutes: [[0, 1]],
      points: [[0, 40]],
      end: 2,
    }) // prettier-ignore
  })
})

describe('sections', () => {
  it('one that is made of a span takes over what begins in it, and the one that it cuts goes on after it', () => {
    const named = run(song, { type: 'addSection', tick: BAR, name: 'Fill', to: 3 * BAR })
    expect(read(named).sections).toEqual(['0 Intro', '1 Fill', '3 Drop', '6 Out'])
  })
})

/** Songs of any kind on a grid of steps; every one has an end. */
const anySong = fc
  .array(anyCommand, { maxLength: 25 })
  .map((list) => grow(list))
  .filter((project) => endOf(project) > 0 && leavesRoom(project))
/** Nothing reaches so far that time cannot be inserted before it. */
const leavesRoom = ({ loop, punch, tracks }: Project): boolean =>
  [loop, punch, ...tracks.map(({ written }) => written.at(-1) ?? null)].every(
    (span) => span === null || span.to < LONGEST_SONG / 2,
  )
const bars = (most: number): fc.Arbitrary<number> => fc.nat(most).map((count) => count * BAR)

/** But for ids, an end that was not said, and tempo changes that change nothing. */
const content = (project: Project): unknown => ({
  ...project,
  nextId: 0,
  end: endOf(project),
  tempos: settledTempo(project.bpm, project.tempos).tempos,
  tracks: project.tracks.map((track) => ({
    ...track,
    notes: track.notes
      .map(({ tick, length, pitch, velocity }) => [tick, length, pitch, velocity].join())
      .sort((a, b) => a.localeCompare(b)),
    controllers: track.controllers.filter(({ points }) => points.length > 0),
  })),
  sections: project.sections.map(({ tick, name, color }) => [tick, name, color]),
  markers: project.markers.map(({ tick, name, color }) => [tick, name, color]),
})

const ringsOver = ({ tracks }: Project, seams: readonly number[]): boolean =>
  tracks.some(({ notes }) =>
    notes.some(({ tick, length }) => seams.some((seam) => tick < seam && tick + length > seam)),
  )

type Part = { readonly pattern: number; readonly bpm: number; readonly muted: boolean; readonly marked: boolean }

/** Sections of two bars, each with a note, and what else its part says. */
const songOf = (parts: readonly Part[]): Project => ({
  ...grow(
    parts.flatMap(({ pattern, bpm, muted, marked }, index): readonly Command[] => {
      const [from, to] = [index * 2 * BAR, (index + 1) * 2 * BAR]
      const before = parts[index - 1]
      return [
        { type: 'addSection', tick: from, name: `S${String(index)}` },
        ...(before?.pattern === pattern ? [] : [{ type: 'putPattern' as const, tick: from, pattern, from: null }]),
        ...(before?.bpm === bpm ? [] : [{ type: 'putTempo' as const, tick: from, bpm }]),
        { type: 'addNotes', track: 1, notes: [note(from + STEP * index)] },
        ...(muted ? [{ type: 'paintMutes' as const, tracks: [0], kind: 'global' as const, from: from + PPQ, to }] : []),
        ...(marked ? [{ type: 'addMarker' as const, tick: from + PPQ, name: 'M' }] : []),
      ]
    }),
  ),
  end: parts.length * 2 * BAR,
})

describe('properties', () => {
  it('deleting what was inserted leaves the song as it was, where no note rings over the place', () => {
    fc.assert(
      fc.property(anySong, bars(20), fc.integer({ min: 1, max: 9000 }), (project, at, length) => {
        fc.pre(!ringsOver(project, [at]))
        const opened = run(project, { type: 'insertTime', at, length: Math.ceil(length / BAR) * BAR })
        const closed = run(opened, { type: 'deleteTime', from: at, to: at + Math.ceil(length / BAR) * BAR })
        expect(content(at < endOf(project) ? closed : opened)).toEqual(content(project))
      }),
    )
  })

  it('lengths add up', () => {
    fc.assert(
      fc.property(anySong, bars(20), bars(6), bars(20), (project, from, length, at) => {
        const end = endOf(project)
        const to = from + length
        fc.pre(length > 0 && to <= end && at <= end)
        expect(endOf(run(project, { type: 'insertTime', at, length }))).toBe(at < end ? end + length : end)
        // The last pattern lasts a bar at least, also where it comes to stand in the middle of the last one.
        const isAbout = (command: Command, wanted: number): void => {
          expect([wanted, wanted + BAR]).toContain(endOf(run(project, command)))
        }
        isAbout({ type: 'copyTime', from, to, at }, end + length)
        isAbout({ type: 'repeatTime', from, to, times: 2 }, end + 2 * length)
        isAbout({ type: 'moveTime', from, to, at }, end)
      }),
    )
  })

  it('bars that are moved and moved back leave notes and mutes as they were, where no note rings over a seam', () => {
    const lanes = (project: Project): unknown => (content(project) as Project).tracks.map(({ notes, mutes }) => ({ notes, mutes })) // prettier-ignore
    fc.assert(
      fc.property(anySong, bars(20), bars(6), bars(20), (project, from, length, at) => {
        const to = from + length
        fc.pre(length > 0 && to <= endOf(project) && at <= endOf(project) && (at < from || at > to))
        fc.pre(!ringsOver(project, [from, to, at]))
        const there = run(project, { type: 'moveTime', from, to, at })
        const begin = at > to ? at - length : at
        const back = run(there, { type: 'moveTime', from: begin, to: begin + length, at: at > to ? from : to })
        expect(lanes(back)).toEqual(lanes(project))
      }),
    )
  })

  it('sections that change places and change back leave the whole song as it was', () => {
    const twoBars = fc.record({
      pattern: fc.nat(2),
      bpm: fc.integer({ min: SLOWEST, max: FASTEST }),
      muted: fc.boolean(),
      marked: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(twoBars, { minLength: 3, maxLength: 6 }), fc.nat(5), fc.nat(6), (parts, which, place) => {
        const project = songOf(parts)
        const [from, at] = [(which % parts.length) * 2 * BAR, (place % (parts.length + 1)) * 2 * BAR]
        const to = from + 2 * BAR
        fc.pre(at < from || at > to)
        const there = run(project, { type: 'moveTime', from, to, at })
        const begin = at > to ? at - 2 * BAR : at
        const back = run(there, { type: 'moveTime', from: begin, to: begin + 2 * BAR, at: at > to ? from : to })
        expect(content(back)).toEqual(content(project))
      }),
    )
  })
})

it('a song lasts as long as its longest note, however many begin after it', () => {
  const short = Array.from({ length: 70 }, (_, step) => note(step * STEP, STEP))
  const held = run(emptyProject('Test'), { type: 'addNotes', track: 0, notes: [note(0, 40 * BAR), ...short] })
  expect(endOf(held)).toBe(40 * BAR)
})

it('a section of the last bars replaces those that begin in them', () => {
  const two = grow([
    { type: 'addSection', tick: 0, name: 'A' },
    { type: 'addSection', tick: 4 * BAR, name: 'B' },
    { type: 'addNotes', track: 0, notes: [note(5 * BAR)] },
    { type: 'addSection', tick: 2 * BAR, name: 'New', to: 6 * BAR },
  ])
  expect(two.sections.map(({ tick, name }) => [tick / BAR, name])).toEqual([[0, 'A'], [2, 'New']]) // prettier-ignore
})

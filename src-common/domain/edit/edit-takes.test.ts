import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clip, subtract, type Interval } from '../model/intervals'
import { emptyProject, type Project, type Track } from '../model/project'
import type { Take } from '../model/take'
import { BAR } from '../time/ticks'
import { anyCommand } from './any-command'
import { anyTake } from './any-take'
import { labelOf, run } from './command'
import { WHOLE_TAKE, placementOf, placeTake, type PlaceTake, type TakeParts } from './edit-takes'
import { NO_HISTORY, perform } from './history'

const empty = emptyProject('Test')
const projects = fc.array(anyCommand, { maxLength: 15 }).map((list) => list.reduce(run, empty))
/** What holds before a take has to be known, so that it can go on behind it. */
const known = projects.map((project) =>
  [
    { type: 'putPattern' as const, tick: 0, pattern: 5, from: null },
    ...[0, 1, 2, 3].flatMap((track) =>
      (['cc:74', 'bend'] as const).map((target) => ({
        type: 'drawController' as const, track, target, from: 0, to: 1, points: [{ tick: 0, value: 7 }],
      })),
    ),
  ].reduce(run, project),
) // prettier-ignore
const NO_PARTS: TakeParts = { mutes: false, notes: false, controllers: false, patterns: false }
const parts = fc.record({ mutes: fc.boolean(), notes: fc.boolean(), controllers: fc.boolean(), patterns: fc.boolean() })
const modes = fc.constantFrom('replace' as const, 'overdub' as const)
const bars = fc
  .tuple(fc.nat(6), fc.integer({ min: 1, max: 4 }))
  .map(([from, length]) => ({ from: from * BAR, to: (from + length) * BAR }))
const someTracks = fc.option(fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 3 }))
const places = fc.record({ tracks: someTracks, span: fc.option(bars), at: fc.option(bars.map(({ from }) => from)) })

const place = (project: Project, take: Take, how: Partial<PlaceTake> = {}): Project =>
  placeTake(project, { take, tracks: null, span: null, at: null, parts: WHOLE_TAKE, mode: 'replace', ...how })

/** A project but for the ids of its notes. */
const musicOf = ({ tracks, patterns, tempos, bpm, end }: Project): unknown => ({
  tracks: tracks.map(({ notes, ...track }) => ({
    ...track,
    notes: notes.map(({ id: _, ...note }) => JSON.stringify(note)).sort(),
    controllers: track.controllers.filter(({ points }) => points.length > 0),
  })),
  patterns,
  tempos,
  bpm,
  end,
})

const valueAt = (track: Track | undefined, target: string, tick: number): number | null =>
  track?.controllers.find((lane) => lane.target === target)?.points.findLast((point) => point.tick <= tick)?.value ??
  null

const TAKE: Take = {
  summary: {
    id: 't',
    name: 'Take 2',
    startedAt: '',
    from: 0,
    to: 4 * BAR,
    recovered: false,
    clock: { source: 'box', pulses: 1, bpm: 120, jitter: 0 },
  },
  toggles: [{ track: 0, kind: 'global', muted: true, pressed: BAR, tick: BAR }],
  lanes: [
    { track: 0, kind: 'global', muted: [{ from: BAR, to: 4 * BAR }], known: true },
    { track: 1, kind: 'global', muted: [], known: false },
  ],
  notes: [
    { track: 0, tick: BAR - 240, length: 480, pitch: 60, velocity: 100, closed: false },
    { track: 1, tick: 2 * BAR, length: 240, pitch: 62, velocity: 90, closed: false },
  ],
  patterns: [{ tick: 0, pattern: 1, assumed: false }],
  controllers: [{ track: 0, lanes: [{ target: 'cc:74', points: [{ tick: 100, value: 9 }] }] }],
  tempo: [],
  unassigned: 0,
}

describe('placing a take', () => {
  it('twice is placing it once, whichever of its tracks, bars and parts, replaced or overdubbed', () => {
    fc.assert(
      fc.property(known, anyTake(), places, parts, modes, (project, take, where, some, mode) => {
        const once = place(project, take, { ...where, parts: some, mode })
        expect(musicOf(place(once, take, { ...where, parts: some, mode }))).toEqual(musicOf(once))
      }),
    )
  })

  it('track by track and bar by bar is placing it whole', () => {
    const cells = Array.from({ length: 4 }, (_, bar) => ({ from: (bar + 1) * BAR, to: (bar + 2) * BAR }))
    fc.assert(
      fc.property(known, anyTake(), parts, (project, take, some) => {
        const tracked = { ...some, patterns: false }
        const pieces = project.tracks.flatMap((_, track) => cells.map((span) => ({ tracks: [track], span })))
        const comped = pieces.reduce((next, piece) => place(next, take, { ...piece, parts: tracked }), project)
        expect(musicOf(comped)).toEqual(musicOf(place(project, take, { parts: tracked })))
      }),
    )
  })

  it('bar by bar plays the patterns that it plays whole, none of them begun anew in its middle', () => {
    const cells = Array.from({ length: 4 }, (_, bar) => ({ from: (bar + 1) * BAR, to: (bar + 2) * BAR }))
    const only = { ...NO_PARTS, patterns: true }
    fc.assert(
      fc.property(known, anyTake(), (project, take) => {
        const first = { tick: BAR, pattern: 1, assumed: false }
        const whole = { ...take, patterns: [first, ...take.patterns.filter(({ tick }) => tick > BAR)] }
        const comped = cells.reduce((next, span) => place(next, whole, { span, parts: only }), project)
        expect(comped.patterns).toEqual(place(project, whole, { parts: only }).patterns)
      }),
    )
  })

  it('changes nothing outside of its tracks, its bars and its parts', () => {
    fc.assert(
      fc.property(known, anyTake(), places, parts, modes, (project, take, where, some, mode) => {
        const after = place(project, take, { ...where, parts: some, mode })
        const from = Math.max(BAR, where.span?.from ?? BAR)
        const length = Math.min(5 * BAR, where.span?.to ?? 5 * BAR) - from
        const begin = where.at ?? from
        const span: Interval = { from: begin, to: begin + Math.max(0, length) }
        project.tracks.forEach((track, number) => {
          const next = after.tracks[number]
          const meant = where.tracks === null || where.tracks.includes(number)
          for (const kind of ['global', 'pattern'] as const) {
            const left = meant && some.mutes ? subtract(track.mutes[kind], [span]) : track.mutes[kind]
            expect(meant && some.mutes ? subtract(next?.mutes[kind] ?? [], [span]) : next?.mutes[kind]).toEqual(left)
          }
          const outside = ({ tick }: { readonly tick: number }): boolean =>
            !(meant && some.notes) || tick < span.from || tick >= span.to
          expect(next?.notes.filter(outside)).toEqual(track.notes.filter(outside))
          for (const { target } of track.controllers) {
            const ticks = [0, span.from - 1, span.to, span.to + BAR].filter(
              (tick) => tick < span.from || tick >= span.to,
            )
            for (const tick of ticks) expect(valueAt(next, target, tick)).toBe(valueAt(track, target, tick))
          }
        })
        if (some.patterns) return
        expect([after.patterns, after.tempos, after.bpm]).toEqual([project.patterns, project.tempos, project.bpm])
      }),
    )
  })

  it('leaves what it does not mean as it is, and is no step where it means nothing', () => {
    const placed = place(empty, TAKE)
    for (const part of ['mutes', 'notes', 'controllers', 'patterns'] as const) {
      const only = place(empty, TAKE, { parts: { ...NO_PARTS, [part]: true } })
      const [all, none] = [placed.tracks[0], empty.tracks[0]]
      expect(only.tracks[0]?.mutes).toEqual(part === 'mutes' ? all?.mutes : none?.mutes)
      expect(only.tracks[0]?.notes.length).toBe(part === 'notes' ? 1 : 0)
      expect(only.tracks[0]?.controllers).toEqual(part === 'controllers' ? all?.controllers : [])
      expect(only.patterns).toEqual(part === 'patterns' ? TAKE.patterns : [])
    }
    const how = { tracks: null, span: null, at: null, mode: 'overdub' } as const
    expect(perform(empty, NO_HISTORY, { type: 'placeTake', take: TAKE, parts: NO_PARTS, ...how })).toBeNull()
    const away = { from: 9 * BAR, to: 10 * BAR }
    const command = { type: 'placeTake' as const, take: TAKE, parts: WHOLE_TAKE, ...how, span: away }
    expect(perform(placed, NO_HISTORY, command)).toBeNull()
  })

  it('puts a note into the bar where it begins, as long as it was played', () => {
    const first = place(empty, TAKE, { span: { from: 0, to: BAR } })
    expect(first.tracks[0]?.notes).toMatchObject([{ tick: BAR - 240, length: 480 }])
    const second = place(empty, TAKE, { span: { from: BAR, to: 2 * BAR } })
    expect(second.tracks[0]?.notes).toEqual([])
  })

  it('takes on the value that a controller had when its bars begin', () => {
    const third = place(empty, TAKE, { span: { from: 2 * BAR, to: 3 * BAR } })
    expect(third.tracks[0]?.controllers).toEqual([{ target: 'cc:74', points: [{ tick: 2 * BAR, value: 9 }] }])
  })

  it('makes the song as long as what was placed, elsewhere too', () => {
    expect(place(empty, TAKE).end).toBe(4 * BAR)
    const moved = place(empty, TAKE, { span: { from: BAR, to: 2 * BAR }, at: 7 * BAR })
    expect(moved.end).toBe(8 * BAR)
    expect(moved.tracks[0]?.mutes.global).toEqual([{ from: 7 * BAR, to: 8 * BAR }])
  })

  it('overdubbed leaves lanes that were not touched, and the patterns where none was changed', () => {
    const before = [
      { type: 'paintMutes' as const, tracks: [0, 1], kind: 'global' as const, from: 0, to: 2 * BAR },
      { type: 'paintMutes' as const, tracks: [0], kind: 'pattern' as const, from: 0, to: BAR },
      { type: 'putPattern' as const, tick: 0, pattern: 7, from: null },
      { type: 'addNotes' as const, track: 1, notes: [{ tick: 0, length: 9, pitch: 1, velocity: 1 }] },
    ].reduce(run, empty)
    const after = place(before, TAKE, { mode: 'overdub' })
    expect(after.tracks[0]?.mutes).toEqual({
      global: [{ from: BAR, to: 4 * BAR }],
      pattern: clip(before.tracks[0]?.mutes.pattern ?? [], { from: 0, to: BAR }),
    })
    expect(after.tracks[1]?.mutes).toEqual(before.tracks[1]?.mutes)
    expect(after.tracks[1]?.notes.map(({ tick }) => tick)).toEqual([0, 2 * BAR])
    expect(after.patterns).toEqual(before.patterns)
    expect(place(empty, TAKE, { mode: 'overdub' }).patterns).toEqual(TAKE.patterns)
  })

  it('just recorded follows the punch range and the way in which recordings are laid', () => {
    const punched = run(empty, { type: 'setPunch', punch: { from: 2 * BAR, to: 3 * BAR } })
    const laid = run(punched, placementOf(punched, TAKE))
    expect(laid.tracks[0]?.mutes.global).toEqual([{ from: 2 * BAR, to: 3 * BAR }])
    expect(laid.tracks[1]?.notes).toHaveLength(1)
    const overdubbing = run(empty, { type: 'setRecordMode', mode: 'overdub' })
    expect(placementOf(overdubbing, TAKE)).toMatchObject({ mode: 'overdub', span: null })
  })

  it('is called by what it did', () => {
    const label = (how: Partial<PlaceTake>): string =>
      labelOf(empty, {
        type: 'placeTake', take: TAKE, tracks: null, span: null, at: null, parts: WHOLE_TAKE, mode: 'replace', ...how,
      }) // prettier-ignore
    const span = { from: BAR, to: 3 * BAR }
    expect(label({})).toBe('Place Take 2')
    expect(label({ mode: 'overdub', at: 8 * BAR })).toBe('Overdub Take 2 at 9.1.1')
    expect(label({ parts: { ...NO_PARTS, mutes: true } })).toBe('Place mutes of Take 2')
    expect(label({ span: { from: 3 * BAR, to: 9 * BAR } })).toBe('Place Take 2, bar 4')
    expect(label({ tracks: [2], span })).toBe('Comp Track 3 from Take 2, bars 2 to 3')
    expect(label({ tracks: [2], span, parts: { ...NO_PARTS, notes: true, mutes: true } })).toBe(
      'Comp mutes and notes of Track 3 from Take 2, bars 2 to 3',
    )
    expect(label({ tracks: [2, 3], span: { from: BAR, to: BAR + 240 } })).toBe(
      'Comp 2 tracks from Take 2, 2.1.1 to 2.1.2',
    )
  })
})

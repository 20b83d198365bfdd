// Edits, undone and redone at random, against a song that is too plain to be wrong, and a history that keeps all that was.
import { expect, it } from 'vitest'
import fc from 'fast-check'
import { MUTE_KINDS } from '../device/device'
import { contains } from '../model/intervals'
import { emptyProject, endOf, type Project } from '../model/project'
import { ALL_PARTS } from '../model/slice'
import { BAR } from '../time/ticks'
import type { Command } from './command'
import {
  blank,
  cleared,
  cutOut,
  deleted,
  insertedBars,
  isIn,
  laid,
  lengthOf,
  mapLane,
  mapTrack,
  piecesOf,
  plainest,
  row,
  squeezedIn,
  type Plain,
  type PlainTrack,
  type Steps,
} from './plain-song'
import { NO_HISTORY, perform, redo, undo, type History, type Step } from './history'

const BARS = 24
const TRACKS = 3

const plainOf = (project: Project): unknown =>
  plainest({
    end: endOf(project) / BAR,
    tracks: project.tracks.slice(0, TRACKS).map(({ mutes: { global, pattern }, notes }) => ({
      global: row(endOf(project) / BAR, (bar) => contains(global, bar * BAR)),
      pattern: row(endOf(project) / BAR, (bar) => contains(pattern, bar * BAR)),
      notes: notes.map(({ tick, length, pitch }) => ({ at: tick / BAR, length: length / BAR, pitch })),
    })),
  })

/** An edit of both: as a command of the project as it is, and as it is plain to see. */
type Edit = {
  readonly name: string
  command(project: Project): Command
  plain(plain: Plain): Plain
}

const bar = fc.nat(BARS)
const span = fc.tuple(bar, bar).map(([a, b]): Steps => ({ from: Math.min(a, b), to: Math.max(a, b) }))
const track = fc.nat(TRACKS - 1)
const kind = fc.constantFrom(...MUTE_KINDS)
const pitch = fc.integer({ min: 60, max: 63 })
const ticksOf = ({ from, to }: Steps): { readonly from: number; readonly to: number } => ({
  from: from * BAR,
  to: to * BAR,
})

const muteEdit = fc
  .record({ type: fc.constantFrom('paintMutes', 'eraseMutes', 'invertMutes', 'joinMutes'), track, kind, span })
  .map(({ type, track: number, kind: layer, span: { from, to } }): Edit => {
    const lanes = { tracks: [number], ...ticksOf({ from, to }) }
    return {
      name: `${type} ${layer} of ${String(number)}, ${String(from)} to ${String(to)}`,
      command: () =>
        type === 'paintMutes' || type === 'eraseMutes'
          ? { type, kind: layer, ...lanes }
          : { type, kinds: [layer], ...lanes },
      plain: (plain) => {
        const lane = plain.tracks[number]?.[layer] ?? []
        const inside = lane.flatMap((muted, at) => (muted && isIn({ from, to }, at) ? [at] : []))
        const between = { from: inside[0] ?? 0, to: inside.at(-1) ?? 0 }
        return mapLane(plain, number, layer, (at, was) => {
          if (type === 'joinMutes') return was || isIn(between, at)
          return isIn({ from, to }, at) ? type === 'paintMutes' || (type === 'invertMutes' && !was) : was
        })
      },
    }
  })

const moveMute = fc
  .record({ track, kind, inside: bar, by: fc.integer({ min: -8, max: 8 }), copy: fc.boolean() })
  .map(({ track: number, kind: layer, inside, by, copy }): Edit => ({
    name: `move mute of ${String(number)} at ${String(inside)} by ${String(by)}${copy ? ', a copy' : ''}`,
    command: () => ({
      type: 'moveMutes',
      regions: [{ track: number, kind: layer, inside: inside * BAR }],
      by: by * BAR,
      trackBy: 0,
      kind: null,
      copy,
    }),
    plain: (plain) => {
      const lane = plain.tracks[number]?.[layer] ?? []
      if (lane[inside] !== true) return plain
      let [from, to] = [inside, inside + 1]
      while (lane[from - 1] === true) from--
      while (lane[to] === true) to++
      const moved = Math.max(by, -from)
      return mapLane(
        plain,
        number,
        layer,
        (at, was) => (was && (copy || !isIn({ from, to }, at))) || isIn({ from: from + moved, to: to + moved }, at),
      )
    },
  }))

const addNote = fc
  .record({ track, at: bar, length: fc.integer({ min: 1, max: 4 }), pitch })
  .map(({ track: number, ...note }): Edit => ({
    name: `note ${String(note.pitch)} of ${String(number)} at ${String(note.at)}`,
    command: () => ({
      type: 'addNotes',
      track: number,
      notes: [{ tick: note.at * BAR, length: note.length * BAR, pitch: note.pitch, velocity: 100 }],
    }),
    plain: (plain) => mapTrack(plain, number, (each) => ({ ...each, notes: [...each.notes, note] })),
  }))

/** All notes of a pitch, as they are found in either. */
const noteEdit = fc
  .record({ type: fc.constantFrom('move', 'stretch', 'delete'), track, pitch, by: fc.integer({ min: -6, max: 6 }) })
  .map(({ type, track: number, pitch: wanted, by }): Edit => ({
    name: `${type} notes ${String(wanted)} of ${String(number)} by ${String(by)}`,
    command: ({ tracks }) => {
      const chosen = (tracks[number]?.notes ?? []).filter((note) => note.pitch === wanted)
      const some = { track: number, ids: chosen.map(({ id }) => id) }
      if (type === 'delete') return { type: 'deleteNotes', ...some }
      if (type === 'move') return { type: 'moveNotes', ...some, by: by * BAR, pitchBy: by, copy: false }
      return { type: 'resizeNotes', ...some, edge: 'to', by: by * BAR, shortest: BAR }
    },
    plain: (plain) =>
      mapTrack(plain, number, ({ notes, ...lanes }) => {
        const chosen = notes.filter((note) => note.pitch === wanted)
        const others = notes.filter((note) => note.pitch !== wanted)
        const ticks = Math.max(by, -Math.min(...chosen.map(({ at }) => at)))
        const changed = chosen.map((note) =>
          type === 'move'
            ? { ...note, at: note.at + ticks, pitch: note.pitch + by }
            : { ...note, length: Math.max(1, note.length + by) },
        )
        return { ...lanes, notes: type === 'delete' ? others : [...others, ...changed] }
      }),
  }))

const rangeEdit = fc
  .record({
    type: fc.constantFrom('clear', 'move', 'copy', 'repeat'),
    track,
    span,
    by: fc.integer({ min: -8, max: 8 }),
    times: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ type, track: number, span: { from, to }, by, times }): Edit => {
    const range = { tracks: [number], parts: ALL_PARTS, ...ticksOf({ from, to }) }
    const moved = Math.max(by, -from)
    const length = to - from
    return {
      name: `${type} range of ${String(number)}, ${String(from)} to ${String(to)}, by ${String(by)} × ${String(times)}`,
      command: () => {
        if (type === 'clear') return { type: 'clearRange', ...range }
        if (type === 'repeat') return { type: 'repeatRange', times, ...range }
        return { type: 'moveRange', by: by * BAR, trackBy: 0, copy: type === 'copy', ...range }
      },
      plain: (plain) =>
        mapTrack(plain, number, (each) => {
          const piece = cutOut(each, { from, to })
          const put = (next: PlainTrack, at: number): PlainTrack =>
            laid(cleared(next, { from: at, to: at + length }), piece, at)
          if (length === 0 || (moved === 0 && (type === 'move' || type === 'copy'))) return each
          if (type === 'clear') return cleared(each, { from, to })
          if (type === 'repeat')
            return Array.from({ length: times }, (_, index) => to + index * length).reduce(put, each)
          return put(type === 'copy' ? each : cleared(each, { from, to }), from + moved)
        }),
    }
  })

const timeEdit = fc
  .record({
    type: fc.constantFrom('insertTime', 'deleteTime', 'cropTime', 'repeatTime', 'moveTime', 'copyTime'),
    span,
    at: bar,
    times: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ type, span: { from, to }, at, times }): Edit => {
    const length = to - from
    return {
      name: `${type} ${String(from)} to ${String(to)} at ${String(at)} × ${String(times)}`,
      command: () => {
        const ticks = ticksOf({ from, to })
        if (type === 'insertTime') return { type, at: at * BAR, length: times * BAR }
        if (type === 'repeatTime') return { type, times, ...ticks }
        return type === 'moveTime' || type === 'copyTime' ? { type, at: at * BAR, ...ticks } : { type, ...ticks }
      },
      plain: (plain) => {
        if (type === 'insertTime') return insertedBars(plain, at, times)
        if (length === 0) return plain
        const pieces = piecesOf(plain, { from, to })
        switch (type) {
          case 'deleteTime':
            return deleted(plain, { from, to })
          case 'cropTime':
            return deleted(deleted(plain, { from: to, to: lengthOf(plain) }), { from: 0, to: from })
          case 'repeatTime':
            return squeezedIn(plain, pieces, length, to, times)
          case 'copyTime':
            return squeezedIn(plain, pieces, length, at, 1)
          case 'moveTime':
            if (at >= from && at <= to) return plain
            return squeezedIn(deleted(plain, { from, to }), pieces, length, at > to ? at - length : at, 1)
        }
      },
    }
  })

type Model = { done: readonly Plain[]; now: Plain; undone: readonly Plain[] }
type Real = { project: Project; history: History }

/** Takes a step of the project, and looks whether both are the same. */
function took(model: Model, real: Real, step: Step | null): void {
  if (step !== null) ({ project: real.project, history: real.history } = step)
  expect(plainOf(real.project)).toEqual(plainest(model.now))
}

class Does implements fc.Command<Model, Real> {
  readonly edit: Edit

  constructor(edit: Edit) {
    this.edit = edit
  }

  check(): boolean {
    return true
  }

  run(model: Model, real: Real): void {
    const step = perform(real.project, real.history, this.edit.command(real.project))
    const next = this.edit.plain(model.now)
    if (step !== null) [model.done, model.undone] = [[...model.done, model.now], []]
    model.now = next
    took(model, real, step)
  }

  toString(): string {
    return this.edit.name
  }
}

class Undoes implements fc.Command<Model, Real> {
  check(): boolean {
    return true
  }

  run(model: Model, real: Real): void {
    const last = model.done.at(-1)
    if (last !== undefined)
      [model.done, model.now, model.undone] = [model.done.slice(0, -1), last, [...model.undone, model.now]]
    took(model, real, undo(real.project, real.history))
  }

  toString(): string {
    return 'undo'
  }
}

class Redoes implements fc.Command<Model, Real> {
  check(): boolean {
    return true
  }

  run(model: Model, real: Real): void {
    const next = model.undone.at(-1)
    if (next !== undefined)
      [model.done, model.now, model.undone] = [[...model.done, model.now], next, model.undone.slice(0, -1)]
    took(model, real, redo(real.project, real.history))
  }

  toString(): string {
    return 'redo'
  }
}

it('edits, undone and redone in any order, come to what is plain to see', () => {
  const edits = [muteEdit, moveMute, addNote, noteEdit, rangeEdit, timeEdit].map((each) =>
    each.map((edit) => new Does(edit)),
  )
  const all: fc.Arbitrary<fc.Command<Model, Real>>[] = [...edits, fc.constant(new Undoes()), fc.constant(new Redoes())]
  fc.assert(
    fc.property(fc.commands(all, { maxCommands: 40, size: 'large' }), (commands) => {
      fc.modelRun(
        () => ({
          model: { done: [], now: { end: 0, tracks: Array.from({ length: TRACKS }, () => blank) }, undone: [] },
          real: { project: emptyProject('Test'), history: NO_HISTORY },
        }),
        commands,
      )
    }),
    { numRuns: 60 },
  )
})

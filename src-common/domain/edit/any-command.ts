// Commands drawn at random, for properties that must hold for all of them: a table, so that none is left out.
import fc from 'fast-check'
import { defaultProfile } from '../device/device'
import { emptyProject } from '../model/project'
import type { Slice } from '../model/slice'
import { STEP } from '../time/ticks'
import { anyTake } from './any-take'
import type { Command } from './command'
import type { ControllerCommand } from './controller-commands'
import type { MuteCommand } from './mute-commands'
import type { NoteCommand } from './note-commands'
import type { PatternCommand } from './pattern-commands'
import type { ProjectCommand } from './project-commands'
import type { SectionCommand } from './section-commands'
import type { TimeCommand } from './time-commands'

/** For each type of a union one that draws it. */
type AnyOf<C extends Command> = { readonly [T in C['type']]: fc.Arbitrary<Extract<C, { readonly type: T }>> }
const is = <T>(one: T): fc.Arbitrary<T> => fc.constant(one)

/** Within some bars. */
const near = fc.oneof({ weight: 12, arbitrary: fc.nat(400).map((step) => step * STEP) }, fc.nat(4000))
/** A few beyond all reason. */
const tick = fc.oneof(
  { weight: 26, arbitrary: near },
  { weight: 1, arbitrary: fc.constantFrom(1, 1e9, Number.MAX_SAFE_INTEGER) },
)
/** Also before the start. */
const place = fc.oneof({ weight: 20, arbitrary: tick }, { weight: 1, arbitrary: fc.integer({ min: -4000, max: -1 }) })
const by = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: -2000, max: 2000 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1e9, 1e9) },
)
const length = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 9000 }) },
  { weight: 1, arbitrary: fc.constantFrom(1e9, Number.MAX_SAFE_INTEGER) },
)
const track = fc.oneof({ weight: 20, arbitrary: fc.nat(15) }, { weight: 1, arbitrary: fc.constant(63) })
const tracks = fc.array(track, { maxLength: 4 })
const trackBy = fc.integer({ min: -3, max: 3 })
const span = { from: place, to: place }
const times = fc.integer({ min: 1, max: 3 })
const kind = fc.constantFrom('global' as const, 'pattern' as const)
const kinds = fc.subarray(['global', 'pattern'] as const)
const pattern = fc.nat(127)
const name = fc.string({ maxLength: 5 })
const color = fc.constantFrom('#123456', '#abcdef')
const id = fc.integer({ min: 1, max: 40 })
const ids = fc.array(id, { maxLength: 10 })
const data = fc.nat(127)
const notesAt = (at: fc.Arbitrary<number>) =>
  fc.array(
    fc.record({
      tick: at,
      length: fc.integer({ min: 1, max: 2000 }),
      pitch: data,
      velocity: fc.integer({ min: 1, max: 127 }),
    }),
    { maxLength: 5 },
  )
const notes = notesAt(tick)
const view = { grid: fc.constantFrom(60, 240, 960, 3840), strength: fc.integer({ min: 0, max: 100 }) }
const regions = fc.array(fc.record({ track, kind, inside: tick }), { maxLength: 6 })
const parts = fc.record({ mutes: fc.boolean(), notes: fc.boolean(), controllers: fc.boolean() })
const range = { tracks, parts, ...span }
const lane = fc.array(fc.record({ from: fc.integer({ min: -900, max: 9000 }), to: near }), { maxLength: 4 })
const target = fc.constantFrom('cc:74' as const, 'nrpn:129' as const, 'bend' as const, 'program' as const)
const pointsAt = (at: fc.Arbitrary<number>) => fc.array(fc.record({ tick: at, value: fc.nat(16383) }), { maxLength: 8 })
const controllers = fc.uniqueArray(fc.record({ target, points: pointsAt(near) }), {
  maxLength: 2,
  selector: (each) => each.target,
})
const bpm = fc.integer({ min: 1, max: 500 })
const offsets = fc.array(fc.integer({ min: -120, max: 120 }), { minLength: 16, maxLength: 16 })
const groove = fc.record({ name, offsets })
const slice: fc.Arbitrary<Slice> = fc.record({
  length: fc.constantFrom(240, 3840),
  song: is(null),
  tracks: fc.array(
    fc.option(fc.record({ mutes: fc.record({ global: lane, pattern: lane }), notes, written: lane, controllers })),
    { maxLength: 3 },
  ),
})

const muteCommands: AnyOf<MuteCommand> = {
  paintMutes: fc.record({ type: is('paintMutes'), tracks, kind, ...span }),
  eraseMutes: fc.record({ type: is('eraseMutes'), tracks, kind, ...span }),
  invertMutes: fc.record({ type: is('invertMutes'), tracks, kinds, ...span }),
  joinMutes: fc.record({ type: is('joinMutes'), tracks, kinds, ...span }),
  splitMutes: fc.record({ type: is('splitMutes'), tracks, kinds, at: place, gap: length }),
  moveMuteEdges: fc.record({ type: is('moveMuteEdges'), regions, edge: fc.constantFrom('from', 'to'), by }),
  moveMutes: fc.record({ type: is('moveMutes'), regions, by, trackBy, kind: fc.option(kind), copy: fc.boolean() }),
  deleteMutes: fc.record({ type: is('deleteMutes'), regions }),
  quantizeMutes: fc.record({ type: is('quantizeMutes'), tracks, kinds, ...span, ...view }),
  setMuteView: fc.record({ type: is('setMuteView'), view: fc.option(fc.record(view)) }),
}

const noteCommands: AnyOf<NoteCommand> = {
  addNotes: fc.record({ type: is('addNotes'), track, notes }),
  moveNotes: fc.record({
    type: is('moveNotes'),
    track,
    ids,
    by,
    pitchBy: fc.integer({ min: -130, max: 130 }),
    copy: fc.boolean(),
  }),
  resizeNotes: fc.record({
    type: is('resizeNotes'),
    track,
    ids,
    edge: fc.constantFrom('from', 'to'),
    by,
    shortest: is(60),
  }),
  deleteNotes: fc.record({ type: is('deleteNotes'), track, ids }),
  splitNotes: fc.record({ type: is('splitNotes'), track, ids, at: fc.array(tick, { maxLength: 5 }) }),
  joinNotes: fc.record({ type: is('joinNotes'), track, ids }),
  legato: fc.record({ type: is('legato'), track, ids }),
  reverseNotes: fc.record({ type: is('reverseNotes'), track, ids }),
  quantizeNotes: fc.record({
    type: is('quantizeNotes'),
    track,
    ids,
    grid: fc.constantFrom(1, 120, 240, 960, 1e9),
    strength: fc.nat(100),
    swing: fc.integer({ min: 50, max: 80 }),
    groove: fc.option(offsets),
    edges: fc.constantFrom('start', 'end', 'both'),
  }),
  humanizeNotes: fc.record({
    type: is('humanizeNotes'),
    track,
    ids,
    timing: fc.nat(240),
    velocity: data,
    length: fc.nat(100),
    seed: fc.nat(),
  }),
  changeNotes: fc.record({
    type: is('changeNotes'),
    track,
    ids,
    field: fc.constantFrom('tick', 'length', 'pitch', 'velocity'),
    change: fc.record({
      type: fc.constantFrom('set', 'add', 'scale'),
      value: fc.oneof(fc.integer({ min: -200, max: 200 }), fc.constantFrom(1e300, -1e300, 0.5)),
    }),
  }),
  setVelocities: fc.record({
    type: is('setVelocities'),
    track,
    velocities: fc.array(fc.tuple(id, data), { maxLength: 10 }),
  }),
  rampVelocities: fc.record({ type: is('rampVelocities'), track, ids, from: data, to: data }),
}

const controllerCommands: AnyOf<ControllerCommand> = {
  drawController: fc.record({ type: is('drawController'), track, target, points: pointsAt(tick), ...span }),
  removeController: fc.record({ type: is('removeController'), track, target }),
  thinController: fc.record({ type: is('thinController'), track, target, ...span, tolerance: fc.nat(9000) }),
}

const timeCommands: AnyOf<TimeCommand> = {
  insertTime: fc.record({ type: is('insertTime'), at: tick, length }),
  deleteTime: fc.record({ type: is('deleteTime'), ...span }),
  repeatTime: fc.record({ type: is('repeatTime'), times, ...span }),
  moveTime: fc.record({ type: is('moveTime'), at: tick, ...span }),
  copyTime: fc.record({ type: is('copyTime'), at: tick, ...span }),
  cropTime: fc.record({ type: is('cropTime'), ...span }),
  clearRange: fc.record({ type: is('clearRange'), ...range }),
  moveRange: fc.record({ type: is('moveRange'), by, trackBy, copy: fc.boolean(), ...range }),
  repeatRange: fc.record({ type: is('repeatRange'), times, ...range }),
  laySlice: fc.record({
    type: is('laySlice'),
    slice,
    at: tick,
    track,
    parts,
    mode: fc.constantFrom('replace', 'merge'),
  }),
}

const patternCommands: AnyOf<PatternCommand> = {
  putPattern: fc.record({ type: is('putPattern'), tick, pattern, from: fc.option(tick) }),
  removePattern: fc.record({ type: is('removePattern'), tick }),
  movePattern: fc.record({ type: is('movePattern'), tick, to: tick, copy: fc.boolean() }),
  layPattern: fc.record({ type: is('layPattern'), pattern, from: tick, to: tick }),
  setPatternLook: fc.record({
    type: is('setPatternLook'),
    pattern,
    name: fc.option(name),
    color: fc.option(color),
  }),
  writeDerived: fc.record({ type: is('writeDerived'), tracks, ...span }),
  backToPatterns: fc.record({ type: is('backToPatterns'), tracks, ...span }),
  setUnroll: fc.record({
    type: is('setUnroll'),
    policy: fc.record({
      fill: fc.boolean(),
      chance: fc.constantFrom('seed', 'all', 'none'),
      seed: fc.nat(9),
      retrig: fc.boolean(),
    }),
  }),
}

const change = { id, tick, name, color: fc.option(color) }
const sectionCommands: AnyOf<SectionCommand> = {
  addSection: fc.record({ type: is('addSection'), tick, name, to: tick }, { requiredKeys: ['type', 'tick', 'name'] }),
  changeSection: fc.record({ type: is('changeSection'), ...change }, { requiredKeys: ['type', 'id'] }),
  removeSection: fc.record({ type: is('removeSection'), id }),
  addMarker: fc.record({ type: is('addMarker'), tick, name }),
  changeMarker: fc.record({ type: is('changeMarker'), ...change }, { requiredKeys: ['type', 'id'] }),
  removeMarker: fc.record({ type: is('removeMarker'), id }),
}

const projectCommands: AnyOf<ProjectCommand> = {
  setTrack: fc.record(
    {
      type: is('setTrack'),
      track,
      name,
      color,
      drive: fc.constantFrom('box', 'notes', 'off'),
      muted: fc.boolean(),
      soloed: fc.boolean(),
    },
    { requiredKeys: ['type', 'track'] },
  ),
  setTempo: fc.record({ type: is('setTempo'), bpm }),
  putTempo: fc.record({ type: is('putTempo'), tick, bpm }),
  removeTempo: fc.record({ type: is('removeTempo'), tick }),
  moveTempo: fc.record({ type: is('moveTempo'), tick, to: tick }),
  setLoop: fc.record({ type: is('setLoop'), loop: fc.option(fc.record(span)) }),
  setPunch: fc.record({ type: is('setPunch'), punch: fc.option(fc.record(span)) }),
  setRecordMode: fc.record({ type: is('setRecordMode'), mode: fc.constantFrom('replace', 'overdub') }),
  addGroove: fc.record({ type: is('addGroove'), groove }),
  removeGroove: fc.record({ type: is('removeGroove'), name }),
  rename: fc.record({ type: is('rename'), name }),
  setDevice: fc.record({
    type: is('setDevice'),
    device: fc.constantFrom('digitakt' as const, 'digitakt2' as const, 'generic' as const).map(defaultProfile),
  }),
  placeTake: fc.record({
    type: is('placeTake'),
    take: anyTake(),
    tracks: fc.option(tracks),
    span: fc.option(fc.record(span)),
    at: fc.option(near),
    parts: fc.record({
      mutes: fc.boolean(),
      notes: fc.boolean(),
      controllers: fc.boolean(),
      patterns: fc.boolean(),
    }),
    mode: fc.constantFrom('replace', 'overdub'),
  }),
  replaceArrangement: fc.record({
    type: is('replaceArrangement'),
    name,
    bpm: fc.option(bpm),
    tempos: fc.array(fc.record({ tick: near.map((each) => each + 1), bpm }), { maxLength: 3 }),
    tracks: fc.array(fc.record({ name: fc.option(name), notes: notesAt(near), muted: lane, controllers }), {
      maxLength: emptyProject('').tracks.length,
    }),
    patterns: fc.array(fc.record({ tick: near, pattern, assumed: fc.boolean() }), { maxLength: 3 }),
    sections: fc.array(fc.record({ tick: near, name, color: fc.option(color) }), { maxLength: 3 }),
  }),
}

const oneOf = <C extends Command>(table: Readonly<Record<string, fc.Arbitrary<C>>>): fc.Arbitrary<C> =>
  fc.oneof(...Object.values(table))

export const anyNoteCommand: fc.Arbitrary<Command> = oneOf<Command>(noteCommands)

/** Those that make or change much are drawn more often, so that there is something for the others to change. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  oneOf<Command>(muteCommands),
  anyNoteCommand,
  oneOf<Command>({ ...timeCommands, ...controllerCommands }),
  oneOf<Command>({ ...sectionCommands, ...patternCommands, ...projectCommands }),
  fc.oneof<fc.Arbitrary<Command>[]>(muteCommands.paintMutes, noteCommands.addNotes, controllerCommands.drawController),
)

// The shapes of commands, checked before any of them is run: each field of each.
import * as v from 'valibot'
import { newNotes, noteIds as ids } from './note-schema'
import {
  color,
  controllerTarget,
  controlPoint,
  deviceProfile,
  groove,
  interval,
  intervalList,
  muteView,
  patternChange,
  patternLook,
  tempoChange,
  unrollPolicy,
} from './project-schema'

const tick = v.pipe(v.number(), v.finite(), v.integer())
const start = v.pipe(tick, v.minValue(0))
const length = v.pipe(tick, v.minValue(1))
const track = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(63))
const tracks = v.pipe(v.array(track), v.maxLength(64))
const whole = v.pipe(v.number(), v.integer())
const trackBy = whole
const data = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(127))
const kind = v.picklist(['global', 'pattern'])
const name = v.pipe(v.string(), v.maxLength(200))
const bpm = v.pipe(v.number(), v.finite())
/** More copies than anyone wants, and fewer than fill the memory. */
const times = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999))

const span = { from: tick, to: tick }
const kinds = v.pipe(v.array(kind), v.maxLength(2))
const regions = v.pipe(v.array(v.object({ track, kind, inside: tick })), v.maxLength(100_000))
const parts = v.object({ mutes: v.boolean(), notes: v.boolean(), controllers: v.boolean() })
const range = { tracks, parts, ...span }
const points = v.pipe(v.array(controlPoint), v.maxLength(100_000))
const lane = v.object({ target: controllerTarget, points })

const muteCommands = [
  v.object({ type: v.picklist(['paintMutes', 'eraseMutes']), tracks, kind, ...span }),
  v.object({ type: v.picklist(['invertMutes', 'joinMutes']), tracks, kinds, ...span }),
  v.object({ type: v.literal('splitMutes'), tracks, kinds, at: tick, gap: length }),
  v.object({ type: v.literal('moveMuteEdges'), regions, edge: v.picklist(['from', 'to']), by: tick }),
  v.object({ type: v.literal('moveMutes'), regions, by: tick, trackBy, kind: v.nullable(kind), copy: v.boolean() }),
  v.object({ type: v.literal('deleteMutes'), regions }),
  v.object({ type: v.literal('quantizeMutes'), tracks, kinds, ...span, ...muteView.entries }),
  v.object({ type: v.literal('setMuteView'), view: v.nullable(muteView) }),
] as const

const noteCommands = [
  v.object({ type: v.literal('addNotes'), track, notes: newNotes }),
  v.object({ type: v.literal('moveNotes'), track, ids, by: tick, pitchBy: whole, copy: v.boolean() }),
  v.object({
    type: v.literal('resizeNotes'),
    track,
    ids,
    edge: v.picklist(['from', 'to']),
    by: tick,
    shortest: length,
  }),
  v.object({ type: v.picklist(['deleteNotes', 'joinNotes', 'legato', 'reverseNotes']), track, ids }),
  v.object({ type: v.literal('splitNotes'), track, ids, at: v.pipe(v.array(tick), v.maxLength(10_000)) }),
  v.object({
    type: v.literal('quantizeNotes'),
    track,
    ids,
    grid: length,
    strength: v.pipe(whole, v.minValue(0), v.maxValue(100)),
    swing: v.pipe(v.number(), v.minValue(50), v.maxValue(80)),
    groove: v.nullable(groove.entries.offsets),
    edges: v.picklist(['start', 'end', 'both']),
  }),
  v.object({
    type: v.literal('humanizeNotes'),
    track,
    ids,
    timing: start,
    velocity: data,
    length: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
    seed: whole,
  }),
  v.object({
    type: v.literal('changeNotes'),
    track,
    ids,
    field: v.picklist(['tick', 'length', 'pitch', 'velocity']),
    change: v.object({ type: v.picklist(['set', 'add', 'scale']), value: v.pipe(v.number(), v.finite()) }),
  }),
  v.object({
    type: v.literal('setVelocities'),
    track,
    velocities: v.pipe(v.array(v.tuple([whole, data])), v.maxLength(1_000_000)),
  }),
  v.object({ type: v.literal('rampVelocities'), track, ids, from: data, to: data }),
] as const

const controllerCommands = [
  v.object({ type: v.literal('drawController'), track, target: controllerTarget, points, ...span }),
  v.object({ type: v.literal('removeController'), track, target: controllerTarget }),
  v.object({
    type: v.literal('thinController'),
    track,
    target: controllerTarget,
    tolerance: v.pipe(v.number(), v.integer(), v.minValue(0)),
    ...span,
  }),
] as const

const slice = v.object({
  length,
  tracks: v.pipe(
    v.array(
      v.nullable(
        v.object({
          mutes: v.object({ global: intervalList, pattern: intervalList }),
          notes: newNotes,
          written: intervalList,
          controllers: v.array(lane),
        }),
      ),
    ),
    v.maxLength(64),
  ),
  song: v.null(),
})

const timeCommands = [
  v.object({ type: v.literal('insertTime'), at: start, length }),
  v.object({ type: v.literal('deleteTime'), ...span }),
  v.object({ type: v.literal('repeatTime'), times, ...span }),
  v.object({ type: v.picklist(['moveTime', 'copyTime']), at: start, ...span }),
  v.object({ type: v.literal('cropTime'), ...span }),
  v.object({ type: v.literal('clearRange'), ...range }),
  v.object({ type: v.literal('moveRange'), by: tick, trackBy, copy: v.boolean(), ...range }),
  v.object({ type: v.literal('repeatRange'), times, ...range }),
  v.object({ type: v.literal('laySlice'), slice, at: start, track, parts, mode: v.picklist(['replace', 'merge']) }),
] as const

const change = {
  id: v.number(),
  tick: v.exactOptional(start),
  name: v.exactOptional(name),
  color: v.exactOptional(v.nullable(color)),
}
const sectionCommands = [
  v.object({ type: v.literal('addSection'), tick: start, name, to: v.exactOptional(start) }),
  v.object({ type: v.literal('addMarker'), tick: start, name }),
  v.object({ type: v.picklist(['changeSection', 'changeMarker']), ...change }),
  v.object({ type: v.picklist(['removeSection', 'removeMarker']), id: v.number() }),
] as const

const patternCommands = [
  v.object({ type: v.literal('putPattern'), tick: start, pattern: data, from: v.nullable(tick) }),
  v.object({ type: v.literal('removePattern'), tick }),
  v.object({ type: v.literal('movePattern'), tick, to: start, copy: v.boolean() }),
  v.object({ type: v.literal('layPattern'), pattern: data, from: start, to: start }),
  v.object({ type: v.literal('setPatternLook'), pattern: data, ...patternLook.entries }),
  v.object({ type: v.picklist(['writeDerived', 'backToPatterns']), tracks, ...span }),
  v.object({ type: v.literal('setUnroll'), policy: unrollPolicy }),
] as const

const projectCommands = [
  v.object({
    type: v.literal('setTrack'),
    track,
    name: v.exactOptional(name),
    color: v.exactOptional(color),
    drive: v.exactOptional(v.picklist(['box', 'notes', 'off'])),
    muted: v.exactOptional(v.boolean()),
    soloed: v.exactOptional(v.boolean()),
  }),
  v.object({ type: v.literal('setTempo'), bpm }),
  v.object({ type: v.literal('putTempo'), tick: start, bpm }),
  v.object({ type: v.literal('removeTempo'), tick }),
  v.object({ type: v.literal('moveTempo'), tick, to: start }),
  v.object({ type: v.literal('setLoop'), loop: v.nullable(interval) }),
  v.object({ type: v.literal('setPunch'), punch: v.nullable(interval) }),
  v.object({ type: v.literal('setRecordMode'), mode: v.picklist(['replace', 'overdub']) }),
  v.object({ type: v.literal('addGroove'), groove }),
  v.object({ type: v.literal('removeGroove'), name }),
  v.object({ type: v.literal('rename'), name }),
  v.object({ type: v.literal('setDevice'), device: deviceProfile }),
  v.object({
    type: v.literal('replaceArrangement'),
    name,
    bpm: v.nullable(bpm),
    tracks: v.array(
      v.object({ name: v.nullable(name), notes: newNotes, muted: intervalList, controllers: v.array(lane) }),
    ),
    tempos: v.array(tempoChange),
    patterns: v.array(patternChange),
    sections: v.array(v.object({ tick: start, name, color: v.nullable(color) })),
  }),
] as const

export const command = v.variant('type', [
  ...muteCommands,
  ...noteCommands,
  ...controllerCommands,
  ...timeCommands,
  ...sectionCommands,
  ...patternCommands,
  ...projectCommands,
])

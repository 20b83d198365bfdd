// The shape of a project on disk, checked when it is read: a file is input, however much we wrote it ourselves.
import * as v from 'valibot'
import type { LearnedFact } from '../../src-common/domain/device/device'
import { PATTERN_FIELDS } from '../../src-common/domain/device/pattern-dump'
import { controlPoints, type ControllerTarget } from '../../src-common/domain/model/controllers'
import { intervals } from '../../src-common/domain/model/intervals'
import type { BankPattern } from '../../src-common/domain/model/bank'
import type { PatternChange, Project } from '../../src-common/domain/model/project'
import { USUAL_POLICY } from '../../src-common/domain/device/pattern-unroll'
import { storedNotes } from './note-schema'

const tick = v.pipe(v.number(), v.finite(), v.integer())
const data = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(127))
const channel = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16))
const tempo = v.pipe(v.number(), v.minValue(1), v.maxValue(1000))
export const interval = v.object({ from: tick, to: tick })
export const intervalList = v.array(interval)

const muteValues = v.object({ muted: data, unmuted: data })
const patternField = v.picklist(PATTERN_FIELDS)
const formatProof = v.object({
  device: v.picklist(['digitakt', 'digitakt2']),
  build: v.string(),
  structVersion: v.number(),
  fields: v.array(patternField),
})
const learnedFact = v.custom<LearnedFact>(
  (fact) =>
    typeof fact === 'string' && /^(clock|transport|globalMute|patternMute|programOut|channel:\d{1,2})$/.test(fact),
)

export const deviceProfile = v.object({
  model: v.picklist(['digitakt', 'digitakt2', 'generic']),
  name: v.string(),
  tracks: v.pipe(
    v.array(
      v.object({ kind: v.picklist(['audio', 'midi']), channel: v.nullable(channel), noteChannel: v.nullable(channel) }),
    ),
    v.maxLength(64),
  ),
  programIn: channel,
  programOut: channel,
  autoChannel: v.nullable(channel),
  fxChannel: v.nullable(channel),
  muteValues: v.object({ global: muteValues, pattern: muteValues }),
  programChangeSent: v.picklist(['select', 'switch']),
  patternLengths: v.record(v.string(), v.pipe(tick, v.minValue(1))),
  muteLead: v.pipe(tick, v.minValue(0)),
  patternLead: v.pipe(tick, v.minValue(0)),
  leadStart: v.picklist(['start', 'position']),
  startInside: v.optional(v.picklist(['boundary', 'preroll']), 'boundary'),
  learned: v.array(learnedFact),
  os: v.nullable(v.object({ version: v.string(), build: v.string() })),
  proofs: v.array(formatProof),
})

/** A profile of before channels and mute values were kept apart is read as what it said. */
const storedProfile = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform(({ programChannel, muteValue, ...profile }) => ({
    programIn: programChannel,
    programOut: programChannel,
    muteValues: { global: muteValue, pattern: muteValue },
    autoChannel: null,
    fxChannel: null,
    leadStart: 'start',
    learned: [],
    os: null,
    proofs: [],
    ...profile,
  })),
  deviceProfile,
)

const takeSummary = v.object({
  id: v.string(),
  name: v.string(),
  startedAt: v.string(),
  from: tick,
  to: tick,
  recovered: v.boolean(),
  clock: v.object({
    source: v.picklist(['box', 'muteline', 'none']),
    pulses: v.number(),
    bpm: v.number(),
    jitter: v.number(),
  }),
})

export const unrollPolicy = v.object({
  fill: v.boolean(),
  chance: v.picklist(['seed', 'all', 'none']),
  seed: v.pipe(v.number(), v.integer()),
  retrig: v.boolean(),
})

/** How a pattern of the bank is remembered: the rest is decoded from its file. */
const bankFile = v.object({
  file: v.pipe(v.string(), v.regex(/^[\w.-]+\.syx$/)),
  readAt: v.string(),
  source: v.custom<BankPattern['source']>(
    (source) => typeof source === 'string' && /^(box|sent|file:.*)$/s.test(source),
  ),
})
type BankFile = v.InferOutput<typeof bankFile>
export type BankFiles = Readonly<Record<string, BankFile>>

export const patternChange = v.object({ tick, pattern: data, assumed: v.boolean() })

export const tempoChange = v.object({ tick: v.pipe(tick, v.minValue(1)), bpm: tempo })

export const color = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i))

export const trackLook = v.object({
  name: v.string(),
  color,
  drive: v.picklist(['box', 'notes', 'off']),
})

export const controllerTarget = v.custom<ControllerTarget>(
  (target) => typeof target === 'string' && /^(cc:\d{1,3}|nrpn:\d{1,5}|bend|program)$/.test(target),
)
export const controlPoint = v.object({
  tick: v.pipe(tick, v.minValue(0)),
  value: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(16383)),
})

const track = v.object({
  ...trackLook.entries,
  kind: v.picklist(['audio', 'midi']),
  muted: v.boolean(),
  soloed: v.boolean(),
  mutes: v.object({ global: intervalList, pattern: intervalList }),
  notes: storedNotes,
  written: v.optional(intervalList, []),
  controllers: v.optional(v.array(v.object({ target: controllerTarget, points: v.array(controlPoint) })), []),
})

const named = v.object({ id: v.number(), tick, name: v.string(), color: v.optional(v.nullable(color), null) })
export const muteView = v.object({
  grid: v.pipe(tick, v.minValue(1)),
  strength: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
})
export const patternLook = v.object({ name: v.nullable(v.string()), color: v.nullable(color) })
export const groove = v.object({ name: v.string(), offsets: v.pipe(v.array(tick), v.length(16)) })

const project = v.object({
  version: v.literal(1),
  name: v.string(),
  nextId: v.pipe(v.number(), v.integer()),
  device: storedProfile,
  bpm: tempo,
  tempos: v.optional(v.array(tempoChange), []),
  tracks: v.array(track),
  patterns: v.array(patternChange),
  sections: v.array(named),
  markers: v.optional(v.array(named), []),
  end: v.optional(v.pipe(tick, v.minValue(0))),
  loop: v.nullable(interval),
  punch: v.optional(v.nullable(interval), null),
  recordMode: v.optional(v.picklist(['replace', 'overdub']), 'replace'),
  muteView: v.optional(v.nullable(muteView), null),
  patternLooks: v.optional(v.record(v.pipe(v.string(), v.regex(/^\d{1,3}$/)), patternLook), {}),
  grooves: v.optional(v.array(groove), []),
  bank: v.optional(v.record(v.pipe(v.string(), v.regex(/^\d{1,3}$/)), bankFile), {}),
  unroll: v.optional(unrollPolicy, USUAL_POLICY),
  takes: v.array(takeSummary),
})

export type ProjectCheck =
  | { readonly ok: true; readonly project: Project; readonly bank: BankFiles }
  | { readonly ok: false; readonly reason: string }

/** A project out of parsed JSON, its bank still empty; the reason names the first place that is wrong. */
export function checkProject(json: unknown): ProjectCheck {
  const result = v.safeParse(project, json)
  if (result.success) {
    const { bank, end, ...rest } = result.output
    // Before a song had an end of its own, it lasted as long as its takes.
    const lasting = end ?? rest.takes.reduce((most, take) => Math.max(most, take.to), 0)
    return { ok: true, project: normal({ ...rest, end: lasting, bank: {} }), bank }
  }
  const [issue] = result.issues
  return { ok: false, reason: `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}` }
}

/** One change a tick, the last one said; none before the start. */
function inOrder(patterns: readonly PatternChange[]): readonly PatternChange[] {
  const byTick = new Map(patterns.map((change) => [Math.max(0, change.tick), change]))
  return [...byTick].map(([tick, change]) => ({ ...change, tick })).sort((a, b) => a.tick - b.tick)
}

/** What hands may have changed is put in the order that the program relies on: mutes merged, ids free. */
function normal(project: Project): Project {
  const tracks = project.tracks.map((track) => ({
    ...track,
    mutes: { global: intervals(track.mutes.global), pattern: intervals(track.mutes.pattern) },
    written: intervals(track.written),
    controllers: track.controllers.map(({ target, points }) => ({ target, points: controlPoints(target, points) })),
  }))
  const highest = tracks.reduce(
    (most, track) => track.notes.reduce((higher, note) => Math.max(higher, note.id), most),
    [...project.sections, ...project.markers].reduce((most, { id }) => Math.max(most, id), 0),
  )
  return {
    ...project,
    tracks,
    patterns: inOrder(project.patterns),
    tempos: [...project.tempos].sort((a, b) => a.tick - b.tick),
    sections: [...project.sections].sort((a, b) => a.tick - b.tick),
    markers: [...project.markers].sort((a, b) => a.tick - b.tick),
    nextId: Math.max(project.nextId, highest + 1),
  }
}

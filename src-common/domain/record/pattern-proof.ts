// What was heard of MIDI tracks against what their patterns were decoded to: the proof that the decoding is right, which
// audio tracks inherit, since the box keeps both alike.
import type { TrackNumber } from '../device/device'
import type { Pattern, PatternTrack, Trig } from '../device/pattern'
import type { PatternField } from '../device/pattern-dump'
import { layOut, USUAL_POLICY, type LaidNote, type LaidTrig } from '../device/pattern-unroll'
import { patternIn, type Bank } from '../model/bank'
import { contains, union, type Intervals } from '../model/intervals'
import type { Project } from '../model/project'
import type { Take, TakeNote } from '../model/take'
import { STEP, type Tick } from '../time/ticks'

export type NoteMismatch = {
  readonly type: 'missing' | 'unexpected' | 'velocity' | 'length'
  readonly pattern: number
  readonly track: TrackNumber
  readonly tick: Tick
  readonly pitch: number
}

export type PatternProof = {
  /** The MIDI tracks that were compared, and the patterns. */
  readonly tracks: readonly TrackNumber[]
  readonly patterns: readonly number[]
  /** Notes that had to be heard, and those of them that were. */
  readonly expected: number
  readonly heard: number
  /** Notes that chance or FILL allowed, and that were heard. */
  readonly allowed: number
  /** How far the onsets lay from where they were decoded to, in ticks: half of them within the median. */
  readonly onset: { readonly median: Tick; readonly worst: Tick }
  readonly mismatches: readonly NoteMismatch[]
  /** What the notes that match prove of the format; by device and struct version of the patterns. */
  readonly proved: readonly ProvedFormat[]
}
type ProvedFormat = {
  readonly device: 'digitakt' | 'digitakt2'
  readonly structVersion: number
  readonly fields: readonly PatternField[]
}

/** A heard note belongs to a decoded one of its pitch that is at most this far away: half a step. */
const NEAR: Tick = STEP / 2
/** A note is where it was decoded to within half a unit of micro timing, and two clock jitters of a millisecond. */
const EXACT: Tick = 9
/** Note-offs leave with the pulses of the box: a length is heard to within one of them. */
const LENGTH_WITHIN: Tick = 44
/** So many notes that all match are no accident. */
const ENOUGH = 8

type Expected = LaidNote & { readonly pattern: number; readonly optional: boolean }
type Pair = { readonly expected: Expected; readonly heard: TakeNote }

/** Null where nothing can be compared: no fetched pattern was played, or none of its MIDI tracks is sent. */
export function provePatterns(project: Pick<Project, 'bank' | 'device'>, take: Take): PatternProof | null {
  const spans = spansOf(take, project.bank)
  const compared = project.device.tracks.flatMap((track, number) =>
    track.noteChannel === null || !spans.some(({ pattern }) => isMidi(pattern, number)) ? [] : [number],
  )
  if (compared.length === 0) return null
  const results = compared.map((track) => compareTrack(track, spans, take))
  const pairs = results.flatMap(({ paired }) => paired)
  const off = pairs.map(({ expected, heard }) => Math.abs(heard.tick - expected.tick)).sort((a, b) => a - b)
  const mismatches = results.flatMap((result) => result.mismatches).sort((a, b) => a.tick - b.tick)
  return {
    tracks: compared,
    patterns: [...new Set(spans.map(({ number }) => number))].sort((a, b) => a - b),
    expected: results.reduce((sum, { expected }) => sum + expected, 0),
    heard: pairs.filter(({ expected }) => !expected.optional).length,
    allowed: pairs.filter(({ expected }) => expected.optional).length,
    onset: { median: off[off.length >> 1] ?? 0, worst: off.at(-1) ?? 0 },
    mismatches,
    proved: provedOf(spans, pairs, mismatches, project.bank),
  }
}

type Span = {
  readonly from: Tick
  readonly to: Tick
  readonly number: number
  readonly pattern: Pattern
  readonly followed: boolean
}

/** Where the take played which fetched pattern; what came before the first change that was heard is not known. */
function spansOf(take: Take, bank: Bank): readonly Span[] {
  return take.patterns.flatMap((change, index) => {
    const pattern = patternIn(bank, change.pattern)?.dump.pattern
    const next = take.patterns[index + 1]
    const to = next?.tick ?? take.summary.to
    if (pattern === undefined || to <= change.tick) return []
    return [{ from: change.tick, to, number: change.pattern, pattern, followed: next !== undefined }]
  })
}

const isMidi = (pattern: Pattern, track: TrackNumber): boolean => pattern.tracks[track]?.kind === 'midi'

function compareTrack(
  track: TrackNumber,
  spans: readonly Span[],
  take: Take,
): {
  readonly expected: number
  readonly paired: readonly Pair[]
  readonly mismatches: readonly NoteMismatch[]
} {
  // What begins as the take ends may be cut off.
  const end = take.summary.to - STEP
  const muted = take.lanes
    .filter((lane) => lane.track === track)
    .reduce<Intervals>((all, lane) => union(all, lane.muted), [])
  const all = spans
    .flatMap((span) => expectedOf(span, track))
    .filter((note) => note.tick < end && !contains(muted, note.tick))
  const left = new Set(
    take.notes.filter((note) => note.track === track && note.tick < end && inSpans(note.tick, spans)),
  )
  const paired: Pair[] = []
  const mismatches: NoteMismatch[] = []
  const about = (note: Expected): Omit<NoteMismatch, 'type'> => ({
    pattern: note.pattern,
    track,
    tick: note.tick,
    pitch: note.pitch,
  })
  for (const expected of all) {
    const heard = nearest(left, expected)
    if (heard === null) {
      if (!expected.optional) mismatches.push({ type: 'missing', ...about(expected) })
      continue
    }
    left.delete(heard)
    paired.push({ expected, heard })
    if (heard.velocity !== expected.velocity) mismatches.push({ type: 'velocity', ...about(expected) })
    else if (isWhole(expected, take) && Math.abs(heard.length - expected.length) > LENGTH_WITHIN)
      mismatches.push({ type: 'length', ...about(expected) })
  }
  for (const { tick, pitch } of left) {
    const span = spans.find((each) => tick >= each.from && tick < each.to)
    mismatches.push({ type: 'unexpected', pattern: span?.number ?? -1, track, tick, pitch })
  }
  return { expected: all.filter((note) => !note.optional).length, paired, mismatches }
}

/** Stop ends what still sounds. */
const isWhole = ({ tick, length }: Expected, take: Take): boolean => tick + length < take.summary.to

/** All that may sound, with FILL held and without; what sounds only in one of the two may be missing. */
function expectedOf({ from, to, number, pattern, followed }: Span, track: TrackNumber): readonly Expected[] {
  if (!isMidi(pattern, track)) return []
  const laid = (fill: boolean): readonly LaidNote[] =>
    layOut(pattern, to - from, { ...ANYTHING, fill }, followed).notes[track] ?? []
  const [plain, filled] = [laid(false), laid(true)]
  const keyOf = ({ tick, pitch }: LaidNote): string => `${String(tick)} ${String(pitch)}`
  const known = new Set(plain.map(keyOf))
  const more = filled.filter((note) => !known.has(keyOf(note)))
  return [...plain, ...more]
    .map((note) => ({ ...note, tick: note.tick + from, pattern: number, optional: !note.certain }))
    .sort((a, b) => a.tick - b.tick)
}
const ANYTHING = { ...USUAL_POLICY, chance: 'all', retrig: true } as const

const inSpans = (tick: Tick, spans: readonly Span[]): boolean =>
  spans.some(({ from, to }) => tick >= from - NEAR && tick < to)

function nearest(left: ReadonlySet<TakeNote>, { tick, pitch }: Expected): TakeNote | null {
  let best: TakeNote | null = null
  for (const note of left) {
    if (note.pitch !== pitch || Math.abs(note.tick - tick) > NEAR) continue
    if (best === null || Math.abs(note.tick - tick) < Math.abs(best.tick - tick)) best = note
  }
  return best
}

/** A field is proved by notes that would not have matched had it been read wrongly, and by none that did not match. */
function provedOf(
  spans: readonly Span[],
  pairs: readonly Pair[],
  mismatches: readonly NoteMismatch[],
  bank: Bank,
): readonly ProvedFormat[] {
  const formats = new Map<string, { readonly format: Omit<ProvedFormat, 'fields'>; readonly patterns: Set<number> }>()
  for (const { number } of spans) {
    const dump = patternIn(bank, number)?.dump
    if (dump === undefined) continue
    const { device, structVersion } = dump
    const key = `${device} ${String(structVersion)}`
    const entry = formats.get(key) ?? { format: { device, structVersion }, patterns: new Set<number>() }
    entry.patterns.add(number)
    formats.set(key, entry)
  }
  return [...formats.values()].map(({ format, patterns }) => ({
    ...format,
    fields: fieldsProved(
      spans.filter(({ number }) => patterns.has(number)),
      pairs.filter(({ expected }) => patterns.has(expected.pattern)),
      mismatches.filter(({ pattern }) => patterns.has(pattern)),
    ),
  }))
}

function fieldsProved(
  spans: readonly Span[],
  pairs: readonly Pair[],
  mismatches: readonly NoteMismatch[],
): readonly PatternField[] {
  const wrong = (...types: readonly NoteMismatch['type'][]): boolean =>
    mismatches.some(({ type }) => types.includes(type))
  if (pairs.length < ENOUGH || wrong('missing', 'unexpected')) return []
  const exact = pairs.every(({ expected, heard }) => Math.abs(heard.tick - expected.tick) <= EXACT)
  const failed = failedConditions(spans)
  const any = (
    test: (heard: { readonly laid: LaidTrig; readonly track: PatternTrack; readonly pattern: Pattern }) => boolean,
  ): boolean =>
    pairs.some(({ expected: { laid, pattern: number } }) => {
      const pattern = spans.find((span) => span.number === number)?.pattern
      const track = pattern?.tracks[laid.track]
      return pattern !== undefined && track !== undefined && test({ laid, track, pattern })
    })
  const differ = (value: (pair: Pair) => number): boolean => new Set(pairs.map(value)).size > 1
  const proved: readonly (readonly [PatternField, boolean])[] = [
    ['trig', true],
    ['midiTracks', true],
    ['channel', !any(({ track }) => track.channel === null)],
    ['note', differ(({ expected }) => expected.pitch)],
    ['velocity', !wrong('velocity') && differ(({ expected }) => expected.velocity)],
    ['length', !wrong('length') && differ(({ expected }) => expected.length)],
    ['micro', exact && any(({ laid }) => laid.trig.micro !== 0)],
    ['chord', any(({ laid }) => laid.trig.notes.length > 1)],
    ['condition', any(({ laid }) => laid.trig.condition?.includes(':') === true && failed.has(laid.trig))],
    [
      'trackLength',
      any(({ laid, track, pattern }) => laid.pass > 0 && track.length / track.speed !== pattern.masterLength),
    ],
    ['speed', exact && any(({ track }) => track.speed !== 1)],
    ['swing', exact && any(({ laid, pattern }) => pattern.swing !== 50 && laid.trig.step % 2 === 1)],
    ['retrig', exact && any(({ laid }) => laid.trig.retrig !== null)],
  ]
  return proved.flatMap(([field, holds]) => (holds ? [field] : []))
}

/** The trigs whose condition failed on some pass: without that, a condition that is read wrongly would have sounded as well. */
const failedConditions = (spans: readonly Span[]): ReadonlySet<Trig> =>
  new Set(
    spans.flatMap(({ pattern, from, to, followed }) =>
      layOut(pattern, to - from, ANYTHING, followed).trigs.flatMap(({ trig, plays }) =>
        plays.certain && !plays.held ? [trig] : [],
      ),
    ),
  )

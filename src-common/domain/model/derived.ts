// The notes that the box's patterns play in the arrangement: those that it never sends, and that were not made editable.
import type { TrackNumber } from '../device/device'
import { unroll, type DerivedNote, type UnrollPolicy } from '../device/pattern-unroll'
import type { Pattern } from '../device/pattern'
import { LONGEST_SONG, type Tick } from '../time/ticks'
import { patternIn } from './bank'
import { contains } from './intervals'
import type { Notes } from './notes'
import { patternSpans, type PatternSpan, type Project } from './project'

type Derived = readonly (readonly DerivedNote[])[]
type Source = Pick<Project, 'patterns' | 'bank' | 'unroll' | 'device'> & {
  readonly written: Project['tracks']
  readonly end: Tick
}

/** A track's derived notes in song ticks, in order; muted or not. Each track is derived once it is asked for. */
export function derivedNotes(project: Project, track: TrackNumber): readonly DerivedNote[] {
  const { spans, tracks } = derivedOf(project)
  const notes = tracks.get(track) ?? trackNotes(project, spans, track)
  tracks.set(track, notes)
  return notes
}

/** What of a track is heard where nothing mutes it, in order: its own notes, and those of the box's patterns. */
export function allNotes(project: Project, track: TrackNumber): readonly Omit<DerivedNote, 'certain'>[] {
  const own = project.tracks[track]?.notes ?? []
  const derived = derivedNotes(project, track)
  if (derived.length === 0 || own.length === 0) return own.length === 0 ? derived : own
  const known = merged.get(own)
  if (known?.derived === derived) return known.all
  const all = [...own, ...derived].sort((a, b) => a.tick - b.tick)
  merged.set(own, { derived, all })
  return all
}

type AllNotes = ReturnType<typeof allNotes>
const merged = new WeakMap<Notes, { readonly derived: readonly DerivedNote[]; readonly all: AllNotes }>()

type Kept = {
  readonly source: Source
  readonly spans: readonly PatternSpan[]
  readonly tracks: Map<TrackNumber, readonly DerivedNote[]>
}
let last: Kept | null = null

/** Derived anew only where something changed that they depend on: dragging a mute's edge does not. */
function derivedOf(project: Project): Kept {
  const { patterns, bank, unroll: policy, device, tracks } = project
  const spans = withinReason(patternSpans(project))
  const source: Source = { patterns, bank, unroll: policy, device, written: tracks, end: spans.at(-1)?.to ?? 0 }
  if (last === null || !same(last.source, source)) last = { source, spans, tracks: new Map() }
  return last
}

/** What is beyond shows no notes. */
const withinReason = (spans: readonly PatternSpan[]): readonly PatternSpan[] =>
  spans.filter(({ from }) => from < LONGEST_SONG)

const same = (a: Source, b: Source): boolean =>
  a.patterns === b.patterns &&
  a.bank === b.bank &&
  a.unroll === b.unroll &&
  a.device === b.device &&
  a.end === b.end &&
  a.written.length === b.written.length &&
  a.written.every((track, number) => track.written === b.written[number]?.written)

function trackNotes(project: Project, spans: readonly PatternSpan[], track: TrackNumber): readonly DerivedNote[] {
  const written = project.tracks[track]?.written ?? []
  const notes = spans.flatMap((span, index) => {
    const pattern = patternIn(project.bank, span.pattern)?.dump.pattern
    if (pattern === undefined || isSent(project, pattern, track)) return []
    const laid = laidOut(pattern, span.to - span.from, project.unroll, index < spans.length - 1)[track] ?? []
    return laid.map((note) => ({ ...note, tick: note.tick + span.from }))
  })
  return written.length === 0 ? notes : notes.filter((note) => !contains(written, note.tick))
}

/** A MIDI track that has a channel sends its sequence: what it played was heard, and is in the take. */
export const isSent = ({ device }: Project, pattern: Pattern, track: TrackNumber): boolean =>
  pattern.tracks[track]?.kind === 'midi' && (device.tracks[track]?.noteChannel ?? null) !== null

/** Songs repeat their patterns over spans of the same few lengths. */
const MOST_LENGTHS = 64
const laid = new WeakMap<Pattern, Map<string, Derived>>()

function laidOut(pattern: Pattern, length: Tick, policy: UnrollPolicy, followed: boolean): Derived {
  const known = laid.get(pattern) ?? new Map<string, Derived>()
  laid.set(pattern, known)
  const key = `${String(length)} ${String(followed)} ${JSON.stringify(policy)}`
  const derived = known.get(key) ?? unroll(pattern, length, policy, followed)
  // A span that is being dragged has another length each moment.
  if (known.size >= MOST_LENGTHS) known.clear()
  known.set(key, derived)
  return derived
}

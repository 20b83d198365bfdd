// A Standard MIDI File (SMF 1.0) as an arrangement. Files of ours come back as they were; others as far as they are music.
import { parseMidi, type MidiData, type MidiEvent, type MidiHeader } from 'midi-file'
import { MUTE_CONTROLLER } from '../device/device'
import { FASTEST, SLOWEST } from '../edit/edit-tempo'
import type { Arrangement, ArrangementTrack } from '../edit/edit-arrangement'
import type { NewNote } from '../edit/edit-notes'
import { prescanSmf } from '../midi/smf-prescan'
import { intervals, type Interval, type Intervals } from '../model/intervals'
import type { PatternChange, Section } from '../model/project'
import type { TempoChange } from '../time/tempo-map'
import { BAR, PPQ, type Tick } from '../time/ticks'
import { controllersIn } from './smf-controllers'
import { SIGNATURE } from './smf-write'

export type SmfResult =
  | { readonly ok: true; readonly arrangement: Arrangement; readonly notices: readonly string[] }
  | { readonly ok: false; readonly reason: string }

type Timed = { readonly tick: Tick; readonly event: MidiEvent }
/** One track of the file, or what one channel has in it. */
type Part = { readonly name: string | null; readonly events: readonly Timed[]; readonly end: Tick }

const MOST_TRACKS = 16
/** More would make every later edit slow; a file with more markers is no song. */
const MOST_SECTIONS = 1000
const MOST_BARS = 100_000
/** What holds where a file gives no tempo (SMF 1.0, "Set Tempo"). */
const DEFAULT_BPM = 120
const MOST_TEMPOS = 10_000
const UNNAMED = 'MIDI file'

/** Never throws. Takes long, and much memory, on large files: not for a thread that has other things to do. */
export function readSmf(bytes: Uint8Array): SmfResult {
  const scanned = prescanSmf(bytes)
  if (!scanned.ok) return refuse(`The file cannot be read: ${scanned.reason} (at byte ${String(scanned.at)}).`)
  const data = parseMidi(scanned.bytes)
  if (data.header.format === 2) return refuse('The file holds several independent songs (format 2).')
  const tempo = tempoOf(data)
  const scale = ticksPerUnit(data.header, tempo.bpm ?? DEFAULT_BPM)
  const parts = data.tracks.map((track) => partOf(track, scale))
  const end = parts.reduce((latest, part) => Math.max(latest, part.end), 0)
  if (end > MOST_BARS * BAR) return refuse('The file is longer than 100,000 bars.')
  const missing = scanned.promised - scanned.tracks
  const before = missing > 0 ? [`The file is incomplete: ${count(missing, 'track')} missing.`] : []
  return arrange(
    parts,
    end,
    { ...tempo, changes: tempo.changes.map(({ tick, bpm }) => ({ tick: Math.round(tick * scale), bpm })) },
    before,
  )
}

function arrange(parts: readonly Part[], end: Tick, tempo: Tempo, before: readonly string[]): SmfResult {
  const own = isOwn(parts[0])
  const played = own ? parts.slice(1) : playedParts(parts)
  if (!own && played.length === 0) return refuse('The file holds no notes and no mutes.')
  const all = parts.flatMap((part) => part.events)
  const tracks = played.slice(0, MOST_TRACKS).map((part) => trackOf(part, end, own))
  const sections = sectionsOf(all)
  const arrangement: Arrangement = {
    name: nonEmpty(parts[0]?.name) ?? UNNAMED,
    bpm: tempo.bpm,
    tempos: tempo.changes,
    tracks: tracks.map(({ name, notes, muted, controllers }) => ({ name, notes, muted, controllers })),
    patterns: own ? patternsOf(parts[0]?.events ?? []) : [],
    sections: sections.slice(0, MOST_SECTIONS),
  }
  const left = [
    ...(played.length > MOST_TRACKS ? [`The file has ${count(played.length, 'track')}; the first 16 were taken.`] : []),
    ...(sections.length > MOST_SECTIONS ? ['Only the first 1,000 markers were taken.'] : []),
    ...openNotice(tracks.reduce((sum, track) => sum + track.open, 0)),
  ]
  return { ok: true, arrangement, notices: [...before, ...tempo.notices, ...left, ...contentNotices(all, own)] }
}

type Tempo = {
  readonly bpm: number | null
  /** After the first; ticks are those of the file until it is known how long they are. */
  readonly changes: readonly TempoChange[]
  readonly notices: readonly string[]
}

/**
 * The first tempo, and its changes; null where there is none, unless the file counts in frames, which need one to become
 * beats. To two decimals, which whole microseconds per quarter can say up to 400 bpm: 137.5 comes back as 137.5.
 */
function tempoOf({ header, tracks }: MidiData): Tempo {
  const found = temposOf(tracks)
  const isFrames = header.ticksPerBeat === undefined
  const [first] = found
  if (first === undefined && !isFrames) return { bpm: null, changes: [], notices: [] }
  const written = first?.bpm ?? DEFAULT_BPM
  const bpm = within(written)
  const bent = found.filter((each) => within(each.bpm) !== each.bpm).length
  const changes = isFrames ? [] : changesAfter(bpm, found.slice(1))
  const notices = [
    ...(bpm === written ? [] : [`The tempo of ${String(written)} bpm became ${String(bpm)}.`]),
    ...(bent > 1
      ? [`${count(bent, 'tempo')} outside of ${String(SLOWEST)} to ${String(FASTEST)} bpm were brought within.`]
      : []),
    ...(changes.length > MOST_TEMPOS ? ['Only the first 10,000 tempo changes were taken.'] : []),
    ...(isFrames && new Set(found.map((each) => each.bpm)).size > 1
      ? [`Only the first tempo was taken, ${String(bpm)} bpm.`]
      : []),
    ...(isFrames ? [`The file counts in frames; it was placed at ${String(bpm)} bpm.`] : []),
  ]
  return { bpm, changes: changes.slice(0, MOST_TEMPOS), notices }
}

/** All tempos by position, in whichever track they stand. */
function temposOf(tracks: MidiData['tracks']): readonly TempoChange[] {
  const found: TempoChange[] = []
  for (const track of tracks) {
    let units = 0
    for (const event of track) {
      units += event.deltaTime
      if (event.type !== 'setTempo' || event.microsecondsPerBeat === 0) continue
      found.push({ tick: units, bpm: Math.round(6e9 / event.microsecondsPerBeat) / 100 })
    }
  }
  return found.sort((a, b) => a.tick - b.tick)
}

const within = (bpm: number): number => Math.min(FASTEST, Math.max(SLOWEST, bpm))

/** The last one of those that stand at one place holds; one that changes nothing is none. */
function changesAfter(first: number, found: readonly TempoChange[]): readonly TempoChange[] {
  const last = new Map(found.map(({ tick, bpm }) => [tick, within(bpm)]))
  let now = first
  return [...last].flatMap(([tick, bpm]) => {
    if (tick <= 0 || bpm === now) return []
    now = bpm
    return [{ tick, bpm }]
  })
}

/** Our ticks to one unit of the file. Frames are time, not beats: they become beats at the tempo; 29 stands for 29.97. */
function ticksPerUnit({ ticksPerBeat, framesPerSecond = 0, ticksPerFrame = 0 }: MidiHeader, bpm: number): number {
  if (ticksPerBeat !== undefined) return PPQ / ticksPerBeat
  const rate = framesPerSecond === 29 ? 30_000 / 1001 : framesPerSecond
  return (PPQ * bpm) / 60 / (rate * ticksPerFrame)
}

/** Positions are summed in the file's own units and rounded one by one, so that errors do not add up. */
function partOf(track: readonly MidiEvent[], scale: number): Part {
  let units = 0
  let name: string | null = null
  const events = track.map((event): Timed => {
    units += event.deltaTime
    if (event.type === 'trackName') name ??= decodeText(event.text)
    return { tick: Math.round(units * scale), event }
  })
  return { name, events, end: Math.round(units * scale) }
}

const isOwn = (first: Part | undefined): boolean =>
  first?.events.some(({ event }) => event.type === 'text' && event.text === SIGNATURE) === true

/** The tracks that hold notes or mutes; where all are in one, as in format 0, each channel is the track of its number. */
function playedParts(parts: readonly Part[]): readonly Part[] {
  const played = parts.filter((part) => channelsOf(part).length > 0)
  const [only] = played
  return only !== undefined && played.length === 1 ? byChannel(only) : played
}

function byChannel(part: Part): readonly Part[] {
  const channels = channelsOf(part)
  return Array.from({ length: (channels.at(-1) ?? 0) + 1 }, (_, channel) => ({
    name: channels.length === 1 && channel === channels[0] ? part.name : null,
    events: part.events.filter(({ event }) => 'channel' in event && event.channel === channel),
    end: part.end,
  }))
}

function channelsOf({ events }: Part): readonly number[] {
  const channels = new Set<number>()
  for (const { event } of events) {
    const isMute = event.type === 'controller' && event.controllerType === MUTE_CONTROLLER.global && event.value > 0
    if (isMute || event.type === 'noteOn') channels.add(event.channel)
  }
  return [...channels].sort((a, b) => a - b)
}

function trackOf(part: Part, end: Tick, own: boolean): ArrangementTrack & { readonly open: number } {
  const { notes, open } = notesOf(part)
  return { name: part.name, notes, muted: mutedOf(part, end), controllers: controllersIn(part.events, own), open }
}

/**
 * A note-off ends the note of its channel and pitch that began first. The specification leaves it open; of equal
 * pitches that overlap, one inside the other comes back as two that overlap by the same ticks.
 */
function notesOf({ events, end }: Part): { notes: readonly NewNote[]; open: number } {
  const notes: NewNote[] = []
  const sounding = new Map<number, { readonly begun: number[]; ended: number }>()
  for (const { tick, event } of events) {
    if (event.type !== 'noteOn' && event.type !== 'noteOff') continue
    const key = event.channel * 128 + event.noteNumber
    const own = sounding.get(key) ?? { begun: [], ended: 0 }
    if (event.type === 'noteOn') {
      sounding.set(key, own)
      own.begun.push(notes.length)
      notes.push({ tick, length: OPEN, pitch: event.noteNumber, velocity: event.velocity })
      continue
    }
    const index = own.begun[own.ended]
    const note = index === undefined ? undefined : notes[index]
    if (index === undefined || note === undefined) continue
    own.ended++
    notes[index] = { ...note, length: Math.max(1, tick - note.tick) }
  }
  const open = notes.filter((note) => note.length === OPEN).length
  const closed = notes.map((note) => (note.length === OPEN ? { ...note, length: Math.max(1, end - note.tick) } : note))
  return { notes: closed, open }
}
const OPEN = 0

/**
 * CC 94: 0 is unmuted, all else is muted. On the wire a value counts only as it was learned from the box; but a file is
 * not a box: nothing can be learned from it, ours say 127, those recorded from a Digitakt II say 1, and 0 is 0 in both.
 */
function mutedOf({ events }: Part, end: Tick): Intervals {
  const since = new Map<number, Tick>()
  const spans: Interval[] = []
  for (const { tick, event } of events) {
    if (event.type !== 'controller' || event.controllerType !== MUTE_CONTROLLER.global) continue
    const from = since.get(event.channel)
    if (event.value > 0) since.set(event.channel, from ?? tick)
    else if (from !== undefined) spans.push({ from, to: tick })
    if (event.value === 0) since.delete(event.channel)
  }
  return intervals([...spans, ...Array.from(since.values(), (from) => ({ from, to: end }))])
}

/** Only one thing holds at a tick: the last that the file says. */
function lastAtEach<T extends { readonly tick: Tick }>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [item.tick, item])).values()].sort((a, b) => a.tick - b.tick)
}

const patternsOf = (all: readonly Timed[]): readonly PatternChange[] =>
  lastAtEach(
    all.flatMap(({ tick, event }) =>
      event.type === 'programChange' ? [{ tick, pattern: event.programNumber, assumed: false }] : [],
    ),
  )

const sectionsOf = (all: readonly Timed[]): readonly Omit<Section, 'id'>[] =>
  lastAtEach(
    all.flatMap(({ tick, event }) =>
      event.type === 'marker' ? [{ tick, name: decodeText(event.text), color: null }] : [],
    ),
  )

const openNotice = (open: number): readonly string[] =>
  open === 0 ? [] : [`${count(open, 'note')} without an end: closed at the end of the track.`]

function contentNotices(all: readonly Timed[], own: boolean): readonly string[] {
  const found = (test: (event: MidiEvent) => boolean): boolean => all.some(({ event }) => test(event))
  const hasController = (controller: number): boolean =>
    found((event) => event.type === 'controller' && event.controllerType === controller)
  const hasMeter = found((event) => event.type === 'timeSignature' && event.numerator !== event.denominator)
  const hasPrograms = !own && found((event) => event.type === 'programChange')
  return [
    ...(hasMeter ? ['Bars were counted in 4/4; the file has other time signatures.'] : []),
    ...(hasPrograms ? ['Program changes were left out: they are patterns only in files of Muteline.'] : []),
    ...(!own && hasController(MUTE_CONTROLLER.global) ? ['Controller 94 was read as mutes.'] : []),
    ...(hasController(MUTE_CONTROLLER.pattern) ? ['Pattern mutes (controller 110) were left out.'] : []),
  ]
}

/** The parser gives a character for each byte. Bytes that are no UTF-8 stay as they are, in Latin-1. */
function decodeText(text: string): string {
  try {
    return decodeURIComponent(text.replace(/[^]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`))
  } catch {
    return text
  }
}

const nonEmpty = (text: string | null | undefined): string | null => (text === '' ? null : (text ?? null))
const count = (number: number, noun: string): string => `${String(number)} ${noun}${number === 1 ? '' : 's'}`
const refuse = (reason: string): SmfResult => ({ ok: false, reason })

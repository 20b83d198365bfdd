// A project as a Standard MIDI File (SMF 1.0): format 1, 960 ticks to the quarter, for any sequencer, and for `readSmf`.
import { MUTE_CONTROLLER, MUTE_KINDS, noteChannelOf, type TrackNumber } from '../device/device'
import { encode, type Bytes, type Channel } from '../midi/message'
import { allNotes } from '../model/derived'
import { endOf, mutedInLane, mutesOf, silenced, type Project, type Track } from '../model/project'
import { PPQ, type Tick } from '../time/ticks'
import { controllerMessages } from './smf-controllers'

/** *applied*: muted notes are left out. *automation*: all notes are there, and the mutes as CC 94 and CC 110. */
export type SmfMutes = 'applied' | 'automation'

/** The text event by which a file of ours is known, in its first track. */
export const SIGNATURE = 'Muteline'

/** Meta events by their type byte (SMF 1.0, "Meta-Events"). */
const META = { text: 0x01, trackName: 0x03, marker: 0x06, endOfTrack: 0x2f, tempo: 0x51, meter: 0x58 } as const
/** 4/4, a metronome click every 24 clocks, 8 thirty-seconds to the quarter: the Digitakt knows nothing else. */
const FOUR_FOUR: Bytes = [4, 2, 24, 8]
const LONGEST_DELTA = 0x0fffffff
/** UTF-16 units of a name that are kept: at most 12 kB, which the pre-scan lets through. */
const LONGEST_NAME = 4096

/** At one tick, notes end before mutes change, and mutes change before notes begin. */
const ORDER = { end: 0, control: 1, begin: 2 } as const
type Timed = { readonly tick: Tick; readonly order: number; readonly bytes: Bytes }

/** The bytes of the file. Every track of the project becomes one, also an empty one, so that positions map back. */
export function writeSmf(project: Project, mutes: SmfMutes): Uint8Array {
  const end = endOf(project)
  const tracks = [
    conductor(project),
    ...project.tracks.map((track, number) => [
      meta(META.trackName, utf8(track.name)),
      ...(mutes === 'applied' && silenced(project, track) ? [] : notes(project, track, number, mutes)),
      ...(mutes === 'automation' ? muteEdges(project, track, number) : []),
      ...controllers(project, track, number),
    ]),
  ]
  const header = [...uint(1, 2), ...uint(tracks.length, 2), ...uint(PPQ, 2)]
  return Uint8Array.from([
    ...chunk('MThd', header),
    ...tracks.flatMap((events) => chunk('MTrk', trackBody(events, end))),
  ])
}

function conductor(project: Project): Timed[] {
  const program = (pattern: number): Bytes =>
    encode({ type: 'programChange', channel: project.device.programIn, program: pattern })
  return [
    meta(META.trackName, utf8(project.name)),
    meta(META.text, utf8(SIGNATURE)),
    ...[{ tick: 0, bpm: project.bpm }, ...project.tempos].map(({ tick, bpm }) =>
      meta(META.tempo, uint(Math.round(60e6 / bpm), 3), tick),
    ),
    meta(META.meter, FOUR_FOUR),
    ...project.sections.map(({ tick, name }) => meta(META.marker, utf8(name), tick)),
    ...project.patterns.map(({ tick, pattern }) => ({ tick, order: ORDER.control, bytes: program(pattern) })),
  ]
}

function notes(project: Project, track: Track, number: TrackNumber, mutes: SmfMutes): Timed[] {
  const own = project.device.tracks[number]
  const channel = (own === undefined ? null : noteChannelOf(own)) ?? number + 1
  const all = allNotes(project, number)
  const heard = mutes === 'applied' ? all.filter((note) => !mutedInLane(project, track, note.tick)) : all
  return heard.flatMap(({ tick, length, pitch, velocity }) => [
    { tick, order: ORDER.begin, bytes: encode({ type: 'noteOn', channel, pitch, velocity }) },
    { tick: tick + Math.max(1, length), order: ORDER.end, bytes: encode({ type: 'noteOff', channel, pitch }) },
  ])
}

/** On the channel on which the box hears mutes, which for a MIDI track is not the one that its notes are sent on. */
function muteEdges(project: Project, track: Track, number: TrackNumber): Timed[] {
  const channel: Channel = project.device.tracks[number]?.channel ?? number + 1
  return MUTE_KINDS.flatMap((kind) => {
    const edge = (tick: Tick, value: number): Timed => ({
      tick,
      order: ORDER.control,
      bytes: encode({ type: 'controller', channel, controller: MUTE_CONTROLLER[kind], value }),
    })
    return mutesOf(project, track)[kind].flatMap(({ from, to }) => [edge(from, 127), edge(to, 0)])
  })
}

/** As they lie there, muted or not: what is sent to a track that is not heard does no harm. */
function controllers(project: Project, track: Track, number: TrackNumber): Timed[] {
  const channel: Channel = project.device.tracks[number]?.channel ?? number + 1
  return controllerMessages(track.controllers, channel).map((each) => ({ ...each, order: ORDER.control }))
}

function trackBody(events: readonly Timed[], end: Tick): number[] {
  const body: number[] = []
  let at = 0
  for (const { tick, bytes } of [...events].sort((a, b) => a.tick - b.tick || a.order - b.order)) {
    body.push(...delta(Math.max(0, tick - at)), ...bytes)
    at = Math.max(at, tick)
  }
  body.push(...delta(Math.max(0, end - at)), ...meta(META.endOfTrack, []).bytes)
  return body
}

/** A delta time; one that is longer than a file can say is taken in several steps, with empty texts between them. */
function delta(ticks: Tick): number[] {
  const steps = Math.floor(ticks / LONGEST_DELTA)
  const step = [...quantity(LONGEST_DELTA), ...meta(META.text, []).bytes]
  return [...Array.from({ length: steps }, () => step).flat(), ...quantity(ticks - steps * LONGEST_DELTA)]
}

const meta = (type: number, data: Bytes, tick: Tick = 0): Timed => ({
  tick,
  order: ORDER.end,
  bytes: [0xff, type, ...quantity(data.length), ...data],
})

/** A variable length quantity: seven bits a byte, the highest first, the top bit set on all but the last. */
function quantity(value: number): number[] {
  const bytes = [value & 0x7f]
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80)
  return bytes
}

const chunk = (id: string, body: Bytes): number[] => [...utf8(id), ...uint(body.length, 4), ...body]
const uint = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, i) => (value >>> (8 * (size - 1 - i))) & 0xff)

/** SMF 1.0 speaks of ASCII only; UTF-8 is what other sequencers write and read. Half a surrogate pair becomes U+FFFD. */
function utf8(text: string): number[] {
  const escaped = encodeURIComponent(text.slice(0, LONGEST_NAME).replace(/\p{Surrogate}/gu, '\ufffd'))
  return Array.from(escaped.matchAll(/%(..)|./gu), ([letter, hex]) =>
    hex === undefined ? letter.charCodeAt(0) : parseInt(hex, 16),
  )
}

// What the virtual box is at a moment, what can happen to it, and what comes of that.
import type { DeviceModel, MuteKind, TrackNumber } from '../domain/device/device'
import { NEW_PATTERN, type Pattern } from '../domain/device/pattern'
import { NOTHING_YET, type Outcome } from '../domain/device/trig-outcome'
import { encode, type Bytes, type Channel, type Message } from '../domain/midi/message'
import type { Tick } from '../domain/time/ticks'
import { boxSettings, type BoxSettings } from './box-settings'
import { demoPatterns } from './demo-patterns'

export type Box = {
  readonly model: DeviceModel
  readonly settings: BoxSettings
  readonly patterns: Readonly<Record<string, Pattern>>
  readonly transport: 'stopped' | 'armed' | 'playing'
  /** The position of the next pulse, since Start. */
  readonly next: Tick
  readonly pattern: number
  /** Where the playing pattern began, since Start. */
  readonly patternStart: Tick
  /** A cued pattern, and the first boundary that it may begin at. */
  readonly queued: { readonly pattern: number; readonly notBefore: Tick } | null
  readonly globalMutes: readonly boolean[]
  /** Mutes from outside that do not hold yet. */
  readonly comingMutes: readonly ComingMute[]
  /** Stored with each pattern. */
  readonly patternMutes: Readonly<Record<string, readonly boolean[]>>
  readonly muteMode: MuteKind
  readonly fill: boolean
  /** Set by the TEMPO knob; null plays at the pattern's own. */
  readonly tempo: number | null
  /** The outcome of the last condition on each track, for PRE and NEI. */
  readonly outcomes: readonly Outcome[]
  /** What was decided to sound and is not due yet, as a retrig has it; `tick` since Start. */
  readonly hits: readonly BoxHit[]
  readonly held: readonly HeldNote[]
  /** It answers nothing any more, until it is set up anew. */
  readonly frozen: boolean
  readonly seed: number
}

type ComingMute = {
  /** How many pulses are to come before the one from which it holds. */
  readonly pulses: number
  readonly kind: MuteKind
  readonly track: TrackNumber
  readonly muted: boolean
}

export type BoxHit = {
  readonly tick: number
  readonly track: TrackNumber
  readonly notes: readonly number[]
  readonly length: number
  readonly velocity: number
}

export type HeldNote = { readonly channel: Channel; readonly pitch: number; readonly until: number }

export type BoxKey =
  | { readonly type: 'play' | 'stop' }
  | { readonly type: 'mute'; readonly track: TrackNumber }
  | { readonly type: 'muteMode'; readonly kind: MuteKind }
  | { readonly type: 'pattern'; readonly pattern: number }
  | { readonly type: 'trig'; readonly track: TrackNumber; readonly velocity: number; readonly down: boolean }
  | { readonly type: 'fill'; readonly on: boolean }
  /** All gestures at once that make a pattern what it is to be, with the channels of its MIDI tracks. */
  | { readonly type: 'program'; readonly pattern: number; readonly to: Pattern }
  /** SETTINGS > SYSEX DUMP > SEND: a pattern, unasked. */
  | { readonly type: 'dump'; readonly pattern: number }
  | { readonly type: 'tempo'; readonly bpm: number | null }
  | { readonly type: 'set'; readonly settings: Partial<BoxSettings> }

export type BoxInput =
  | { readonly type: 'pulse' }
  | { readonly type: 'message'; readonly bytes: Bytes }
  | { readonly type: 'key'; readonly key: BoxKey }

/** A message that leaves, `offset` ticks after what caused it. */
export type BoxOutput = { readonly offset: number; readonly bytes: Bytes }

/** A trig as it sounded, or as a mute silenced it: what one hears, which the wire does not tell. */
export type Played = {
  readonly tick: number
  readonly track: TrackNumber
  readonly pitch: number
  readonly velocity: number
  readonly source: 'sequence' | 'key' | 'midi'
  readonly audible: boolean
}

export type BoxStep = { readonly box: Box; readonly out: readonly BoxOutput[]; readonly played: readonly Played[] }

export function createBox(model: DeviceModel, seed = 1): Box {
  const settings = boxSettings(model)
  return {
    model,
    settings,
    patterns: demoPatterns(),
    transport: 'stopped',
    next: 0,
    pattern: 0,
    patternStart: 0,
    queued: null,
    globalMutes: settings.tracks.map(() => false),
    comingMutes: [],
    patternMutes: {},
    muteMode: 'global',
    fill: false,
    tempo: null,
    outcomes: settings.tracks.map(() => NOTHING_YET),
    hits: [],
    held: [],
    frozen: false,
    seed,
  }
}

/** As the box plays it, and as it dumps it; null for a slot that was never used. */
export function patternIn({ patterns, settings: { masterLength } }: Box, pattern: number): Pattern | null {
  const own = patterns[String(pattern)] ?? null
  return own === null || masterLength === null ? own : { ...own, masterLength, changeLength: null }
}

/** The one that plays. */
export const patternOf = (box: Box): Pattern => patternIn(box, box.pattern) ?? NEW_PATTERN

export const tempoOf = (box: Box): number => box.tempo ?? patternOf(box).bpm

/** With both on, a start from outside does not work (elektronauts.com/t/92207); so sending wins. */
export const followsClock = ({ settings }: Box): boolean => settings.clockReceive && !settings.clockSend

/** The mutes that hold now, of one kind. */
export function mutesOf(box: Box, kind: MuteKind): readonly boolean[] {
  return kind === 'global'
    ? box.globalMutes
    : (box.patternMutes[String(box.pattern)] ?? box.settings.tracks.map(() => false))
}

/** Both masks are ORed: either drops the trig (videomusik/dt_og_plus_plus). */
export const isMuted = (box: Box, track: TrackNumber): boolean =>
  mutesOf(box, 'global')[track] === true || mutesOf(box, 'pattern')[track] === true

/** A step that changes the box and sends messages at once. */
export const still = (box: Box, messages: readonly Message[] = [], played: readonly Played[] = []): BoxStep => ({
  box,
  out: messages.map((message) => ({ offset: 0, bytes: encode(message) })),
  played,
})

/** A step that sends bytes at once, and changes nothing. */
export const sending = (box: Box, messages: readonly Bytes[]): BoxStep => ({
  box,
  out: messages.map((bytes) => ({ offset: 0, bytes })),
  played: [],
})

export function withMute(box: Box, kind: MuteKind, track: TrackNumber, muted: boolean): Box {
  const mutes = mutesOf(box, kind).map((each, number) => (number === track ? muted : each))
  if (kind === 'global') return { ...box, globalMutes: mutes }
  return { ...box, patternMutes: { ...box.patternMutes, [String(box.pattern)]: mutes } }
}

export const programChange = ({ settings }: Box, program: number): readonly Message[] =>
  settings.programChangeSend ? [{ type: 'programChange', channel: settings.programOut, program }] : []

export const noteEnd = ({ channel, pitch }: HeldNote, offset: number): BoxOutput => ({
  offset,
  bytes: encode({ type: 'noteOff', channel, pitch }),
})

// What the host asks of the engine, and what the engine tells it.
import type { DeviceModel, MuteKind, TrackNumber } from '../domain/device/device'
import type { ReadRequest } from '../domain/device/dump/read-request'
import type { Patch } from '../domain/edit/patch'
import type { Bytes } from '../domain/midi/message'
import type { ReplayReport } from '../domain/play/verify/report'
import type { PackedProject } from '../domain/model/packed-notes'
import type { Position } from '../domain/record/performance'
import type { ClockState } from '../domain/time/clock-follower'
import type { Micros, Tick } from '../domain/time/ticks'
import type { Timeline } from '../domain/time/timeline'
import type { BoxSettings } from '../virtual/box-settings'
import type { BoxKey } from '../virtual/box'

export type PortInfo = {
  readonly id: string
  readonly name: string
  readonly virtual: boolean
  readonly model: DeviceModel | null
}

/** Which ports are to be open, by id. One that is not there is opened as soon as it comes. */
export type PortWishes = {
  /** The input of the box: takes are made of what it sends. */
  readonly box: string | null
  /** The input whose clock counts; null for the box's own. */
  readonly clock: string | null
  /** Further inputs: they are journalled and shown in the monitor. */
  readonly also: readonly string[]
  /** Where replay goes. */
  readonly output: string | null
  /** Further outputs that get our clock and transport while we lead. */
  readonly clockTo: readonly string[]
}

export const NO_WISHES: PortWishes = { box: null, clock: null, also: [], output: null, clockTo: [] }

/** A port that is wished for. `number` tells it from others of its direction, in journals and live messages. */
export type WishedPort = {
  readonly direction: 'in' | 'out'
  readonly number: number
  readonly id: string
  /** *gone*: not there now; it is opened again by itself. *failed*: it is there, and does not open. */
  readonly state: 'open' | 'opening' | 'gone' | 'failed'
}

export type Ports = {
  readonly inputs: readonly PortInfo[]
  readonly outputs: readonly PortInfo[]
  readonly wishes: PortWishes
  readonly wished: readonly WishedPort[]
  /** Why there are no real ports, in words; null where the machine has a MIDI system. */
  readonly problem: string | null
}

export const NO_PORTS: Ports = { inputs: [], outputs: [], wishes: NO_WISHES, wished: [], problem: null }

export type ClockMode = 'follow' | 'lead'

export type Transport = {
  /** Host time when this was true; what the timeline counts in. */
  readonly now: Micros
  readonly mode: ClockMode
  readonly clock: ClockState
  /** Whether pulses arrive, rolling or not. */
  readonly locked: boolean
  /** Clock ticks over time; `timeline.tick` holds still unless rolling. */
  readonly timeline: Timeline
  /** *waiting*: ready to play as soon as the box starts. */
  readonly replay: 'stopped' | 'waiting' | 'playing'
  /** While playing: the pieces of song that are to be heard, by where each begins in clock ticks. */
  readonly song: readonly SongPiece[]
  /** Up to where all that is driven is still muted, in song ticks; null where the song is heard. */
  readonly mutedUpTo: Tick | null
  /** Where play begins, in song ticks. */
  readonly locate: Tick
  readonly recording: boolean
  /** Where recording began, in clock ticks; null while it waits for the clock. */
  readonly recordedFrom: Tick | null
}

/** Before anything was heard of an engine. */
export const STILL: Transport = {
  now: 0,
  mode: 'follow',
  clock: 'stopped',
  locked: false,
  timeline: { bpm: 120, tick: 0, time: 0 },
  replay: 'stopped',
  song: [],
  mutedUpTo: null,
  locate: 0,
  recording: false,
  recordedFrom: null,
}

export type SongPiece = { readonly clock: Tick; readonly song: Tick }

/** One received message that is no clock, with the position that it has by the live clock. `port`: a `WishedPort`'s. */
export type LiveMessage = {
  readonly time: Micros
  readonly port: number
  readonly bytes: Bytes
  readonly at: Position
  /** We sent it, and it came back: nobody played it. */
  readonly echo?: true
}
export type SentMessage = { readonly time: Micros; readonly port: number; readonly bytes: Bytes }
/** Clock pulses since the last batch, by port: they come too often to be told one by one. */
type PulseCount = { readonly direction: 'in' | 'out'; readonly port: number; readonly count: number }

export type LiveBatch = {
  readonly input: readonly LiveMessage[]
  readonly output: readonly SentMessage[]
  readonly pulses: readonly PulseCount[]
}

/** How the engine fares, told once a second. */
export type Diagnostics = {
  /** How late messages left in the last minute. */
  readonly sent: { readonly count: number; readonly p50: Micros; readonly p99: Micros; readonly max: Micros }
  /** How long before a message is due the sender wakes: adapted to how late this machine wakes it. */
  readonly margin: Micros
  /** Stamps that had to be mended in the last minute, of all inputs. */
  readonly mended: number
  /** The journal's size in bytes, and how many bytes wait because the disk does not take them. */
  readonly journal: { readonly bytes: number; readonly waiting: number } | null
}

/** One performance since Start, as far as it is known: what can be kept as a take. */
export type PerformanceInfo = {
  /** The entry of the journal at which it begins. */
  readonly entry: number
  /** ISO 8601. */
  readonly startedAt: string
  readonly bars: number
  /** Messages other than clock. */
  readonly messages: number
  readonly rolling: boolean
  /** A take was made of it, and nothing but clock was heard since. */
  readonly kept: boolean
}

/** The virtual box as its panel shows it. */
export type BoxPanel = {
  readonly model: DeviceModel
  readonly transport: 'stopped' | 'armed' | 'playing'
  readonly position: Tick
  readonly bpm: number
  readonly pattern: number
  readonly queued: number | null
  readonly patternNames: Readonly<Record<string, string>>
  readonly muteMode: 'global' | 'pattern'
  readonly mutes: readonly boolean[]
  readonly fill: boolean
  readonly follows: boolean
  readonly settings: BoxSettings
  /** Tracks that sounded since the last panel. */
  readonly hits: readonly number[]
}

/** A finished recording: which entries of which journal. */
export type Recorded = {
  readonly journal: string
  readonly from: number
  readonly to: number
  /** The entry to read from: where the roll began in which recording did. */
  readonly since: number
  readonly startedAt: string
}

/** A take was made of the entries `[from, to)` of a journal; null where they held nothing to make one of. */
export type Kept = {
  readonly journal: string
  readonly take: string | null
  readonly from: number
  readonly to: number
}

/** How far the journal is written, and what performances are in it. */
export type Journalled = {
  readonly journal: string
  readonly entries: number
  readonly performances: readonly PerformanceInfo[]
}

/** What would give the box at an output back what it had before a song was played into it. */
export type Owed = { readonly output: string; readonly messages: readonly Bytes[] }

/** A song that is played once by our clock, and what is sent so long before the box begins. */
export type Pass = {
  /** In song ticks. */
  readonly from: Tick
  readonly before: readonly { readonly ahead: Micros; readonly bytes: Bytes }[]
}

/** When the box begins, and what time it is. */
export type PassTimes = { readonly now: Micros; readonly begins: Micros }

/** A message for the musician: what happened, what was kept, what to do. */
export type Notice = { readonly level: 'info' | 'warning' | 'error'; readonly text: string }

/**
 * A short try of what the box takes, undone by itself: a mute for 0.6 s, a note for 0.2 s; a pattern stays chosen.
 * *audition*: a note of the piano roll, for 0.3 s at most.
 */
export type Probe =
  | { readonly type: 'mute'; readonly track: TrackNumber; readonly kind: MuteKind }
  | { readonly type: 'note'; readonly track: TrackNumber }
  | { readonly type: 'audition'; readonly track: TrackNumber; readonly pitch: number; readonly velocity: number }
  | { readonly type: 'pattern'; readonly pattern: number }

/** What a page asks of the host, and the host hands on to the engine as it is. */
export type TransportRequests = {
  readonly openInput: { in: { readonly id: string | null }; out: null }
  readonly openOutput: { in: { readonly id: string | null }; out: null }
  readonly setMode: { in: ClockMode; out: null }
  readonly play: { in: null; out: null }
  readonly stop: { in: null; out: null }
  /** Stops, and remembers where: play goes on there, or at the nearest place where the box can begin. */
  readonly pause: { in: null; out: null }
  readonly locate: { in: Tick; out: null }
  readonly panic: { in: null; out: null }
  readonly record: { in: null; out: null }
  readonly endRecord: { in: null; out: null }
  /** Only while nothing is replayed or recorded. */
  readonly probe: { in: Probe; out: null }
  /** Undoes now what is being tried. */
  readonly endProbe: { in: null; out: null }
  readonly boxKey: { in: BoxKey; out: null }
  /** Lets the virtual box perform a script (`perform-script.ts`) once it plays. */
  readonly perform: { in: { readonly script: string }; out: null }
}

export type EngineContract = {
  readonly requests: TransportRequests & {
    readonly ports: { in: null; out: Ports }
    readonly project: { in: PackedProject; out: null }
    readonly patched: { in: Patch; out: null }
    /** Sets which ports are to be open. */
    readonly choosePorts: { in: PortWishes; out: null }
    /** Writes out all that was received. */
    readonly flush: { in: null; out: Journalled | null }
    /** Answers false where that journal is not open any more. */
    readonly kept: { in: Kept; out: boolean }
    /** The machine is about to sleep: ends what sounds, and has the disk hold everything. */
    readonly sleep: { in: null; out: null }
    /** The machine slept until now: every port is opened anew. */
    readonly wake: { in: null; out: null }
    readonly transport: { in: null; out: Transport }
    /** Gives the box back what an earlier run owed it, and ends the notes that may sound. */
    readonly giveBack: { in: Owed; out: null }
    /** Only while nothing is played. */
    readonly playPass: { in: Pass; out: PassTimes }
    /** Sends the box a request that only reads. */
    readonly ask: { in: ReadRequest; out: null }
    readonly shutdown: { in: null; out: null }
  }
  readonly events: {
    readonly ports: Ports
    readonly transport: Transport
    readonly live: LiveBatch
    /** What was seen of a replay: whether the box did as it was asked. */
    readonly verified: ReplayReport
    /** What the box is owed while a song plays into it; null for nothing. */
    readonly owed: Owed | null
    readonly performances: readonly PerformanceInfo[]
    readonly diagnostics: Diagnostics
    readonly box: BoxPanel | null
    readonly received: readonly BoxReceived[]
    readonly recorded: Recorded
    /** A whole SysEx message of an Elektron box, from the box's input. */
    readonly sysex: Bytes
    /** How many bytes of one have come that is not whole yet. */
    readonly sysexComing: number
    readonly notice: Notice
    /** The sender thread is stuck in a driver: the host is to start another. */
    readonly senderStuck: null
  }
}

/** What the virtual box was sent, with its own position: how replay is checked. */
export type BoxReceived = { readonly tick: Tick; readonly playing: boolean; readonly bytes: Bytes }

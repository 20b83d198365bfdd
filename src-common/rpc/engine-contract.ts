// What the host asks of the engine, and what the engine tells it.
import type { DeviceModel } from '../domain/device/device'
import type { Patch } from '../domain/edit/patch'
import type { Bytes } from '../domain/midi/message'
import type { Project } from '../domain/model/project'
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

export type Ports = {
  readonly inputs: readonly PortInfo[]
  readonly outputs: readonly PortInfo[]
  readonly input: string | null
  readonly output: string | null
  /** Why there are no real ports, in words; null where the machine has a MIDI system. */
  readonly problem: string | null
}

export const NO_PORTS: Ports = { inputs: [], outputs: [], input: null, output: null, problem: null }

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
  locate: 0,
  recording: false,
  recordedFrom: null,
}

export type SongPiece = { readonly clock: Tick; readonly song: Tick }

/** One received message that is no clock, with the position that it has by the live clock. */
export type LiveMessage = { readonly time: Micros; readonly bytes: Bytes; readonly at: Position }
export type LiveBatch = {
  readonly input: readonly LiveMessage[]
  readonly output: readonly { readonly time: Micros; readonly bytes: Bytes }[]
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
  readonly startedAt: string
}

/** A message for the musician: what happened, what was kept, what to do. */
export type Notice = { readonly level: 'info' | 'warning' | 'error'; readonly text: string }

/** What a page asks of the host, and the host hands on to the engine as it is. */
export type TransportRequests = {
  readonly openInput: { in: { readonly id: string | null }; out: null }
  readonly openOutput: { in: { readonly id: string | null }; out: null }
  readonly setMode: { in: ClockMode; out: null }
  readonly play: { in: null; out: null }
  readonly stop: { in: null; out: null }
  readonly locate: { in: Tick; out: null }
  readonly panic: { in: null; out: null }
  readonly record: { in: null; out: null }
  readonly endRecord: { in: null; out: null }
  readonly boxKey: { in: BoxKey; out: null }
  /** Lets the virtual box perform a script (`perform-script.ts`) once it plays. */
  readonly perform: { in: { readonly script: string }; out: null }
}

export type EngineContract = {
  readonly requests: TransportRequests & {
    readonly ports: { in: null; out: Ports }
    readonly project: { in: Project; out: null }
    readonly patched: { in: Patch; out: null }
    /** Writes out all that was received; answers where, and how many entries there are. */
    readonly flush: { in: null; out: { readonly journal: string; readonly entries: number } | null }
    readonly kept: { in: { readonly take: string; readonly from: number }; out: null }
    readonly transport: { in: null; out: Transport }
    readonly shutdown: { in: null; out: null }
  }
  readonly events: {
    readonly ports: Ports
    readonly transport: Transport
    readonly live: LiveBatch
    readonly box: BoxPanel | null
    readonly received: readonly BoxReceived[]
    readonly recorded: Recorded
    readonly notice: Notice
  }
}

/** What the virtual box was sent, with its own position: how replay is checked. */
export type BoxReceived = { readonly tick: Tick; readonly playing: boolean; readonly bytes: Bytes }

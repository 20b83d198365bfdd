// What a page asks of the host, and what the host tells all its pages.
import type { ReplayReport } from '../domain/play/verify/report'
import type { DeviceModel } from '../domain/device/device'
import type { Command } from '../domain/edit/command'
import type { PlaceTake } from '../domain/edit/edit-takes'
import type { HistoryChange } from '../domain/edit/history'
import type { HistoryLabels } from '../domain/edit/history-labels'
import type { Patch } from '../domain/edit/patch'
import type { PackedProject } from '../domain/model/packed-notes'
import type {
  BoxPanel,
  BoxReceived,
  Diagnostics,
  LiveBatch,
  Notice,
  PerformanceInfo,
  Ports,
  PortWishes,
  Transport,
  TransportRequests,
  Owed,
} from './engine-contract'
import type { CalibrationRequest, CalibrationResult } from '../domain/device/dump/calibration'
import type { PatternProof } from '../domain/record/pattern-proof'
import type { ClockReport } from '../domain/model/clock-report'
import type { StemSettings } from '../domain/stems/stem-settings'
import type { AudioInput, StemAudio, StemSession } from './stems-contract'
import type { ViewMemory } from './view-memory'
import type { Take } from '../domain/model/take'

export type Snapshot = {
  readonly project: PackedProject
  readonly revision: number
  readonly history: HistoryLabels
  readonly folder: string
  readonly ports: Ports
  readonly transport: Transport
  readonly performances: readonly PerformanceInfo[]
  readonly box: BoxPanel | null
  readonly fetching: Fetching | null
  /** How the project was looked at last; null where it never was. */
  readonly view: ViewMemory | null
  readonly keys: UserKeys
  readonly notices: readonly Notice[]
  /** What an earlier run, which ended in the middle of a song, left the box owed; null for nothing. */
  readonly left: Owed | null
  /** The stems that were begun last of this project; null for none. */
  readonly stems: StemSession | null
}

/** The keys that the musician chose, by command; commands that are not in it have their defaults. */
export type UserKeys = Readonly<Record<string, readonly string[]>>

/** `model` is null where it is no Digitakt. */
export type BoxIdentity = {
  readonly name: string
  readonly model: DeviceModel | null
  readonly version: string
  readonly build: string
}

/** How far the fetching of patterns is. */
export type Fetching = {
  readonly total: number
  readonly done: number
  readonly asked: { readonly pattern: number; readonly attempt: number; readonly bytes: number } | null
}

/** The change from revision - 1 to revision; `history` is null where it is none that can be undone. */
export type Patched = { readonly revision: number; readonly patch: Patch; readonly history: HistoryChange | null }

type MuteExport = 'applied' | 'automation'

export type HostContract = {
  readonly requests: TransportRequests & {
    /** Whether the box is given back what an earlier run left it owed. */
    readonly giveBack: { in: boolean; out: null }
    readonly hello: { in: null; out: Snapshot }
    readonly dispatch: { in: Command; out: null }
    readonly undo: { in: null; out: null }
    readonly redo: { in: null; out: null }
    /** Undoes or redoes until so many entries are done, as one change; as far as there are any. */
    readonly goToHistory: { in: { readonly done: number }; out: null }
    /** Sets which ports are to be open; answers once each was tried. */
    readonly choosePorts: { in: PortWishes; out: null }
    /** Makes a take of a performance since Start, or of its last bars; answers its name. Null for the last one, whole. */
    readonly keepLast: { in: { readonly entry: number; readonly bars: number | null } | null; out: string }
    /** How steady the clock was that a take was recorded by; null for a take without a clock. */
    readonly clockReport: { in: { readonly id: string }; out: ClockReport | null }
    /** What was performed in a take, derived anew with the device as it is now. */
    readonly takeContent: { in: { readonly id: string }; out: Take }
    /** Gives a take another name. Like the take itself, this is no edit, and undo leaves it. */
    readonly renameTake: { in: { readonly id: string; readonly name: string }; out: null }
    /** Puts a take into the arrangement, derived so; whole, or some of its tracks, bars and contents. */
    readonly placeTake: { in: { readonly id: string } & Omit<PlaceTake, 'take'>; out: null }
    /** A Standard MIDI File, in base64. */
    readonly exportSmf: { in: { readonly mutes: MuteExport }; out: { readonly name: string; readonly base64: string } }
    /** Replaces the arrangement; answers what is to be said about it. */
    readonly importSmf: {
      in: { readonly name: string; readonly base64: string }
      out: { readonly notices: readonly string[] }
    }
    /** Asks the box for patterns, one by one; they come into the bank as they arrive. */
    readonly fetchPatterns: { in: { readonly patterns: readonly number[]; readonly whilePlaying: boolean }; out: null }
    readonly cancelFetch: { in: null; out: null }
    /** Takes in a `.syx` or a project of Transfer; answers what is to be said about it. */
    readonly importPatterns: {
      in: { readonly name: string; readonly base64: string }
      out: { readonly notices: readonly string[] }
    }
    /** Compares what a take heard of MIDI tracks with their patterns; null where there is nothing to compare. What that proves is kept. */
    readonly provePatterns: { in: { readonly id: string }; out: PatternProof | null }
    /** The guided run in which the box proves its format: the first reads, and one for each gesture. What it proves is kept. */
    readonly calibrate: { in: CalibrationRequest; out: CalibrationResult }
    /** Asks the box for its model and OS; only while it is stopped. */
    readonly identify: { in: null; out: BoxIdentity }
    /** Sets the channels as the box's project has them, which is inferred; answers what that changed. */
    readonly readChannels: { in: null; out: string }
    /** Remembers how the project is looked at; it is no edit. */
    readonly saveView: { in: ViewMemory; out: null }
    readonly listProjects: { in: null; out: readonly string[] }
    /** Replaces the keys that the musician chose; they are kept for all projects. */
    readonly saveKeys: { in: UserKeys; out: null }
    readonly openProject: { in: { readonly name: string }; out: null }
    /** Begins to record stems of what the asking page's input hears, into a folder of their own. */
    readonly beginStems: { in: { readonly settings: StemSettings; readonly input: AudioInput }; out: null }
    /** Goes on with those that were begun; `retake`: a pass, by its index, that is recorded again. */
    readonly resumeStems: { in: { readonly input: AudioInput; readonly retake: number | null }; out: null }
    /** Ends the pass that is being recorded; `why`: what of the input made that so, in words. */
    readonly pauseStems: { in: { readonly why: string | null }; out: null }
    /** Sound of the input, while stems are recorded; answers once it is on disk. */
    readonly stemAudio: { in: StemAudio; out: null }
  }
  readonly events: {
    readonly project: Snapshot
    readonly patched: Patched
    readonly ports: Ports
    readonly transport: Transport
    readonly live: LiveBatch
    readonly left: Owed | null
    /** What was seen of a replay: whether the box did as it was asked. */
    readonly verified: ReplayReport
    readonly performances: readonly PerformanceInfo[]
    readonly diagnostics: Diagnostics
    readonly box: BoxPanel | null
    readonly received: readonly BoxReceived[]
    readonly notice: Notice
    readonly fetching: Fetching | null
    readonly keys: UserKeys
    readonly stems: StemSession | null
  }
}

// What a page asks of the host, and what the host tells all its pages.
import type { DeviceModel } from '../domain/device/device'
import type { Command } from '../domain/edit/command'
import type { Patch } from '../domain/edit/patch'
import type { Project } from '../domain/model/project'
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
} from './engine-contract'
import type { CalibrationRequest, CalibrationResult } from '../domain/device/dump/calibration'
import type { PatternProof } from '../domain/record/pattern-proof'
import type { ClockReport } from '../domain/model/clock-report'

/** The names of what can be undone, oldest first, and of what can be redone, next last. */
export type HistoryLabels = { readonly done: readonly string[]; readonly undone: readonly string[] }

export type Snapshot = {
  readonly project: Project
  readonly revision: number
  readonly history: HistoryLabels
  readonly folder: string
  readonly ports: Ports
  readonly transport: Transport
  readonly performances: readonly PerformanceInfo[]
  readonly box: BoxPanel | null
  readonly fetching: Fetching | null
  readonly notices: readonly Notice[]
}

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

/** The change from revision - 1 to revision. */
export type Patched = { readonly revision: number; readonly patch: Patch; readonly history: HistoryLabels }

type MuteExport = 'applied' | 'automation'

export type HostContract = {
  readonly requests: TransportRequests & {
    readonly hello: { in: null; out: Snapshot }
    readonly dispatch: { in: Command; out: null }
    readonly undo: { in: null; out: null }
    readonly redo: { in: null; out: null }
    /** Sets which ports are to be open; answers once each was tried. */
    readonly choosePorts: { in: PortWishes; out: null }
    /** Makes a take of a performance since Start, or of its last bars; answers its name. Null for the last one, whole. */
    readonly keepLast: { in: { readonly entry: number; readonly bars: number | null } | null; out: string }
    /** How steady the clock was that a take was recorded by; null for a take without a clock. */
    readonly clockReport: { in: { readonly id: string }; out: ClockReport | null }
    /** Puts a take into the arrangement again, derived anew with the device as it is now. */
    readonly placeTake: { in: { readonly id: string }; out: null }
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
    readonly listProjects: { in: null; out: readonly string[] }
    readonly openProject: { in: { readonly name: string }; out: null }
  }
  readonly events: {
    readonly project: Snapshot
    readonly patched: Patched
    readonly ports: Ports
    readonly transport: Transport
    readonly live: LiveBatch
    readonly performances: readonly PerformanceInfo[]
    readonly diagnostics: Diagnostics
    readonly box: BoxPanel | null
    readonly received: readonly BoxReceived[]
    readonly notice: Notice
    readonly fetching: Fetching | null
  }
}

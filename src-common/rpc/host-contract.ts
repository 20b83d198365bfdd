// What a page asks of the host, and what the host tells all its pages.
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
  readonly notices: readonly Notice[]
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
  }
}

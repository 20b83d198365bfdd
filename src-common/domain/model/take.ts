// One recorded performance, as derived from its journal: immutable, and derived anew when device settings change.
import type { MuteKind, TrackNumber } from '../device/device'
import type { TempoStretch } from '../time/tempo-map'
import type { Tick } from '../time/ticks'
import type { ControllerLane } from './controllers'
import type { Intervals } from './intervals'
import type { PatternChange } from './project'

/** What a project keeps of a take; the raw messages lie in its journal file beside the project. */
export type TakeSummary = {
  readonly id: string
  readonly name: string
  /** ISO 8601, when recording began. */
  readonly startedAt: string
  readonly from: Tick
  readonly to: Tick
  readonly recovered: boolean
  readonly clock: ClockSummary
}

export type ClockSummary = {
  /** `none`: nothing gave a clock, so that ticks are wall time at the project's tempo. */
  readonly source: 'box' | 'muteline' | 'none'
  readonly pulses: number
  readonly bpm: number
  /** Standard deviation of a pulse, in microseconds. */
  readonly jitter: number
}

/** A mute as it was pressed, and the pulse from which it held. */
export type MuteToggle = {
  readonly track: TrackNumber
  readonly kind: MuteKind
  readonly muted: boolean
  readonly pressed: number
  readonly tick: Tick
}

export type TakeNote = {
  readonly track: TrackNumber
  readonly tick: Tick
  readonly length: Tick
  readonly pitch: number
  readonly velocity: number
  /** Its note-off never came: it was closed at Stop, or where the take ends. */
  readonly closed: boolean
}

export type Take = {
  readonly summary: TakeSummary
  readonly toggles: readonly MuteToggle[]
  readonly lanes: readonly TakeLane[]
  readonly notes: readonly TakeNote[]
  readonly patterns: readonly PatternChange[]
  /** What knobs did, each value as it came; lanes without a point are left out. */
  readonly controllers: readonly TakeControllers[]
  /** As it was found behind the box's pulses; empty where there was no clock, or it was ours. */
  readonly tempo: readonly TempoStretch[]
  readonly unassigned: number
}

/** The controller lanes of a track. */
export type TakeControllers = { readonly track: TrackNumber; readonly lanes: readonly ControllerLane[] }

export type TakeLane = {
  readonly track: TrackNumber
  readonly kind: MuteKind
  readonly muted: Intervals
  /** Whether this lane's state was heard at all; if not, it is shown as not muted, and as not known. */
  readonly known: boolean
}

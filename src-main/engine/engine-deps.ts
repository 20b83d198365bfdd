// What an engine is made of, and whom it tells what it hears.
import type { Bytes } from '../../src-common/domain/midi/message'
import type { ReplayReport } from '../../src-common/domain/play/verify/report'
import type { Micros } from '../../src-common/domain/time/ticks'
import type {
  Diagnostics,
  LiveBatch,
  Notice,
  Owed,
  PerformanceInfo,
  Ports,
  Recorded,
  Transport,
} from '../../src-common/rpc/engine-contract'
import type { PortSystem } from './ports'
import type { RecorderOptions } from './recorder'

/** What the engine tells its host. */
type EngineEvents = {
  ports(ports: Ports): void
  transport(transport: Transport): void
  live(batch: LiveBatch): void
  /** What was seen of a replay: whether the box did as it was asked. */
  verified(report: ReplayReport): void
  /** What the box is owed while a song plays into it; null for nothing. */
  owed(owed: Owed | null): void
  performances(performances: readonly PerformanceInfo[]): void
  diagnostics(diagnostics: Diagnostics): void
  recorded(recorded: Recorded): void
  /** A whole SysEx message of an Elektron box, from the box's input; and bytes of one that is not whole yet. */
  sysex(bytes: Bytes): void
  sysexComing(bytes: number): void
  notice(notice: Notice): void
}

export type EngineDeps = {
  readonly systems: readonly PortSystem[]
  readonly journals: string
  readonly now: () => Micros
  readonly events: EngineEvents
  readonly journal?: RecorderOptions
}

// What the engine knows of ports: two implementations, real ones and the virtual box, look the same from here.
import type { PortInfo } from '../../src-common/rpc/engine-contract'
import type { TimedBytes } from '../../src-common/virtual/box-runner'
import type { DriverMessage } from './driver-mender'

/** *failed* is told with a reason that a person can read, and is final: the port is closed. */
export type PortNews = {
  readonly opened: () => void
  readonly failed: (reason: string) => void
}

/** `pending`: bytes of a SysEx message that is not whole yet, where the driver tells of them. */
export type InputEvents = PortNews & {
  readonly messages: (messages: readonly DriverMessage[], pending?: number) => void
}

export type InputPort = { close(): void }

export type OutputPort = {
  /** Each message leaves at its time, or at once where that is past. */
  send(messages: readonly TimedBytes[]): void
  /** Ends all that sounds through this port, now, whoever started it. */
  silence(): void
  close(): void
}

export type PortList = {
  readonly inputs: readonly PortInfo[]
  readonly outputs: readonly PortInfo[]
  readonly problem: string | null
}

export type PortSystem = {
  /** What there is, as far as is known. */
  list(): PortList
  /** Settles once it is known for the first time what there is. */
  ready(): Promise<void>
  has(direction: 'in' | 'out', id: string): boolean
  /** The news tell, at once or later, whether it opened. */
  openInput(id: string, events: InputEvents): InputPort
  openOutput(id: string, events: PortNews): OutputPort
}

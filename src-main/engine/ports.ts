// What the engine knows of ports: two implementations, real ones and the virtual box, look the same from here.
import type { Bytes } from '../../src-common/domain/midi/message'
import type { Micros } from '../../src-common/domain/time/ticks'
import type { PortInfo } from '../../src-common/rpc/engine-contract'
import type { TimedBytes } from '../../src-common/virtual/box-runner'

export type PacketListener = (time: Micros, packet: Bytes) => void

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
  list(): PortList
  /** Null if there is no such port, or it cannot be opened. */
  openInput(id: string, listener: PacketListener): InputPort | null
  openOutput(id: string): OutputPort | null
}

/** Ids that stay: the port's name, numbered where several have the same. */
export function portIds(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} #${String(count)}`
  })
}

// What is sent: a clock at 174 BPM and sixteen tracks of sixteenths, and how its lateness is kept in shared memory.
import type { Bytes } from '../../src-common/domain/midi/message'
import type { Micros } from '../../src-common/domain/time/ticks'

const BPM = 174
const PULSE: Micros = 60e6 / (BPM * 24)

/** A message carries its number, so that whoever sends it can say when. */
export type Planned = { readonly number: number; readonly time: Micros; readonly bytes: Bytes }

export function planOf(begin: Micros, seconds: number): readonly Planned[] {
  const planned: Planned[] = []
  for (let pulse = 0; pulse * PULSE < seconds * 1e6; pulse++) {
    const time = Math.round(begin + pulse * PULSE)
    planned.push({ number: planned.length, time, bytes: [0xf8] })
    if (pulse % 6 !== 0) continue
    for (let track = 0; track < 16; track++) planned.push({ number: planned.length, time, bytes: [0x90 + track, 60, pulse % 12 === 0 ? 100 : 0] }) // prettier-ignore
  }
  return planned
}

/** What a thread is given: the plan's begin and length, and where it writes when each message left. */
export type ThreadData = {
  readonly begin: Micros
  readonly seconds: number
  readonly sent: SharedArrayBuffer
  /** Nanoseconds that the thread was on a core, written at the end; -1 where the system does not tell. */
  readonly cpu: SharedArrayBuffer
}

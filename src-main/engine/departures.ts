// When what the player plans leaves: by the clock that runs, never before what is on its way already.
import type { Bytes } from '../../src-common/domain/midi/message'
import type { Planned } from '../../src-common/domain/play/planned'
import { PULSE, type Micros, type Tick } from '../../src-common/domain/time/ticks'
import type { Timeline } from '../../src-common/domain/time/timeline'
import { timeIn } from './lead'

/**
 * What leaves, and whether it is of our own clock: that is journalled too, since takes are settled by it. `planned`: what
 * the song asks for by it.
 */
export type Leaving = {
  readonly time: Micros
  readonly bytes: Bytes
  readonly clock: boolean
  readonly planned?: Planned
}

/** The clock by which messages leave. `ours`: it is exact; else `timelines` are an estimate of the box's. */
export type RunningClock = {
  readonly timelines: readonly Timeline[]
  readonly ours: boolean
  readonly rolling: boolean
}

/**
 * While we follow, our idea of a pulse's time is an estimate. What is to hold from a pulse on leaves a little after the
 * pulse that its lead points at, so that it never comes before that one.
 */
const BEHIND_PULSE: Tick = PULSE / 4

export class Departures {
  #handed: Micros = 0

  /** The latest time for which something was handed on: nothing that ends or mends it may leave earlier. */
  get handed(): Micros {
    return this.#handed
  }

  /** What the player ends or chases out of turn: it never overtakes what is on its way. */
  outOfTurn(planned: readonly Planned[], clock: RunningClock, now: Micros): readonly Leaving[] {
    const earliest = Math.max(now, this.#handed)
    return this.inTurn(planned, clock, now).map((each) => ({ ...each, time: Math.max(earliest, each.time) }))
  }

  /** After a stall some of these times are past: they leave at once, and still in their order among our own pulses. */
  inTurn(planned: readonly Planned[], clock: RunningClock, now: Micros): readonly Leaving[] {
    const leaving = planned.map((each) => ({
      time: clock.rolling ? Math.round(timeIn(clock.timelines, each.clock + behind(each, clock))) : now,
      bytes: each.bytes,
      clock: false,
      planned: each,
    }))
    this.#handed = leaving.reduce((latest, { time }) => Math.max(latest, time), this.#handed)
    return leaving
  }
}

const behind = ({ why }: Planned, { ours }: RunningClock): Tick =>
  ours || why === 'note' || why === 'end' ? 0 : BEHIND_PULSE

// The host's time on the page's own clock, and where the playhead is by it: three numbers, no traffic per tick.
import type { Micros } from '../../src-common/domain/time/ticks'
import { tickAt } from '../../src-common/domain/time/timeline'
import type { Transport } from '../../src-common/rpc/engine-contract'

const localNow = (): Micros => performance.now() * 1000

/** Messages are late by as much as their way took: the least late one tells how the clocks differ. */
export class HostClock {
  #offset: Micros | null = null

  /** A message that was true at host time `at` has just come. */
  heard(at: Micros): void {
    const offset = localNow() - at
    // It may also grow, but slowly: clocks drift by some parts in a million.
    this.#offset = this.#offset === null ? offset : Math.min(offset, this.#offset + 20)
  }

  now(): Micros {
    return localNow() - (this.#offset ?? 0)
  }
}

/** Song ticks while a song plays; else the box's own count; while all is still, where play will begin. */
export function positionOf(transport: Transport, now: Micros): number {
  const { clock, timeline, replay, song, locate } = transport
  const rolling = clock === 'rolling'
  const tick = rolling ? tickAt(timeline, now) : timeline.tick
  if (replay === 'playing') {
    const piece = song.findLast((each) => each.clock <= tick) ?? song[0]
    return piece === undefined ? locate : Math.max(piece.song, piece.song + tick - piece.clock)
  }
  return rolling || clock === 'lost' ? Math.max(0, tick) : locate
}

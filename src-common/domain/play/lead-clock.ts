// Our own MIDI clock: four beats of pulses, then Start, then the pulse that is tick 0.
import { encode } from '../midi/message'
import { PPQ, PULSE, type Tick } from '../time/ticks'
import type { Planned } from './player'

/**
 * How long the clock runs before Start. A box that gets Start without a clock waits for one (Digitone, same family);
 * an mk I song-mode program sends four beats first (mcjlnrtwcz/diquencer).
 */
export const WARM_UP: Tick = PPQ * 4

/** The pulses and the Start that leave in clock ticks `[from, until)`; Start lies half a pulse before tick 0. */
export function leadClock(from: number, until: number): readonly Planned[] {
  const planned: Planned[] = []
  const start = -PULSE / 2
  for (let tick = Math.ceil(from / PULSE) * PULSE; tick < until; tick += PULSE) {
    if (tick === 0 && start >= from) planned.push({ clock: start, bytes: encode({ type: 'start' }), why: 'chase' })
    planned.push({ clock: tick, bytes: encode({ type: 'clock' }), why: 'chase' })
  }
  if (start >= from && start < until && until <= 0) {
    planned.push({ clock: start, bytes: encode({ type: 'start' }), why: 'chase' })
  }
  return planned
}

// Our own MIDI clock: four beats of pulses, then Start, then the pulse that is tick 0.
import { encode, type Message } from '../midi/message'
import { PPQ, PULSE, STEP, type Tick } from '../time/ticks'
import type { Planned } from './planned'

/**
 * How long the clock runs before Start. A box that gets Start without a clock waits for one (Digitone, same family);
 * an mk I song-mode program sends four beats first (mcjlnrtwcz/diquencer).
 */
export const WARM_UP: Tick = PPQ * 4

/** Start lies half a pulse before tick 0. */
const START: Tick = -PULSE / 2
/** The largest place that Song Position can name: 14 bits of sixteenths (MIDI 1.0, System Common). */
const FURTHEST = 0x3fff

/**
 * The pulses that leave in clock ticks `[from, until)`, and what starts the box: Start; or, for song tick `song`, Song
 * Position, at the first pulse, so that the box has time to find the place, and Continue.
 */
export function leadClock(from: number, until: number, song: Tick | null = null): readonly Planned[] {
  const planned: Planned[] = []
  const put = (clock: number, message: Message): void => {
    if (clock >= from && clock < until) planned.push({ clock, holds: clock, bytes: encode(message), why: 'chase' })
  }
  const start: Message = { type: song === null ? 'start' : 'continue' }
  for (let tick = Math.ceil(from / PULSE) * PULSE; tick < until; tick += PULSE) {
    if (tick === 0) put(START, start)
    if (tick === -WARM_UP && song !== null)
      put(tick, { type: 'songPosition', sixteenths: Math.min(FURTHEST, Math.floor(song / STEP)) })
    put(tick, { type: 'clock' })
  }
  if (until <= 0) put(START, start)
  return planned
}

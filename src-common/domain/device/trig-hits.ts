// What a trig that plays sounds: once, or as often as its retrig repeats it.
import { PPQ, STEP } from '../time/ticks'
import type { Steps, Trig } from './pattern'

/** `offset` in ticks after the trig. */
export type Hit = { readonly offset: number; readonly length: number; readonly velocity: number }

/** An endless note is as long as this: it ends with the next note of its track, or at Stop. */
export const ENDLESS = Infinity

export const ticksOf = (length: Steps): number => (length === 'inf' ? ENDLESS : Math.max(1, Math.round(length * STEP)))

const LOUDEST = 127
/** VFAD −32 fades to half, −64 to nothing (Digitakt II manual, p. 54). */
const FULL_FADE = 64
/** INF repeats for as long as the pattern's longest track could run. */
const MOST_HITS = 512

/** Whether lengths follow the track's speed is not known of the box; here they do not. */
export function hitsOf({ length, velocity, retrig }: Trig, withRetrig: boolean): readonly Hit[] {
  if (retrig === null || !withRetrig) return [{ offset: 0, length: ticksOf(length), velocity }]
  const every = (4 * PPQ) / retrig.rate
  const span = ticksOf(retrig.length)
  const count = Math.min(MOST_HITS, Math.max(1, Math.ceil(span / every)))
  return Array.from({ length: count }, (_, index) => {
    const faded = count === 1 ? 0 : (retrig.velocity / FULL_FADE) * (index / (count - 1))
    const loud = Math.round(velocity * (1 + faded))
    return {
      offset: Math.round(index * every),
      length: Math.round(every),
      velocity: Math.min(LOUDEST, Math.max(1, loud)),
    }
  })
}

// What a trig that plays sounds: once, or as often as its retrig repeats it.
import { PPQ, STEP } from '../time/ticks'
import type { Steps, Trig } from './pattern'

/** `offset` in ticks after the trig. */
export type Hit = { readonly offset: number; readonly length: number; readonly velocity: number }

/** An endless note is as long as this: it ends with the next note of its track, or at Stop. */
const ENDLESS = Infinity

const ticksOf = (length: Steps): number => (length === 'inf' ? ENDLESS : Math.max(1, Math.round(length * STEP)))

const LOUDEST = 127
/** Longer than any track: 128 steps at an eighth of the speed. */
const FURTHEST = 128 * 8 * STEP
/** VFAD −32 fades to half, −64 to nothing (Digitakt II manual, p. 54). */
const FULL_FADE = 64

/**
 * All that begins within `room` ticks of the trig: the next trig of its track ends the repeats of this one. Whether lengths
 * follow the track's speed is not known of the box; here they do not.
 */
export function hitsOf({ length, velocity, retrig }: Trig, withRetrig: boolean, room: number): readonly Hit[] {
  if (retrig === null || !withRetrig) return [{ offset: 0, length: ticksOf(length), velocity }]
  const every = (4 * PPQ) / retrig.rate
  // Endless repeats are not known to fade.
  const asked = retrig.length === 'inf' ? null : Math.max(1, Math.ceil(ticksOf(retrig.length) / every))
  const count = Math.min(asked ?? Infinity, Math.max(1, Math.ceil(Math.min(room, FURTHEST) / every)))
  return Array.from({ length: count }, (_, index) => {
    const faded = asked === null || asked === 1 ? 0 : (retrig.velocity / FULL_FADE) * (index / (asked - 1))
    const loud = Math.round(velocity * (1 + faded))
    return {
      offset: Math.round(index * every),
      length: Math.round(every),
      velocity: Math.min(LOUDEST, Math.max(1, loud)),
    }
  })
}

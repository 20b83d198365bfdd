// A track as a box shows it: one row of steps, each with a trig or without.
import { snap } from '../time/grid'
import { STEP, type Tick } from '../time/ticks'
import type { Note, Notes } from './notes'

/** The original pitch of an audio track, C5 (videomusik/dt_og_plus_plus, parameters.md). */
const ORIGINAL_PITCH = 60

/** The pitch that new trigs of a track get: the one that it uses most, the lowest of several; C5 where it has none. */
export function trigPitch(notes: Notes): number {
  const known = pitches.get(notes)
  if (known !== undefined) return known
  const counts = new Map<number, number>()
  for (const { pitch } of notes) counts.set(pitch, (counts.get(pitch) ?? 0) + 1)
  const [most] = [...counts].sort(([a, used], [b, more]) => more - used || a - b)
  const pitch = most?.[0] ?? ORIGINAL_PITCH
  pitches.set(notes, pitch)
  return pitch
}
const pitches = new WeakMap<Notes, number>()

/** The step of a note: the nearest, for micro timing moves a trig to either side. */
export const stepOf = ({ tick }: Pick<Note, 'tick'>): Tick => snap(tick, STEP)

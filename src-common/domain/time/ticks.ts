// The units of musical time, and how a position is written for people.

/** Integer musical time, 960 to the quarter note. */
export type Tick = number
/** Monotonic host time in microseconds; one base for all threads of a host. */
export type Micros = number

export const PPQ = 960
/** One MIDI timing clock: 24 to the quarter (MIDI 1.0, System Real Time). */
export const PULSE = PPQ / 24
/** A sixteenth: the Digitakt's grid, and one unit of the Song Position Pointer. */
export const STEP = PPQ / 4
/** The Digitakt counts in 4/4 only. */
export const BAR = PPQ * 4
/** Nobody arranges more: what would make a song longer is not done, so that no edit and no file can fill the memory. */
export const LONGEST_SONG: Tick = 5000 * BAR

const STEPS_PER_BEAT = PPQ / STEP

/** `bar.beat.step`, each counted from 1, as on the transport bar. */
export function formatPosition(tick: number): string {
  const step = Math.floor(tick / STEP)
  const bar = Math.floor(tick / BAR)
  const beat = Math.floor((tick - bar * BAR) / PPQ)
  const inBeat = ((step % STEPS_PER_BEAT) + STEPS_PER_BEAT) % STEPS_PER_BEAT
  return `${String(bar + 1)}.${String(beat + 1)}.${String(inBeat + 1)}`
}

/** `bar|beat|ticks`, bar and beat from 1, ticks with three digits. */
export function formatBbt(tick: Tick): string {
  const bar = Math.floor(tick / BAR)
  const beat = Math.floor((tick - bar * BAR) / PPQ)
  return `${String(bar + 1)}|${String(beat + 1)}|${String(Math.round(tick - bar * BAR - beat * PPQ)).padStart(3, '0')}`
}

/** Reads `bar`, `bar.beat` or `bar.beat.step` (each from 1); null where it is none of these. */
export function parsePosition(text: string): Tick | null {
  const match = /^(\d{1,6})(?:\.([1-4]))?(?:\.([1-4]))?$/.exec(text)
  if (match === null) return null
  const [, bar, beat = '1', step = '1'] = match
  if (Number(bar) < 1) return null
  return (Number(bar) - 1) * BAR + (Number(beat) - 1) * PPQ + (Number(step) - 1) * STEP
}

// Which trigs of a pattern fall into one pulse: track lengths and speeds, swing, micro timing.
import type { Pattern, PatternTrack, Trig } from '../domain/device/pattern'
import { PULSE, STEP } from '../domain/time/ticks'

/** A trig in this pulse: `offset` ticks into it; `pass` counts the track's own loops since the pattern began. */
export type DueTrig = { readonly track: number; readonly trig: Trig; readonly offset: number; readonly pass: number }

/** Swing delays every second step: 50 % is straight, 66 % is a triplet. */
const swingDelay = (swing: number, step: number, stepTicks: number): number =>
  step % 2 === 1 ? ((swing - 50) / 50) * stepTicks : 0

/**
 * The trigs within `[position, position + 40)`, a position counted in ticks since the pattern began. Trigs whose step lies
 * at `end` or later are left out: there another pattern begins.
 */
export function dueTrigs(pattern: Pattern, position: number, end: number): readonly DueTrig[] {
  return pattern.tracks
    .flatMap((track, number) => dueOfTrack(pattern, track, number, position, end))
    .sort((a, b) => a.offset - b.offset || a.track - b.track)
}

function dueOfTrack(
  pattern: Pattern,
  track: PatternTrack,
  number: number,
  position: number,
  end: number,
): readonly DueTrig[] {
  if (track.trigs.length === 0) return []
  const stepTicks = STEP / track.speed
  const length = track.length * stepTicks
  const master = pattern.masterLength * STEP
  const loopsPerMaster = Math.ceil(master / length)
  const due: DueTrig[] = []
  for (const cycle of candidates(Math.floor(position / master))) {
    // A short track is cut where the master length expires, and restarts (elektronauts.com/t/153585).
    for (const loop of candidates(Math.floor((position - cycle * master) / length))) {
      for (const trig of track.trigs) {
        const inCycle = loop * length + trig.step * stepTicks
        const nominal = cycle * master + inCycle
        if (trig.step >= track.length || inCycle >= master || nominal >= end) continue
        const micro = (trig.micro * stepTicks) / 24
        const time = Math.max(0, nominal + swingDelay(pattern.swing, trig.step, stepTicks) + micro)
        if (time >= position && time < position + PULSE) {
          due.push({ track: number, trig, offset: time - position, pass: cycle * loopsPerMaster + loop })
        }
      }
    }
  }
  return due
}

/** Micro timing and swing carry a trig into the loop before or after its own. */
const candidates = (index: number): readonly number[] => [index - 1, index, index + 1].filter((each) => each >= 0)

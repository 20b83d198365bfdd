// When the trigs of a pattern are due: track lengths and speeds, master length, swing, micro timing.
import { STEP } from '../time/ticks'
import { masterTicks, type Pattern, type PatternTrack, type Trig } from './pattern'

/**
 * `tick` since the pattern began, maybe between two ticks; `nominal` is where its step lies, without swing and micro
 * timing; `pass` counts the track's own loops since then.
 */
export type DueTrig = {
  readonly track: number
  readonly trig: Trig
  readonly tick: number
  readonly nominal: number
  readonly pass: number
}

/** Swing delays every second step: 50 % is straight, 66 % is a triplet (inferred from what the display shows). */
const swingDelay = (swing: number, step: number, stepTicks: number): number =>
  step % 2 === 1 ? ((swing - 50) / 50) * stepTicks : 0

/** How far micro timing and swing carry a trig from its step, in steps: 23/24, and 60 % on top of it. */
const REACH = 2

/**
 * The trigs within `[from, to)` in order of time, ticks counted since the pattern began. Trigs whose step lies at `end` or
 * later are left out: there another pattern begins.
 */
export function trigsBetween(pattern: Pattern, from: number, to: number, end: number): readonly DueTrig[] {
  return pattern.tracks
    .flatMap((track, number) => trigsOfTrack(pattern, track, number, { from, to, end }))
    .sort((a, b) => a.tick - b.tick || a.track - b.track)
}

type Window = { readonly from: number; readonly to: number; readonly end: number }

function trigsOfTrack(pattern: Pattern, track: PatternTrack, number: number, window: Window): readonly DueTrig[] {
  if (track.trigs.length === 0 || track.length <= 0) return []
  const stepTicks = STEP / track.speed
  const length = track.length * stepTicks
  const master = masterTicks(pattern)
  const loopsPerMaster = master === Infinity ? 0 : Math.ceil(master / length)
  const reach = REACH * stepTicks
  const due: DueTrig[] = []
  const cycles = master === Infinity ? [0] : range((window.from - reach) / master, (window.to + reach) / master)
  for (const cycle of cycles) {
    const start = cycle === 0 ? 0 : cycle * master
    // A short track is cut where the master length expires, and restarts (elektronauts.com/t/153585).
    const until = Math.min(start + master, window.end)
    const loops = range((window.from - reach - start) / length, (Math.min(window.to + reach, until) - start) / length)
    for (const loop of loops) {
      for (const trig of track.trigs) {
        const nominal = start + loop * length + trig.step * stepTicks
        if (trig.step >= track.length || nominal >= until) continue
        const moved = nominal + swingDelay(pattern.swing, trig.step, stepTicks) + (trig.micro * stepTicks) / 24
        const tick = Math.max(0, moved)
        if (tick >= window.from && tick < window.to)
          due.push({ track: number, trig, tick, nominal, pass: cycle * loopsPerMaster + loop })
      }
    }
  }
  return due
}

/** The whole numbers from 0 on that are at `from` or reach into it, up to and with `to`. */
function range(from: number, to: number): readonly number[] {
  const first = Math.max(0, Math.floor(from))
  return Array.from({ length: Math.max(0, Math.floor(to) - first + 1) }, (_, index) => first + index)
}

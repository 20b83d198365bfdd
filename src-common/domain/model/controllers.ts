// Controller lanes: what a track's knobs did, as steps. A value holds until the next point.
import type { Tick } from '../time/ticks'

/** A controller, an NRPN (its MSB × 128 + LSB), pitch bend, or the program of a channel. */
export type ControllerTarget = `cc:${number}` | `nrpn:${number}` | 'bend' | 'program'
export type ControlPoint = { readonly tick: Tick; readonly value: number }
/** Invariant: points are in order of their ticks, one a tick. */
export type ControllerLane = { readonly target: ControllerTarget; readonly points: readonly ControlPoint[] }

/** 14 bits for NRPN and pitch bend (8192 is its middle), else 7 (MIDI 1.0). */
export const greatestOf = (target: ControllerTarget): number =>
  target === 'bend' || target.startsWith('nrpn:') ? 16383 : 127

/** Any points as a lane has them: in order, of several at one tick the last, whole and within the target's values. */
export function controlPoints(target: ControllerTarget, points: readonly ControlPoint[]): readonly ControlPoint[] {
  const greatest = greatestOf(target)
  const byTick = new Map(
    points
      .filter(({ tick }) => tick >= 0)
      .map(({ tick, value }) => [tick, Math.min(greatest, Math.max(0, Math.round(value)))] as const),
  )
  return [...byTick].map(([tick, value]) => ({ tick, value })).sort((a, b) => a.tick - b.tick)
}

/** The number of a controller; null for all else. */
export const ccOf = (target: ControllerTarget): number | null =>
  target.startsWith('cc:') ? Number(target.slice(3)) : null

/** The parts of an NRPN's number; null for all else. */
export function nrpnOf(target: ControllerTarget): readonly [msb: number, lsb: number] | null {
  if (!target.startsWith('nrpn:')) return null
  const number = Number(target.slice(5))
  return [number >> 7, number & 127]
}

export const nrpnTarget = (msb: number, lsb: number): ControllerTarget => `nrpn:${(msb << 7) | lsb}`

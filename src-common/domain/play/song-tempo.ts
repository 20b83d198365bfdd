// The tempo of a song where it plays.
import { between } from '../base/sorted'
import type { TempoChange } from '../time/tempo-map'
import type { Tick } from '../time/ticks'
import type { Segment } from './segment'

/** Before anything is known of a song. */
const DEFAULT_BPM = 120

export const tempoIn = (tempos: readonly TempoChange[], song: Tick): number =>
  (tempos.findLast(({ tick }) => tick <= song) ?? tempos[0])?.bpm ?? DEFAULT_BPM

/** Where after a clock tick the tempo is set next, up to and with `until`: a segment begins with that of its place. */
export function nextTempo(
  tempos: readonly TempoChange[],
  segments: readonly Segment[],
  after: number,
  until: number,
): { readonly clock: number; readonly bpm: number } | null {
  const begins = segments.map(({ clock, song }) => ({ clock, bpm: tempoIn(tempos, song) }))
  const changes = segments.flatMap((segment) => {
    const offset = segment.clock - segment.song
    const within = between(tempos, segment.song + 1, Math.min(segment.end, until - offset + 1))
    return within.map(({ tick, bpm }) => ({ clock: tick + offset, bpm }))
  })
  const next = [...begins, ...changes].filter(({ clock }) => clock > after && clock <= until)
  return next.sort((a, b) => a.clock - b.clock)[0] ?? null
}

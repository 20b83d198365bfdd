// Moves a whole take in time: where it was played along with a song that stood elsewhere than the box's own count.
import { shift } from '../model/intervals'
import type { Take } from '../model/take'
import type { Tick } from '../time/ticks'

export function shiftTake(take: Take, by: Tick): Take {
  if (by === 0) return take
  const moved = <T extends { readonly tick: Tick }>(each: T): T => ({ ...each, tick: each.tick + by })
  return {
    ...take,
    summary: { ...take.summary, from: take.summary.from + by, to: take.summary.to + by },
    toggles: take.toggles.map((toggle) => ({ ...moved(toggle), pressed: toggle.pressed + by })),
    lanes: take.lanes.map((lane) => ({ ...lane, muted: shift(lane.muted, by) })),
    notes: take.notes.map(moved),
    patterns: take.patterns.map(moved),
    controllers: take.controllers.map(({ track, lanes }) => ({
      track,
      lanes: lanes.map(({ target, points }) => ({ target, points: points.map(moved) })),
    })),
    tempo: take.tempo.map((each) => ({ ...each, from: each.from + by, to: each.to + by })),
  }
}

// The song as one pass plays it: one track is let through, and the others are muted, by mutes.
import type { TrackNumber } from '../device/device'
import { union, type Interval } from '../model/intervals'
import { mutesOf, type Project } from '../model/project'
import { BAR, type Micros, type Tick } from '../time/ticks'
import { microsOf } from '../time/timeline'

/** From the end of the song on all is muted, for longer than any tail is waited for. */
const QUIET: Tick = BAR * 256

/**
 * Of a span of the song, for one track, or for all where `track` is null. A track that Muteline leaves alone would sound in
 * every pass, so it is muted in all of them. Solo is how one listens, not what is arranged.
 */
export function passSong(project: Project, track: TrackNumber | null, { to }: Interval): Project {
  const quiet = [{ from: to, to: to + QUIET }]
  const tracks = project.tracks.map((each, number) => {
    const mutes = mutesOf(project, each)
    const others = track !== null && number !== track
    return {
      ...each,
      drive: each.drive === 'off' ? ('box' as const) : each.drive,
      muted: each.muted || each.drive === 'off' || others,
      soloed: false,
      mutes: { ...mutes, global: union(mutes.global, quiet) },
    }
  })
  // The box begins a pattern at its first step: elsewhere it is heard from where the pass begins.
  return { ...project, tracks, muteView: null, loop: null, device: { ...project.device, startInside: 'preroll' } }
}

/** How long a span of the song lasts. */
export function durationOf({ bpm, tempos }: Pick<Project, 'bpm' | 'tempos'>, { from, to }: Interval): Micros {
  const changes = [{ tick: 0, bpm }, ...tempos]
  return changes.reduce((sum, change, index) => {
    const begin = Math.max(from, change.tick)
    const end = Math.min(to, changes[index + 1]?.tick ?? Infinity)
    return end <= begin ? sum : sum + microsOf(end - begin, change.bpm)
  }, 0)
}

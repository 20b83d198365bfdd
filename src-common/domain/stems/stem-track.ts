// What is to be known of a track before a stem of it is recorded.
import type { TrackNumber } from '../device/device'
import { allNotes } from '../model/derived'
import { between } from '../base/sorted'
import { subtract, type Interval } from '../model/intervals'
import type { Project } from '../model/project'
import { mutedSpans } from '../model/silence'
import { patternsIn, samenessOf, type Sameness } from './chance'
import { soundsOf } from './stem-pass'

export type StemTrack = {
  readonly track: TrackNumber
  /** The names of its sounds, as far as they were read. */
  readonly sounds: readonly string[]
  /** Why a stem of it would be silent, or would not be its own; null where it is one to record. */
  readonly not: string | null
  readonly sameness: Sameness
}

export function stemTrack(project: Project, track: TrackNumber, span: Interval): StemTrack {
  const sounds = soundsOf(project, track, patternsIn(project, span))
  return { track, sounds, not: reasonNot(project, track, span), sameness: samenessOf(project, track, span) }
}

function reasonNot(project: Project, number: TrackNumber, span: Interval): string | null {
  const track = project.tracks[number]
  if (track === undefined) return 'there is no such track'
  if (project.device.tracks[number]?.channel == null) return 'has no channel, so it cannot be muted'
  if (track.drive === 'off') return 'is left alone (drive mode off): it is muted in every pass'
  if (track.muted) return 'is muted by its button'
  const heard = subtract([span], mutedSpans(project, track))
  if (heard.length === 0) return 'is muted throughout'
  const { unread } = samenessOf(project, number, span)
  const plays = heard.some(({ from, to }) => between(allNotes(project, number), from, to).length > 0)
  if (!plays && unread.length === 0 && track.kind === 'audio') return 'plays nothing here'
  return track.kind === 'midi' ? 'is a MIDI track: heard only if what it plays is on the input' : null
}

/** Those to record, and which one's sound makes a good marker: the first that is let through at all. */
export function usualTracks(tracks: readonly StemTrack[]): {
  readonly tracks: readonly TrackNumber[]
  readonly marker: TrackNumber | null
} {
  const chosen = tracks.filter(({ not }) => not === null).map(({ track }) => track)
  return { tracks: chosen, marker: chosen[0] ?? null }
}

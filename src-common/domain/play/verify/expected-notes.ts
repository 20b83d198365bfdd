// What the box's MIDI tracks are to send while a song plays into it: the only part of its sequence that it tells of.
import type { TrackNumber } from '../../device/device'
import { patternIn } from '../../model/bank'
import { isSent, laidOut } from '../../model/derived'
import { contains } from '../../model/intervals'
import { endOf, mutesOf, silenced, type Project } from '../../model/project'
import type { Tick } from '../../time/ticks'
import type { Playing } from '../landings'

/** A note in ticks since the pattern began to play, and whether the song has it heard. */
export type ExpectedNote = { readonly tick: Tick; readonly pitch: number; readonly audible: boolean }

/** The tracks that tell of what they play: MIDI tracks with a CHAN that the song drives by the box's own pattern. */
export const tellingTracks = ({ device, tracks }: Project): readonly TrackNumber[] =>
  tracks.flatMap(({ drive }, number) =>
    drive === 'box' && (device.tracks[number]?.noteChannel ?? null) !== null ? [number] : [],
  )

/**
 * What a track is to send in song ticks `[from, to)`, where `playing` is what the box plays and since which song tick; null
 * where its pattern is not known. What is left to chance is in neither.
 */
export function expectedNotes(
  project: Project,
  track: TrackNumber,
  playing: Playing,
  from: Tick,
  to: Tick,
): { readonly sure: readonly ExpectedNote[]; readonly unsure: readonly ExpectedNote[] } | null {
  const pattern = patternIn(project.bank, playing.pattern)?.dump.pattern
  const lane = project.tracks[track]
  if (pattern === undefined || lane === undefined || !isSent(project, pattern, track)) return null
  const next = project.patterns.find(({ tick }) => tick > playing.tick)?.tick
  const length = Math.max(to, next ?? endOf(project)) - playing.tick
  const mutes = mutesOf(project, lane)
  const off = silenced(project, lane)
  const notes = (laidOut(pattern, length, project.unroll, next !== undefined)[track] ?? [])
    .map((note) => ({ ...note, tick: note.tick + playing.tick }))
    .filter(({ tick }) => tick >= from && tick < to)
    .map(({ tick, pitch, certain }) => {
      const audible = !off && !contains(mutes.global, tick) && !contains(mutes.pattern, tick)
      return { tick, pitch, audible, certain }
    })
  return { sure: notes.filter(({ certain }) => certain), unsure: notes.filter(({ certain }) => !certain) }
}

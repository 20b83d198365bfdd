// What the box's MIDI tracks are to send while a song plays into it: the only part of its sequence that it tells of.
import type { TrackNumber } from '../../device/device'
import { NEW_TRACK, type PatternTrack } from '../../device/pattern'
import { trigsBetween } from '../../device/pattern-trigs'
import { NOTHING_YET, outcomesOf } from '../../device/trig-outcome'
import { patternIn } from '../../model/bank'
import { isSent } from '../../model/derived'
import { contains } from '../../model/intervals'
import { mutesOf, silenced, type Project } from '../../model/project'
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
 * where its pattern is not known. What is left to chance, or depends on what was before, may come or not.
 */
export function expectedNotes(
  project: Project,
  track: TrackNumber,
  { pattern: index, tick: begin }: Playing,
  from: Tick,
  to: Tick,
): { readonly sure: readonly ExpectedNote[]; readonly unsure: readonly ExpectedNote[] } | null {
  const pattern = patternIn(project.bank, index)?.dump.pattern
  const lane = project.tracks[track]
  if (pattern === undefined || lane === undefined || !isSent(project, pattern, track)) return null
  const mutes = mutesOf(project, lane)
  const off = silenced(project, lane)
  // Only the bar that is asked for is laid out: a song may be hours of one pattern.
  const alone = { ...pattern, tracks: pattern.tracks.map((each, number) => (number === track ? each : NOTHING)) }
  const notes = trigsBetween(alone, from - begin, to - begin, Infinity).flatMap(({ trig, tick, pass }) => {
    const at = Math.round(tick) + begin
    const { held, certain } = outcomesOf(trig, { ...CIRCUMSTANCES, pass }).plays
    const sure = certain && !DEPENDS.test(trig.condition ?? '')
    if (sure && !held) return []
    const audible = !off && !contains(mutes.global, at) && !contains(mutes.pattern, at)
    return trig.notes.map((pitch) => ({ tick: at, pitch, audible, sure }))
  })
  return { sure: notes.filter(({ sure }) => sure), unsure: notes.filter(({ sure }) => !sure) }
}

const NOTHING: PatternTrack = { ...NEW_TRACK, trigs: [] }
const CIRCUMSTANCES = { last: false, fill: false, previous: NOTHING_YET, neighbour: NOTHING_YET, chance: () => false }
/** On trigs before, on the track beside, or on what comes after. */
const DEPENDS = /PRE|NEI|LST/

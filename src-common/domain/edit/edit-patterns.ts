// Edits between the notes of the box's patterns and those of the arrangement.
import type { TrackNumber } from '../device/device'
import { derivedNotes } from '../model/derived'
import { intervals, subtract, union, type Interval, type Intervals } from '../model/intervals'
import { replaceNotes } from '../model/notes'
import type { Project, Track } from '../model/project'
import { withTracks } from './edit-mutes'
import { addNotes } from './edit-notes'

export type SpanOfTracks = { readonly tracks: readonly TrackNumber[] } & Interval

/** Turns the derived notes that begin within a span into notes of the arrangement, which stand in for them from then on. */
export function writeDerived(project: Project, { tracks, from, to }: SpanOfTracks): Project {
  return [...new Set(tracks)].reduce((next, track) => {
    const inside = derivedNotes(project, track).filter((note) => note.tick >= from && note.tick < to)
    if (inside.length === 0) return next
    const notes = inside.map(({ tick, length, pitch, velocity }) => ({ tick, length, pitch, velocity }))
    const marked = withTracks(next, [track], (each) =>
      withWritten(each, union(each.written, intervals([{ from, to }]))),
    )
    return addNotes(marked, { track, notes })
  }, project)
}

/** Lets the patterns play again within a span: what stood in for them there goes. */
export function backToPatterns(project: Project, { tracks, from, to }: SpanOfTracks): Project {
  return withTracks(project, tracks, (track) => {
    const given = subtract(track.written, subtract(track.written, intervals([{ from, to }])))
    if (given.length === 0) return track
    const gone = track.notes.filter((note) => given.some((each) => note.tick >= each.from && note.tick < each.to))
    const notes = replaceNotes(track.notes, new Set(gone.map((note) => note.id)), [])
    return withWritten({ ...track, notes }, subtract(track.written, given))
  })
}

const withWritten = (track: Track, written: Intervals): Track => ({ ...track, written })

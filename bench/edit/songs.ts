// Songs to measure with: full of notes, and the same for the same seed on every machine.
import { seededRandom } from '../../src-common/domain/base/random'
import { emptyProject, type Project, type Track } from '../../src-common/domain/model/project'
import { sortNotes, type Note, type NoteId } from '../../src-common/domain/model/notes'
import { BAR, STEP } from '../../src-common/domain/time/ticks'

/** Of each track. */
export const PER_BAR = 16

/** Notes on steps, a little off the grid, as many in each bar. */
function manyNotes(count: number, firstId: NoteId, pitches: number, random: () => number): readonly Note[] {
  const spacing = BAR / PER_BAR
  return sortNotes(
    Array.from({ length: count }, (_, index) => ({
      id: firstId + index,
      tick: Math.max(0, Math.round(index * spacing + (random() - 0.5) * 20)),
      length: Math.round(STEP * (0.3 + random())),
      pitch: 60 - (pitches >> 1) + Math.floor(random() * pitches),
      velocity: 40 + Math.floor(random() * 88),
    })),
  )
}

/** A song of so many notes over some tracks, muted in every eighth bar by turns. */
export function song(count: number, tracks: number, seed: number, pitches = 48): Project {
  const random = seededRandom(seed)
  const empty = emptyProject('Bench')
  const each = Math.floor(count / tracks)
  return {
    ...empty,
    nextId: count + 1,
    tracks: empty.tracks.map((track, number): Track => {
      if (number >= tracks) return track
      const notes = manyNotes(each, 1 + number * each, pitches, random)
      const bars = Math.floor((notes.at(-1)?.tick ?? 0) / BAR)
      const global = Array.from({ length: Math.floor(bars / 8) }, (_, index) => {
        const from = (index * 8 + (number % 8)) * BAR
        return { from, to: from + BAR }
      })
      return { ...track, drive: 'notes', notes, mutes: { ...track.mutes, global } }
    }),
  }
}

/** So many notes of a track, spread over the whole of it. */
export function spread({ notes }: Track, count: number): readonly NoteId[] {
  const stride = notes.length / count
  return Array.from({ length: count }, (_, index) => notes[Math.floor(index * stride)]?.id ?? 0)
}

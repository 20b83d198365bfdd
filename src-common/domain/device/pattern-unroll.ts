// A pattern laid out in time: the notes that the box plays of it over a span, and which of them may differ next time.
import { PPQ, type Tick } from '../time/ticks'
import { ticksUntilChange, type Pattern, type PatternTrack } from './pattern'
import { trigsBetween, type DueTrig } from './pattern-trigs'
import { hitsOf } from './trig-hits'
import { drawFor, NOTHING_YET, outcomesOf, type Outcome } from './trig-outcome'

/** What cannot be known of a pattern, as the musician wants it shown and played. */
export type UnrollPolicy = {
  /** Whether FILL is held. */
  readonly fill: boolean
  /** Trigs that are left to chance: drawn by the seed, or all of them, or none. */
  readonly chance: 'seed' | 'all' | 'none'
  readonly seed: number
  /** Whether retrigs are laid out: how the box stores them is inferred, not proven. */
  readonly retrig: boolean
}

export const USUAL_POLICY: UnrollPolicy = { fill: false, chance: 'seed', seed: 1, retrig: false }

/** `certain`: the box plays it each time; else it depends on chance or on FILL. */
export type DerivedNote = {
  readonly tick: Tick
  readonly length: Tick
  readonly pitch: number
  readonly velocity: number
  readonly certain: boolean
}

/** A trig as it came up in a span: whether it plays, and on which pass of its track. */
export type LaidTrig = DueTrig & { readonly plays: Outcome }
/** A note and the trig that it is of. */
export type LaidNote = DerivedNote & { readonly laid: LaidTrig }

/** Nobody can look at more; what is beyond is left out, so that no song and no file can fill the memory. */
const LONGEST: Tick = 2000 * 4 * PPQ

/**
 * The notes of each track over `length` ticks since the pattern began, in order of time. `followed`: another pattern comes
 * after it, so that its last pass is one (LST).
 */
export const unroll = (
  pattern: Pattern,
  length: Tick,
  policy: UnrollPolicy,
  followed: boolean,
): readonly (readonly DerivedNote[])[] =>
  layOut(pattern, length, policy, followed).notes.map((notes) => notes.map(({ laid: _, ...note }) => note))

/** The same, with the trigs that the notes are of, and also those that do not play. */
export function layOut(
  pattern: Pattern,
  wanted: Tick,
  policy: UnrollPolicy,
  followed: boolean,
): { readonly notes: readonly (readonly LaidNote[])[]; readonly trigs: readonly LaidTrig[] } {
  const length = Math.min(wanted, LONGEST)
  const trigs = decided(pattern, length, policy, followed && length === wanted)
  const notes = pattern.tracks.map((track, number) => {
    const played = trigs.filter((laid) => laid.track === number && laid.plays.held)
    return closed(
      inOrder(played.flatMap((laid, index) => notesOf(laid, played[index + 1], length, policy))),
      track,
      length,
    )
  })
  return { notes, trigs }
}

function decided(pattern: Pattern, length: Tick, policy: UnrollPolicy, followed: boolean): readonly LaidTrig[] {
  const outcomes: Outcome[] = pattern.tracks.map(() => NOTHING_YET)
  const until = ticksUntilChange(pattern)
  // Where nothing ends the pattern, no pass of it is known to be the last.
  const lastPass = followed && until !== Infinity ? length - until : Infinity
  return trigsBetween(pattern, 0, length, length).map((due): LaidTrig => {
    const { track, trig, nominal, pass } = due
    const { condition, plays } = outcomesOf(trig, {
      pass,
      last: nominal >= lastPass,
      fill: policy.fill,
      previous: outcomes[track] ?? NOTHING_YET,
      neighbour: outcomes[track - 1] ?? NOTHING_YET,
      chance: (percent) =>
        policy.chance === 'seed' ? drawFor(policy.seed, track, trig.step, pass) < percent : policy.chance === 'all',
    })
    if (condition !== null) outcomes[track] = condition
    return { ...due, plays }
  })
}

function notesOf(laid: LaidTrig, next: LaidTrig | undefined, end: Tick, { retrig }: UnrollPolicy): readonly LaidNote[] {
  const { trig, tick, plays } = laid
  const room = (next?.tick ?? end) - tick
  return hitsOf(trig, retrig, room).flatMap(({ offset, length, velocity }) =>
    trig.notes.map((pitch) => ({
      tick: Math.round(tick + offset),
      length,
      pitch,
      velocity,
      certain: plays.certain,
      laid,
    })),
  )
}

const inOrder = (notes: readonly LaidNote[]): readonly LaidNote[] =>
  [...notes].sort((a, b) => a.tick - b.tick || a.pitch - b.pitch)

/**
 * Where the notes end: an audio track has one voice, so that a note cuts the one before (videomusik/dt_og_plus_plus,
 * midi_loopback.md); a MIDI track ends a note where the same pitch begins again; an endless one lasts to the span's end.
 */
function closed(notes: readonly LaidNote[], track: PatternTrack, end: Tick): readonly LaidNote[] {
  const next = new Map<number, Tick>()
  const lengths = notes.map(() => 0)
  for (let index = notes.length - 1; index >= 0; index--) {
    const note = notes[index]
    if (note === undefined) continue
    const voice = track.kind === 'midi' ? note.pitch : -1
    const limit = next.get(voice) ?? (note.length === Infinity ? Math.max(end, note.tick + 1) : Infinity)
    lengths[index] = Math.max(1, Math.min(note.length, limit - note.tick))
    if (next.get(voice) !== note.tick) next.set(voice, note.tick)
  }
  return notes.map((note, index) => ({ ...note, length: lengths[index] ?? note.length }))
}

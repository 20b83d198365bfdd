// One track in one bar: what it was to send against what it sent.
import { PULSE, type Tick } from '../../time/ticks'
import type { ExpectedNote } from './expected-notes'

export type HeardNote = { readonly tick: number; readonly pitch: number }

/** *late*: wrong at first, and as asked from somewhere in the bar on. *missing*: wrong up to its end. */
export type Verdict = 'landed' | 'late' | 'missing'

export type NoteCheck = {
  readonly verdict: Verdict
  /** Where it is wrong first; null where it is not. */
  readonly from: Tick | null
  /** Those that were to be heard and were not, those that were muted and were heard, and those that the song has not. */
  readonly silent: number
  readonly loud: number
  readonly strange: number
  /** Whether a note was to be heard, or was: silence that was asked for tells nothing by itself. */
  readonly told: boolean
}

/** A note counts as played where one of its pitch comes within a pulse of it. */
const NEAR: Tick = PULSE

/** Null where nothing was to be sent, and nothing was: then nothing is known. */
export function compareNotes(
  sure: readonly ExpectedNote[],
  unsure: readonly ExpectedNote[],
  heard: readonly HeardNote[],
): NoteCheck | null {
  const left = [...heard]
  const take = ({ tick, pitch }: ExpectedNote): boolean => {
    const at = left.findIndex((note) => note.pitch === pitch && Math.abs(note.tick - tick) <= NEAR)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }
  const places = sure.map((note) => {
    const played = take(note)
    return {
      tick: note.tick,
      right: played === note.audible,
      silent: note.audible && !played,
      loud: played && !note.audible,
    }
  })
  for (const note of unsure) take(note)
  const others = left.map(({ tick }) => ({ tick, right: false, silent: false, loud: false }))
  const all = [...places, ...others].sort((a, b) => a.tick - b.tick)
  if (all.length === 0) return null
  const wrong = all.filter(({ right }) => !right)
  const last = all.at(-1)
  const verdict = wrong.length === 0 ? 'landed' : last?.right === true ? 'late' : 'missing'
  return {
    verdict,
    from: wrong[0]?.tick ?? null,
    silent: wrong.filter(({ silent }) => silent).length,
    loud: wrong.filter(({ loud }) => loud).length,
    strange: others.length,
    told: heard.length > 0 || sure.some(({ audible }) => audible),
  }
}

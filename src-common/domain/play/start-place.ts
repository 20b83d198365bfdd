// Where a song begins when it is begun elsewhere than at its start. The box begins a pattern at its first step, and
// honours neither Song Position nor Continue for certain (elektronauts.com/t/182636).
import type { StartInside } from '../device/device'
import { ticksOfPattern, type PatternSong } from '../model/pattern-boundaries'
import type { Tick } from '../time/ticks'
import { playingAt } from './landings'

/** `song`: the song tick at which the box begins; `heard`: from which on it is to be heard, all is muted before. */
export type StartPlace = { readonly song: Tick; readonly heard: Tick }

/** Where to begin so as to hear a song from `tick` on. Where a pattern's length is not known, it is begun at `tick`. */
export function startPlace(song: PatternSong, tick: Tick, how: StartInside): StartPlace {
  const { before, after } = boundariesAround(song, tick)
  if (song.device.leadStart === 'position' || before === tick) return { song: tick, heard: tick }
  if (how === 'preroll') return { song: before, heard: tick }
  const nearest = tick - before <= after - tick ? before : after
  return { song: nearest, heard: nearest }
}

/** The nearest places at which the box can begin the pattern that plays at a tick; the tick itself where it is one. */
export function boundariesAround(song: PatternSong, tick: Tick): { readonly before: Tick; readonly after: Tick } {
  const playing = playingAt(song, tick)
  const round = playing === null ? null : ticksOfPattern(song, playing.pattern)
  if (playing === null || round === null) return { before: tick, after: tick }
  const rounds = round === Infinity ? 0 : Math.floor((tick - playing.tick) / round)
  const before = playing.tick + (rounds === 0 ? 0 : rounds * round)
  if (before === tick) return { before, after: tick }
  const next = song.patterns.find((change) => change.tick > tick)?.tick ?? Infinity
  const after = Math.min(next, before + round)
  return { before, after: after === Infinity ? before : after }
}

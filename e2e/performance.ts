// A performance whose every mute and pattern change is known beforehand, for the virtual box to play by script.
import type { Interval } from '../src-common/domain/model/intervals'
import type { Project } from '../src-common/domain/model/project'
import { BAR, PPQ } from '../src-common/domain/time/ticks'

/** Fast, so that seven bars take some six seconds. */
export const SCRIPT = `
0 tempo 280
0 pattern A01
0 mute 6
1.3 mute 3 4
2.1 mute 1
2.2 pattern A02
2.4 unmute 6
3.1 unmute 1 3
4.2 mute 9 10 11
4.3 pattern A03
5.1 unmute 4 9 10
6.2 mode pattern
6.2 mute 2
6.4 unmute 2
6.4 mode global
8.1 stop
`

export const END = 7 * BAR
const at = (bar: number, beat = 1): number => (bar - 1) * BAR + (beat - 1) * PPQ
const span = (from: number, to: number): Interval => ({ from, to })

/** What the take has to hold, by track from 0; tracks that are not named are never muted. */
export const GLOBAL_MUTES: Readonly<Record<number, readonly Interval[]>> = {
  0: [span(at(2), at(3))],
  2: [span(at(1, 3), at(3))],
  3: [span(at(1, 3), at(5))],
  5: [span(0, at(2, 4))],
  8: [span(at(4, 2), at(5))],
  9: [span(at(4, 2), at(5))],
  10: [span(at(4, 2), END)],
}
export const PATTERN_MUTES: Readonly<Record<number, readonly Interval[]>> = { 1: [span(at(6, 2), at(6, 4))] }

/** A01 is a bar long, A02 two: a selected pattern begins where the playing one ends. */
export const PATTERNS = [
  { tick: 0, pattern: 0 },
  { tick: at(3), pattern: 1 },
  { tick: at(5), pattern: 2 },
]

export type Lanes = {
  readonly global: readonly (readonly Interval[])[]
  readonly pattern: readonly (readonly Interval[])[]
}

export const lanesOf = ({ tracks }: Project): Lanes => ({
  global: tracks.map((track) => track.mutes.global),
  pattern: tracks.map((track) => track.mutes.pattern),
})

export const EXPECTED_LANES: Lanes = {
  global: Array.from({ length: 16 }, (_, track) => GLOBAL_MUTES[track] ?? []),
  pattern: Array.from({ length: 16 }, (_, track) => PATTERN_MUTES[track] ?? []),
}

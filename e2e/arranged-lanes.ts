// The performance of 64 bars that is arranged, and how its mute lanes are to stand after each step, as worked out by hand.
import type { Interval } from '../src-common/domain/model/intervals'
import type { Project } from '../src-common/domain/model/project'
import { BAR, PPQ, STEP } from '../src-common/domain/time/ticks'

/** Mutes come and go about a bar line: some a step late, some too early, one by mistake. */
export const SCRIPT = `
0 tempo 300
0 pattern A01
0 mute 2 3 4 5 9 10
5.1.2 unmute 3
8.4.4 mute 11
9.1 unmute 4
12.4.4 unmute 2
16.2 pattern A02
16.4.4 unmute 11
17.1 unmute 9
17.1.2 unmute 5
19.1 mode pattern
19.1.2 mute 6
21.1 mode global
21.1 unmute 10
22.4 mode pattern
23.1.2 unmute 6
23.2 mode global
24.4.3 mute 1
27.1.2 unmute 1
28.1.2 mute 8
30.1 unmute 8
32.2 pattern A03
33.1 mute 1 2
40.4.4 unmute 2
41.1 unmute 1
41.1.2 mute 4
45.1 mute 3
48.2 pattern A04
49.1 unmute 3 4
49.1.2 mute 5
52.1 mode pattern
53.1 mute 7
56.4.4 unmute 7
57.1 mode global
57.1.2 unmute 5
57.1.2 mute 10
65.1 stop
`
export const BARS = 64

/** A bar, or `bar.beat.step`. */
export function at(text: string): number {
  const [bar = 1, beat = 1, step = 1] = text.split('.').map(Number)
  return (bar - 1) * BAR + (beat - 1) * PPQ + (step - 1) * STEP
}
/** `9-13 24-29`: muted from bar 9 until bar 13 begins, and so on. */
const spans = (text: string): readonly Interval[] =>
  (text === '' ? [] : text.split(' ')).map((span) => {
    const [from = '', to = ''] = span.split('-')
    return { from: at(from), to: at(to) }
  })

export type Rows = Readonly<Record<number, string>>
/** The muted bars of the sixteen tracks, by their number on the box from 1, or else `others`. */
export const lanes = (rows: Rows, others = ''): readonly (readonly Interval[])[] =>
  Array.from({ length: 16 }, (_, index) => spans(rows[index + 1] ?? others))
export const globals = ({ tracks }: Project): readonly (readonly Interval[])[] =>
  tracks.map(({ mutes }) => mutes.global)
export const inPatterns = ({ tracks }: Project): readonly (readonly Interval[])[] =>
  tracks.map(({ mutes }) => mutes.pattern)

export const PLAYED: Rows = {
  1: '24.4.3-27.1.2 33-41', 2: '1-12.4.4 33-40.4.4', 3: '1-5.1.2 45-49', 4: '1-9 41.1.2-49', 5: '1-17.1.2 49.1.2-57.1.2',
  8: '28.1.2-30', 9: '1-17', 10: '1-21 57.1.2-65', 11: '8.4.4-16.4.4',
} // prettier-ignore
export const ON_BARS: Rows = {
  1: '25-27 33-41', 2: '1-13 33-41', 3: '1-5 45-49', 4: '1-9 41-49', 5: '1-17 49-57',
  8: '28-30', 9: '1-17', 10: '1-21 57-65', 11: '9-17',
} // prettier-ignore
/** The mistake is gone, bar 32 is a break, and four bars of tracks 1 and 2 stand at bar 57 once more. */
export const BROKEN: Rows = {
  1: '25-27 32-41 57-59', 2: '1-13 32-41', 3: '1-5 32-33 45-49', 4: '1-9 32-33 41-49', 5: '1-17 32-33 49-57',
  9: '1-17 32-33', 10: '1-21 32-33 57-65', 11: '9-17 32-33',
} // prettier-ignore
/** Bars 5 to 8 are gone. */
export const SHORTER: Rows = {
  1: '21-23 28-37 53-55', 2: '1-9 28-37', 3: '1-5 28-29 41-45', 4: '1-5 28-29 37-45', 5: '1-13 28-29 45-53',
  9: '1-13 28-29', 10: '1-17 28-29 53-61', 11: '5-13 28-29',
} // prettier-ignore
/** The four bars of the intro come twice. */
export const TWICE: Rows = {
  1: '25-27 32-41 57-59', 2: '1-13 32-41', 3: '1-9 32-33 45-49', 4: '1-9 32-33 41-49', 5: '1-17 32-33 49-57',
  9: '1-17 32-33', 10: '1-21 32-33 57-65', 11: '9-17 32-33',
} // prettier-ignore
/** What was bars 9 to 16 comes after what was bars 17 to 32. */
export const FINAL: Rows = {
  1: '17-19 24-25 33-41 57-59', 2: '1-9 24-29 33-41', 3: '1-9 24-25 45-49', 4: '1-9 24-25 41-49', 5: '1-9 24-33 49-57',
  9: '1-9 24-33', 10: '1-13 24-33 57-65', 11: '24-33',
} // prettier-ignore
export const FINAL_PATTERN: Rows = { 6: '11-15', 7: '53-57' }

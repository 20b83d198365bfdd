// Whether a track plays the same each time: what chance decides is decided anew in every pass.
import { patternName, type TrackNumber } from '../device/device'
import type { Pattern, Trig } from '../device/pattern'
import { patternIn } from '../model/bank'
import { clip, type Interval } from '../model/intervals'
import { patternSpans, type Project } from '../model/project'

export type Sameness = {
  /** The patterns by name in which chance decides whether a trig of the track plays. */
  readonly chance: readonly string[]
  /** Those that were not read of the box: nobody knows. */
  readonly unread: readonly string[]
}

/** Of a span of a song. What is sent as notes is always the same. */
export function samenessOf(project: Project, track: TrackNumber, span: Interval): Sameness {
  if (project.tracks[track]?.drive === 'notes') return { chance: [], unread: [] }
  const numbers = [...new Set(patternsIn(project, span))]
  const read = numbers.map((number) => ({ number, pattern: patternIn(project.bank, number)?.dump.pattern ?? null }))
  const chance = read.filter(({ pattern }) => pattern !== null && drawsLots(pattern, track))
  const unread = read.filter(({ pattern }) => pattern === null)
  return {
    chance: chance.map(({ number }) => patternName(number)),
    unread: unread.map(({ number }) => patternName(number)),
  }
}

/** The patterns that play in a span, in order. */
export const patternsIn = (project: Project, span: Interval): readonly number[] =>
  patternSpans(project)
    .filter((each) => clip([each], span).length > 0)
    .map(({ pattern }) => pattern)

/** PRE looks at the conditions of the track itself, NEI at those of the one before it. */
function drawsLots(pattern: Pattern, track: TrackNumber): boolean {
  const trigs = pattern.tracks[track]?.trigs ?? []
  const before = track > 0 && trigs.some(looksAt('NEI')) && drawsLots(pattern, track - 1)
  return before || trigs.some(byChance)
}

const looksAt =
  (what: 'NEI') =>
  ({ condition }: Trig): boolean =>
    condition === what || condition === `!${what}`

function byChance({ condition, probability }: Trig): boolean {
  const open = (percent: number): boolean => percent > 0 && percent < 100
  return (
    (probability !== null && open(probability)) || (condition?.endsWith('%') === true && open(parseFloat(condition)))
  )
}

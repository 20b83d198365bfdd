// The edits of the pattern row, and of what the patterns play, that there are.
import { patternName } from '../device/device'
import type { UnrollPolicy } from '../device/pattern-unroll'
import type { Interval } from '../model/intervals'
import { patternAt, patternSpans, type PatternChange, type PatternLook, type Project } from '../model/project'
import { formatPosition, type Tick } from '../time/ticks'
import { backToPatterns, writeDerived, type SpanOfTracks } from './edit-patterns'
import { joined, layPatterns } from './edit-slices'
import { tracksLabel, type Edits } from './edits'

export type PatternCommand =
  /** `from` is the tick of a change that is moved; null for one that is added. One a tick: what stood there goes. */
  | { readonly type: 'putPattern'; readonly tick: Tick; readonly pattern: number; readonly from: Tick | null }
  | { readonly type: 'removePattern'; readonly tick: Tick }
  /** The span that begins at `tick` to another place, over what plays there; what played before it goes on where it was. */
  | { readonly type: 'movePattern'; readonly tick: Tick; readonly to: Tick; readonly copy: boolean }
  /** For a span; what played there goes on after it. */
  | ({ readonly type: 'layPattern'; readonly pattern: number } & Interval)
  | ({ readonly type: 'setPatternLook'; readonly pattern: number } & PatternLook)
  | ({ readonly type: 'writeDerived' } & SpanOfTracks)
  | ({ readonly type: 'backToPatterns' } & SpanOfTracks)
  | { readonly type: 'setUnroll'; readonly policy: UnrollPolicy }

export const patternEdits: Edits<PatternCommand> = {
  putPattern: {
    run: putPattern,
    label: (_, { pattern, tick, from }) =>
      from === null || from === tick
        ? `Pattern ${patternName(pattern)} at ${formatPosition(tick)}`
        : `Move pattern ${patternName(pattern)} to ${formatPosition(tick)}`,
  },
  removePattern: {
    run: removePattern,
    label: (_, { tick }) => `Remove pattern change at ${formatPosition(tick)}`,
  },
  movePattern: {
    run: movePattern,
    label: (project, { tick, to, copy }) => {
      const pattern = patternAt(project.patterns, tick)?.pattern ?? 0
      return `${copy ? 'Copy' : 'Move'} pattern ${patternName(pattern)} to ${formatPosition(to)}`
    },
  },
  layPattern: {
    run: (project, { pattern, from, to }) =>
      to <= from ? project : layPatterns(project, [{ tick: Math.max(0, from), pattern, assumed: false }], { from, to }),
    label: (_, { pattern, from }) => `Pattern ${patternName(pattern)} at ${formatPosition(from)}`,
  },
  setPatternLook: {
    run: setPatternLook,
    label: (_, { pattern }) => `Change look of pattern ${patternName(pattern)}`,
  },
  writeDerived: {
    run: writeDerived,
    label: (project, { tracks }) => `Make notes of ${tracksLabel(project, tracks)} editable`,
  },
  backToPatterns: {
    run: backToPatterns,
    label: (project, { tracks }) => `Let the patterns play ${tracksLabel(project, tracks)} again`,
  },
  setUnroll: {
    run: (project, { policy }) => ({ ...project, unroll: policy }),
    label: () => 'Change what of the patterns is shown',
  },
}

type Of<T> = Extract<PatternCommand, { readonly type: T }>

function putPattern(project: Project, { tick, pattern, from }: Of<'putPattern'>): Project {
  const others = project.patterns.filter((change) => change.tick !== tick && change.tick !== from)
  return { ...project, patterns: inOrder([...others, { tick: Math.max(0, tick), pattern, assumed: false }]) }
}

function removePattern(project: Project, { tick }: Of<'removePattern'>): Project {
  const patterns = project.patterns.filter((change) => change.tick !== tick)
  return patterns.length === project.patterns.length ? project : { ...project, patterns }
}

function movePattern(project: Project, { tick, to, copy }: Of<'movePattern'>): Project {
  const span = patternSpans(project).find((each) => each.from === tick)
  if (span === undefined || to === tick) return project
  const lifted = copy ? project : removePattern(project, { type: 'removePattern', tick })
  const at = Math.max(0, to)
  // What played before it and after it is one again, where it was the same.
  const closed = { ...lifted, patterns: copy ? lifted.patterns : joined(lifted, lifted.patterns, [span.to]) }
  return layPatterns(closed, [{ tick: at, pattern: span.pattern, assumed: false }], {
    from: at,
    to: at + span.to - span.from,
  })
}

function setPatternLook(project: Project, { pattern, name, color }: Of<'setPatternLook'>): Project {
  const { [String(pattern)]: _, ...others } = project.patternLooks
  const patternLooks = name === null && color === null ? others : { ...others, [String(pattern)]: { name, color } }
  return { ...project, patternLooks }
}

const inOrder = (changes: readonly PatternChange[]): readonly PatternChange[] =>
  [...changes].sort((a, b) => a.tick - b.tick)

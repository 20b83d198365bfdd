// What of a song cannot be played into the box as it is arranged: known before it is played.
import { patternName } from '../device/device'
import { ticksOfPattern } from '../model/pattern-boundaries'
import { endOf, type Project } from '../model/project'
import { formatPosition, type Tick } from '../time/ticks'
import { landings, playingAt, type Playing, type Trouble } from './landings'

/** `tick`: where it is in the song. */
export type PlacedTrouble = Trouble & { readonly tick: Tick }

/** From a song tick on; the loop's, too. */
export function troublesFrom(project: Project, from: Tick): readonly PlacedTrouble[] {
  if (project.tracks.every(({ drive }) => drive === 'off')) return []
  const found = landings(project, playingAt(project, from), from)
  const changes = found.flatMap(({ wanted, trouble }) => (trouble === null ? [] : [{ ...trouble, tick: wanted }]))
  return [...changes, ...unknownLengths(project, from), ...loopTrouble(project)].sort((a, b) => a.tick - b.tick)
}

/** Where a pattern ends whose length is not known, it can only be hoped that the next one begins on time. */
function unknownLengths(project: Project, from: Tick): readonly PlacedTrouble[] {
  const { patterns, device } = project
  const leaving = patterns.filter((_, index) => (patterns[index + 1]?.tick ?? -1) > from)
  const unknown = leaving.filter(({ pattern }) => ticksOfPattern(project, pattern) === null)
  const first = unknown[0]
  if (first === undefined || device.model === 'generic') return []
  const names = [...new Set(unknown.map(({ pattern }) => patternName(pattern)))]
  const [one, others] = [names.slice(0, -1).join(', '), names.at(-1) ?? '']
  const list = one === '' ? others : `${one} and ${others}`
  return [
    {
      tick: first.tick,
      what: `How long ${list} ${names.length === 1 ? 'is, is' : 'are, is'} not known: whether the next pattern begins on time cannot be told.`,
      remedy: 'Fetch the patterns from the box (Patterns).',
    },
  ]
}

/** Where the loop leads back, the box has to come round, and what plays there has to begin. */
function loopTrouble(project: Project): readonly PlacedTrouble[] {
  const { loop } = project
  if (loop === null || loop.from >= endOf(project)) return []
  const begins = playingAt(project, loop.from)
  const ends = playingAt(project, loop.to - 1)
  if (begins === null || ends === null) return []
  const into = phaseAt(project, begins, loop.from)
  const out = phaseAt(project, ends, loop.to)
  if (into === null || out === null || (into === 0 && out === 0)) return []
  if (begins.pattern === ends.pattern && into === out) return []
  const [name, place] = out === 0 ? [patternName(begins.pattern), loop.from] : [patternName(ends.pattern), loop.to]
  return [
    {
      tick: out === 0 ? loop.from : loop.to,
      what: `The loop ${out === 0 ? 'begins' : 'ends'} inside ${name}, at ${formatPosition(place)}: from its second pass on the box is ${out === 0 ? 'elsewhere in it' : 'late'}.`,
      remedy: 'Put both ends of the loop where the pattern begins or comes round.',
    },
  ]
}

function phaseAt(project: Project, { pattern, tick }: Playing, at: Tick): number | null {
  const round = ticksOfPattern(project, pattern)
  return round === null ? null : (at - tick) % round
}

// What the history calls the placing of a take: from where, of what, and into which bars.
import type { Interval } from '../model/intervals'
import type { Project } from '../model/project'
import { BAR, formatPosition } from '../time/ticks'
import { meantOf, type PlaceTake, type TakeParts } from './edit-takes'
import { tracksLabel } from './edits'

const PARTS: readonly (keyof TakeParts)[] = ['mutes', 'notes', 'patterns', 'controllers']

/** `mutes and notes`; empty where all is meant. */
function partsLabel(parts: TakeParts): string {
  const some = PARTS.filter((part) => parts[part])
  return some.length === PARTS.length ? '' : some.join(' and ')
}

/** `bar 9`, `bars 9 to 12`, and by positions where it does not lie on bar lines. */
export function spanLabel({ from, to }: Interval): string {
  if (from % BAR !== 0 || to % BAR !== 0) return `${formatPosition(from)} to ${formatPosition(to)}`
  const [first, last] = [from / BAR + 1, to / BAR]
  return first === last ? `bar ${String(first)}` : `bars ${String(first)} to ${String(last)}`
}

export function placeTakeLabel(project: Project, { take, tracks, span, at, parts, mode }: PlaceTake): string {
  const { name } = take.summary
  const meant = meantOf(take.summary, span)
  const what = partsLabel(parts)
  const bars = span === null || meant === null ? '' : `, ${spanLabel(meant)}`
  const where = at === null || at === meant?.from ? '' : ` at ${formatPosition(at)}`
  const verb = mode === 'replace' ? 'Place' : 'Overdub'
  const isSongWide = parts.patterns && !parts.mutes && !parts.notes && !parts.controllers
  if (tracks === null || isSongWide) return `${verb} ${what === '' ? '' : `${what} of `}${name}${bars}${where}`
  const some = tracksLabel(project, tracks)
  const comp = mode === 'replace' ? 'Comp' : 'Overdub'
  return `${comp} ${what === '' ? some : `${what} of ${some}`} from ${name}${bars}${where}`
}

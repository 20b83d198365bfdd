// The arrangement reduced to what the song mode of the box can hold: rows of a pattern, how often it plays, and which tracks
// are muted. Mutes there belong to a row: so a row begins where the mutes change, as far as the pattern comes round there.
import { patternName } from '../device/device'
import { ticksOfPattern } from '../model/pattern-boundaries'
import { clip, contains, union, type Intervals } from '../model/intervals'
import { endOf, mutesOf, patternSpans, silenced, type Project } from '../model/project'
import { BAR, formatPosition, type Tick } from '../time/ticks'

export type SongRow = {
  readonly from: Tick
  readonly to: Tick
  readonly pattern: number
  /** How often it plays; the last time may be cut off. */
  readonly repeats: number
  /** Tracks by their number, from 0. */
  readonly muted: readonly number[]
  /** What of these bars such a row cannot hold, in words. */
  readonly lost: readonly string[]
}

export type SongPlan = {
  readonly rows: readonly SongRow[]
  /** What no row can hold, in words. */
  readonly lost: readonly string[]
}

/** A pattern of unknown length is taken to come round every bar. */
export function songPlan(project: Project): SongPlan {
  const end = endOf(project)
  const spans = patternSpans(project).filter(({ from }) => from < end)
  const rows = spans.flatMap(({ pattern, from, to }) => rowsOf(project, pattern, from, Math.min(to, end)))
  const first = spans[0]?.from ?? end
  const lost = [
    ...(first > 0 && end > 0
      ? [`What plays before ${formatPosition(Math.min(first, end))} is not known: no pattern is set there.`]
      : []),
    ...spans
      .flatMap(({ pattern }) => (ticksOfPattern(project, pattern) === null ? [pattern] : []))
      .filter((pattern, index, all) => all.indexOf(pattern) === index)
      .map((pattern) => `How long ${patternName(pattern)} is, is not known: its rows are counted in bars.`),
    ...(project.tracks.some(({ drive }) => drive === 'notes')
      ? ['Tracks that are played by notes are not in the patterns of the box.']
      : []),
    ...(project.tempos.length > 0
      ? ['Tempo changes inside a row: the box has one tempo a pattern, or one for all.']
      : []),
  ]
  return { rows, lost }
}

function rowsOf(project: Project, pattern: number, from: Tick, to: Tick): readonly SongRow[] {
  const known = ticksOfPattern(project, pattern)
  const round = known === null || known === Infinity ? BAR : known
  const rows: SongRow[] = []
  for (let begin = from; begin < to; begin += round) {
    const end = Math.min(to, begin + round)
    const muted = mutedMost(project, begin, end)
    const lost = lostIn(project, begin, end, known !== null && end - begin < round)
    const last = rows.at(-1)
    const same = last !== undefined && last.lost.length + lost.length === 0 && last.muted.join() === muted.join()
    if (same) rows[rows.length - 1] = { ...last, to: end, repeats: last.repeats + 1 }
    else rows.push({ from: begin, to: end, pattern, repeats: 1, muted, lost })
  }
  return rows
}

/** Where a track is silent, by either of its mutes. */
function silentIn(project: Project, number: number): Intervals {
  const track = project.tracks[number]
  if (track === undefined) return []
  if (silenced(project, track)) return [{ from: 0, to: Math.max(1, endOf(project)) }]
  const { global, pattern } = mutesOf(project, track)
  return union(global, pattern)
}

/** The tracks that are muted for the longer part of a round. */
const mutedMost = (project: Project, from: Tick, to: Tick): readonly number[] =>
  project.tracks.flatMap((_, number) => {
    const muted = clip(silentIn(project, number), { from, to }).reduce((sum, span) => sum + span.to - span.from, 0)
    return muted * 2 > to - from ? [number] : []
  })

/** So many edges of a track are named. */
const NAMED = 3

function lostIn(project: Project, from: Tick, to: Tick, cut: boolean): readonly string[] {
  const edges = project.tracks.flatMap(({ name }, number) => {
    const silent = silentIn(project, number)
    const inside = silent.flatMap((span) => [span.from, span.to]).filter((tick) => tick > from && tick < to)
    if (inside.length === 0) return []
    const named = inside
      .slice(0, NAMED)
      .map((tick) => `${contains(silent, tick) ? 'mute' : 'unmute'} at ${formatPosition(tick)}`)
    return [`${name} by hand: ${named.join(', ')}${inside.length > NAMED ? ' …' : ''}`]
  })
  return [...edges, ...(cut ? [`cut off at ${formatPosition(to)}, before it comes round`] : [])]
}

// Edits of the tempo at which Muteline leads: one from the start, and changes after that.
import type { Interval } from '../model/intervals'
import { endOf, tempoAt, type Project } from '../model/project'
import { tempoChanges, type TempoChange, type TempoStretch } from '../time/tempo-map'
import type { Tick } from '../time/ticks'
import { onePerTick } from './one-per-tick'

export const SLOWEST = 20
export const FASTEST = 400

type Tempo = Pick<Project, 'bpm' | 'tempos'>

const within = (bpm: number): number => Math.min(FASTEST, Math.max(SLOWEST, bpm))

/** From `tick` on, to the next change. */
export function putTempo(project: Project, tick: Tick, bpm: number): Project {
  if (tick <= 0) return { ...project, bpm: within(bpm) }
  return { ...project, tempos: onePerTick([...project.tempos, { tick, bpm: within(bpm) }]) }
}

export function removeTempo(project: Project, tick: Tick): Project {
  const tempos = project.tempos.filter((change) => change.tick !== tick)
  return tempos.length === project.tempos.length ? project : { ...project, tempos }
}

/** A change to another tick; one at the very start is the tempo from there. */
export function moveTempo(project: Project, tick: Tick, to: Tick): Project {
  const change = project.tempos.find((each) => each.tick === tick)
  return change === undefined || tick === to ? project : putTempo(removeTempo(project, tick), to, change.bpm)
}

/**
 * The tempo of a take in the span where it is placed; what came after it goes on at its own. An arrangement without music
 * takes on the tempo of its first take from the start.
 */
export function placeTempo(
  project: Project,
  stretches: readonly TempoStretch[],
  span: Interval,
  first: boolean,
): Tempo {
  const changes = tempoChanges(stretches).map(({ tick, bpm }) => ({ tick, bpm: within(bpm) }))
  const holding = changes.findLast(({ tick }) => tick <= span.from) ?? changes[0]
  const taken = [
    ...(holding === undefined ? [] : [{ tick: span.from, bpm: holding.bpm }]),
    ...changes.filter(({ tick }) => tick > span.from && tick < span.to),
  ]
  const [begin] = taken
  if (begin === undefined) return { bpm: project.bpm, tempos: project.tempos }
  const start: Tempo = first ? { bpm: begin.bpm, tempos: [] } : project
  const outside = start.tempos.filter(({ tick }) => tick < span.from || tick >= span.to)
  const goesOn = !first && endOf(project) > span.to && !outside.some(({ tick }) => tick === span.to)
  const resumed = goesOn ? [{ tick: span.to, bpm: tempoAt(project, span.to) }] : []
  return settledTempo(start.bpm, [...outside, ...taken, ...resumed])
}

/** In order, one at a tick, what changes nothing left out. */
export function settledTempo(bpm: number, changes: readonly TempoChange[]): Tempo {
  const tempos: TempoChange[] = []
  let now = bpm
  for (const change of onePerTick(changes)) {
    if (change.tick <= 0) now = change.bpm
    else if (change.bpm !== (tempos.at(-1)?.bpm ?? now)) tempos.push(change)
  }
  return { bpm: now, tempos }
}

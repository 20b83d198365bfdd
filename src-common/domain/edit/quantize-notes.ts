// Pulling notes to a grid that may swing and groove, and taking a groove out of notes.
import type { Note } from '../model/notes'
import type { Groove, Project } from '../model/project'
import { BAR, STEP, type Tick } from '../time/ticks'
import { editNotes, type SomeNotes } from './edit-notes'

export type Quantize = {
  readonly grid: Tick
  /** How much of the way to the grid, in percent. */
  readonly strength: number
  /** Where every second line stands between its neighbours, in percent: 50 is straight, and 80 the latest, as on the box. */
  readonly swing: number
  /** How far the lines of each sixteenth of the bar stand off the grid; null for none. */
  readonly groove: Groove['offsets'] | null
  readonly edges: 'start' | 'end' | 'both'
}
export type QuantizeNotes = SomeNotes & Quantize

/** An end is pulled to a line behind its own start. A start that is pulled alone takes its end along. */
export function quantizeNotes(project: Project, { track, ids, ...how }: QuantizeNotes): Project {
  if (how.grid < 1) return project
  const pull = (tick: Tick, to: Tick): Tick => tick + Math.round(((to - tick) * how.strength) / 100)
  return editNotes(project, { track, ids }, (notes) =>
    notes.map((note) => {
      const start = how.edges === 'end' ? note.tick : nearestLine(note.tick, 0, how)
      const tick = pull(note.tick, start)
      if (how.edges === 'start') return tick === note.tick ? note : { ...note, tick }
      const end = note.tick + note.length
      const length = Math.max(1, pull(end, nearestLine(end, start + 1, how)) - tick)
      return tick === note.tick && length === note.length ? note : { ...note, tick, length }
    }),
  )
}

/** Swing moves a line by less than this many of its grid, and a groove by less than a sixteenth. */
const REACH = 3

/** The line at or after `earliest` that is nearest to a tick. */
function nearestLine(tick: Tick, earliest: Tick, how: Quantize): Tick {
  const middle = Math.round(Math.max(tick, earliest) / how.grid)
  const reach = how.groove === null ? REACH : REACH + Math.ceil(STEP / how.grid)
  let nearest: Tick | null = null
  for (let index = Math.max(0, middle - reach); index <= middle + reach; index++) {
    const line = lineAt(index, how)
    if (line < earliest) continue
    if (nearest === null || Math.abs(line - tick) < Math.abs(nearest - tick)) nearest = line
  }
  return nearest ?? earliest
}

function lineAt(index: number, { grid, swing, groove }: Quantize): Tick {
  const straight = index * grid
  const swung = index % 2 === 1 ? Math.round((grid * (swing - 50)) / 50) : 0
  const sixteenth = Math.floor((straight % BAR) / STEP)
  return Math.max(0, straight + swung + (groove?.[sixteenth] ?? 0))
}

const SIXTEENTHS = BAR / STEP

/** How far notes stand off each sixteenth of the bar on average; 0 where there is none. */
export function grooveOf(notes: readonly Note[]): Groove['offsets'] {
  const sums = new Array<number>(SIXTEENTHS).fill(0)
  const counts = new Array<number>(SIXTEENTHS).fill(0)
  for (const { tick } of notes) {
    const step = Math.round(tick / STEP)
    const sixteenth = step % SIXTEENTHS
    sums[sixteenth] = (sums[sixteenth] ?? 0) + tick - step * STEP
    counts[sixteenth] = (counts[sixteenth] ?? 0) + 1
  }
  return sums.map((sum, sixteenth) => Math.round(sum / Math.max(1, counts[sixteenth] ?? 0)) + 0)
}

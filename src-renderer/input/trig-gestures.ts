// Clicks and drags where tracks are the rows and steps the cells: they set trigs along a row, or clear them.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { Project, Track } from '../../src-common/domain/model/project'
import { stepOf, trigPitch } from '../../src-common/domain/model/trigs'
import { snapDown } from '../../src-common/domain/time/grid'
import { STEP, type Tick } from '../../src-common/domain/time/ticks'
import type { Gesture, Point } from './gesture'

export type TrigContext = {
  readonly project: Project
  readonly tickOf: (x: number) => number
  readonly trackOf: (y: number) => TrackNumber
  readonly choose: (track: TrackNumber) => void
  readonly hear: (track: TrackNumber, pitch: number, velocity: number) => void
  readonly hush: () => void
}

const VELOCITY = 100

export function trigCursor({ project, trackOf }: TrigContext, { y }: Point): string {
  return project.tracks[trackOf(y)] === undefined ? 'default' : 'pointer'
}

/** What it does to the cell where it begins, it does to all that it passes. */
export function trigGesture(context: TrigContext, start: Point): Gesture | null {
  const number = context.trackOf(start.y)
  const track = context.project.tracks[number]
  const first = snapDown(context.tickOf(start.x), STEP)
  if (track === undefined || first < 0) return null
  const taken = stepsOf(track)
  const clears = taken.has(first)
  context.choose(number)
  if (!clears) context.hear(number, trigPitch(track.notes), VELOCITY)
  const paint = (last: Tick): ReturnType<Gesture['at']> => {
    const [from, to] = [Math.max(0, Math.min(first, last)), Math.max(first, last)]
    if (clears) {
      const ids = track.notes.filter((note) => stepOf(note) >= from && stepOf(note) <= to).map(({ id }) => id)
      return { type: 'deleteNotes', track: number, ids }
    }
    const steps = Array.from({ length: (to - from) / STEP + 1 }, (_, index) => from + index * STEP)
    const pitch = trigPitch(track.notes)
    const notes = steps
      .filter((tick) => !taken.has(tick))
      .map((tick) => ({ tick, length: STEP, pitch, velocity: VELOCITY }))
    return { type: 'addNotes', track: number, notes }
  }
  return {
    at: ({ x }) => paint(snapDown(context.tickOf(x), STEP)),
    tap: () => paint(first),
    double: () => paint(first),
    end: context.hush,
  }
}

const stepsOf = ({ notes }: Track): ReadonlySet<Tick> => new Set(notes.map(stepOf))

// Paints the velocity lane: a stem for each note of the track in view, as high as the note is loud.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { Note, NoteId } from '../../src-common/domain/model/notes'
import { notesSounding } from '../../src-common/domain/model/sounding'
import type { Project } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import { endOfAxis, xOf, type Axis } from './axis'
import { fade, INK } from './colors'
import { ghostTest } from './ghost-test'
import { paintGrid, paintMuted } from './paint-roll'
import type { Surface } from './surface'

export type VelocityLook = { readonly axis: Axis; readonly grid: Tick; readonly selected: ReadonlySet<NoteId> }

const LOUDEST = 127
const MARGIN = 5
const HEAD = 5
/** Of the heads in a cell of so many pixels one is painted; all get smaller where they crowd. */
const CELL = 4
const SMALL_HEAD = 3

/** Where the head of a stem lies, and back: the lane's own measure. */
export const yOfVelocity = (velocity: number, height: number): number =>
  height - MARGIN - (velocity / LOUDEST) * (height - 2 * MARGIN)

export const velocityAt = (y: number, height: number): number =>
  Math.min(LOUDEST, Math.max(1, Math.round(((height - MARGIN - y) / (height - 2 * MARGIN)) * LOUDEST)))

export function paintVelocities(surface: Surface, project: Project, number: TrackNumber, look: VelocityLook): void {
  const { context, width, height } = surface
  const track = project.tracks[number]
  context.fillStyle = INK.ground
  context.fillRect(0, 0, width, height)
  if (track === undefined) return
  paintGrid(surface, look.axis, look.grid)
  context.fillStyle = INK.beat
  for (const velocity of [32, 64, 96, LOUDEST]) context.fillRect(0, Math.round(yOfVelocity(velocity, height)), width, 1)
  paintMuted(surface, project, number, look.axis)
  const isGhost = ghostTest(project, number)
  const [plain, ghosts, chosen]: [Note[], Note[], Note[]] = [[], [], []]
  for (const note of notesSounding(track.notes, Math.max(0, look.axis.from), endOfAxis(look.axis))) {
    if (note.tick < look.axis.from - HEAD * look.axis.ticksPerPixel) continue
    const list = look.selected.has(note.id) ? chosen : isGhost(note.tick) ? ghosts : plain
    list.push(note)
  }
  const some = chosen.length > 0
  paintStems(surface, ghosts, look.axis, fade(INK.text, 0.35), true)
  paintStems(surface, plain, look.axis, fade(track.color, some ? 0.45 : 0.9), false)
  paintStems(surface, chosen, look.axis, INK.strong, false)
}

/** A stem that would only cover another one, and a head as good as upon another, are left out. */
function paintStems(
  { context, width, height }: Surface,
  notes: readonly Note[],
  axis: Axis,
  color: string,
  hollow: boolean,
): void {
  context.fillStyle = color
  context.strokeStyle = color
  context.lineWidth = 1
  const foot = height - MARGIN
  const head = notes.length * HEAD > width ? SMALL_HEAD : HEAD
  const tops = new Int32Array(Math.ceil(width) + 1).fill(foot)
  const cells = Math.ceil(height / CELL) + 1
  const taken = new Uint8Array((Math.ceil(width / CELL) + 1) * cells)
  for (const { tick, velocity } of notes) {
    const x = Math.max(0, Math.round(xOf(axis, tick)))
    const y = Math.round(yOfVelocity(velocity, height))
    const top = tops[x] ?? foot
    if (y < top) {
      context.fillRect(x, y, 1, top - y)
      tops[x] = y
    }
    const cell = Math.floor(x / CELL) * cells + Math.max(0, Math.floor(y / CELL))
    if (taken[cell] === 1) continue
    taken[cell] = 1
    if (hollow) context.strokeRect(x - 1.5, y - 1.5, SMALL_HEAD, SMALL_HEAD)
    else context.fillRect(x - (head - 1) / 2, y - (head - 1) / 2, head, head)
  }
}

/** The ramp that is being drawn. */
export function paintRamp({ context }: Surface, from: readonly [x: number, y: number], to: readonly [x: number, y: number]): void {
  context.strokeStyle = INK.strong
  context.setLineDash([4, 3])
  context.beginPath()
  context.moveTo(...from)
  context.lineTo(...to)
  context.stroke()
  context.setLineDash([])
} // prettier-ignore

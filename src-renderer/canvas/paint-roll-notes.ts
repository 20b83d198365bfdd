// Paints notes into the rows of the piano roll. Thousands are in view at once: they are sorted by how they look, painted
// look by look, and those that would only cover what is painted already are left out.
import type { TrackNumber } from '../../src-common/domain/device/device'
import { derivedNotes } from '../../src-common/domain/model/derived'
import type { NoteId } from '../../src-common/domain/model/notes'
import { notesSounding } from '../../src-common/domain/model/sounding'
import type { Project } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import { endOfAxis, type Axis } from './axis'
import { fade, INK } from './colors'
import { ghostTest } from './ghost-test'
import { pitchAt, yOfPitch, type PitchRows } from './roll-rows'
import type { Surface } from './surface'

type Drawn = { readonly tick: Tick; readonly length: Tick; readonly pitch: number; readonly velocity: number }
type Look = PitchRows & { readonly axis: Axis; readonly selected: ReadonlySet<NoteId> }

/** Boxes of one look: x, y and width of each, in a row. */
type Boxes = number[]

const LEVELS = 12
const LOUDEST = 127
/** Outlines do not show in less than this. */
const ROOM_FOR_OUTLINE = 5
const PITCHES = 128

export function paintRollNotes(surface: Surface, project: Project, number: TrackNumber, look: Look): void {
  const track = project.tracks[number]
  if (track === undefined) return
  const isGhost = ghostTest(project, number)
  const from = Math.max(0, look.axis.from)
  const to = endOfAxis(look.axis)
  const place = placer(surface, look)
  const height = look.rowHeight - 1
  const { context } = surface

  const [certain, uncertain, silent]: [Boxes, Boxes, Boxes] = [[], [], []]
  for (const note of notesSounding(derivedNotes(project, number), from, to))
    place(note, isGhost(note.tick) ? silent : note.certain ? certain : uncertain)
  fillBoxes(context, certain, height, fade(track.color, 0.14))
  fillBoxes(context, uncertain, height, fade(track.color, 0.14))
  fillBoxes(context, silent, height, fade(INK.text, 0.05))
  outlineBoxes(context, certain, height, fade(track.color, 0.75))
  outlineBoxes(context, silent, height, fade(INK.text, 0.3))
  // The next pass may differ.
  context.setLineDash([2, 2])
  outlineBoxes(context, uncertain, height, fade(track.color, 0.75))
  context.setLineDash([])

  const levels: Boxes[] = Array.from({ length: LEVELS + 1 }, () => [])
  const [ghosts, chosenGhosts, chosen]: [Boxes, Boxes, Boxes] = [[], [], []]
  for (const note of notesSounding(track.notes, from, to)) {
    const isChosen = look.selected.has(note.id)
    const ghost = isGhost(note.tick)
    const level = Math.round((note.velocity / LOUDEST) * LEVELS)
    place(note, isChosen ? (ghost ? chosenGhosts : chosen) : ghost ? ghosts : (levels[level] ?? ghosts))
  }
  fillBoxes(context, ghosts, height, fade(track.color, 0.12))
  outlineBoxes(context, ghosts, height, fade(track.color, 0.6))
  levels.forEach((boxes, level) => {
    fillBoxes(context, boxes, height, fade(track.color, 0.35 + (level / LEVELS) * 0.65))
  })
  fillBoxes(context, wide(chosenGhosts), height, fade(track.color, 0.3))
  fillBoxes(context, wide(chosen), height, track.color)
  fillBoxes(context, narrow(chosenGhosts), height, INK.text)
  fillBoxes(context, narrow(chosen), height, INK.strong)
  outlineBoxes(context, chosenGhosts, height, INK.strong)
  outlineBoxes(context, chosen, height, INK.strong)
}

/** Another track's notes: thin, in its colour, behind. */
export function paintGhosts(surface: Surface, project: Project, number: TrackNumber, look: Look): void {
  const track = project.tracks[number]
  if (track === undefined) return
  const from = Math.max(0, look.axis.from)
  const to = endOfAxis(look.axis)
  const thin = Math.max(2, Math.round(look.rowHeight / 3))
  const boxes: Boxes = []
  const place = placer(surface, look, (look.rowHeight - 1 - thin) / 2)
  for (const note of notesSounding<Drawn>(derivedNotes(project, number), from, to)) place(note, boxes)
  for (const note of notesSounding<Drawn>(track.notes, from, to)) place(note, boxes)
  fillBoxes(surface.context, boxes, thin, fade(track.color, 0.45))
}

/** Puts a note's box where notes of its look are gathered, unless that column of pixels has one of the row already. */
function placer({ height }: Surface, look: Look, inset = 0): (note: Drawn, boxes: Boxes) => void {
  const lowest = pitchAt(look, height)
  const { axis, topPitch } = look
  const covered = new Map<Boxes, Int32Array>()
  return (note, boxes) => {
    if (note.pitch > topPitch || note.pitch < lowest) return
    const x = (note.tick - axis.from) / axis.ticksPerPixel
    const width = Math.max(3, note.length / axis.ticksPerPixel - 1)
    let columns = covered.get(boxes)
    if (columns === undefined) covered.set(boxes, (columns = new Int32Array(PITCHES).fill(-0x7fffffff)))
    const end = Math.round(x + width)
    if ((columns[note.pitch] ?? 0) >= end) return
    columns[note.pitch] = end
    boxes.push(x, yOfPitch(look, note.pitch) + inset, width)
  }
}

/** Those with room for an outline, and those that have to show otherwise that they are chosen. */
const wide = (boxes: Boxes): Boxes => boxesWhere(boxes, (width) => width >= ROOM_FOR_OUTLINE)
const narrow = (boxes: Boxes): Boxes => boxesWhere(boxes, (width) => width < ROOM_FOR_OUTLINE)

function boxesWhere(boxes: Boxes, wanted: (width: number) => boolean): Boxes {
  const found: Boxes = []
  for (let i = 0; i < boxes.length; i += 3) {
    const width = boxes[i + 2] as number
    if (wanted(width)) found.push(boxes[i] as number, boxes[i + 1] as number, width)
  }
  return found
}

function fillBoxes(context: CanvasRenderingContext2D, boxes: Boxes, height: number, color: string): void {
  if (boxes.length === 0) return
  context.fillStyle = color
  for (let i = 0; i < boxes.length; i += 3)
    context.fillRect(boxes[i] as number, boxes[i + 1] as number, boxes[i + 2] as number, height)
}

function outlineBoxes(context: CanvasRenderingContext2D, boxes: Boxes, height: number, color: string): void {
  if (boxes.length === 0) return
  context.strokeStyle = color
  context.lineWidth = 1
  for (let i = 0; i < boxes.length; i += 3) {
    const width = boxes[i + 2] as number
    const x = boxes[i] as number
    const y = boxes[i + 1] as number
    if (width >= ROOM_FOR_OUTLINE) context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1)
  }
}

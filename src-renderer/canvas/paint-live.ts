// Paints the performance as it is being recorded over the rows: of each frame only the strip that is new.
import { patternName } from '../../src-common/domain/device/device'
import { intervals, subtract } from '../../src-common/domain/model/intervals'
import type { Project } from '../../src-common/domain/model/project'
import type { TakeNote } from '../../src-common/domain/model/take'
import type { LiveTake } from '../../src-common/domain/record/performance'
import { endOfAxis, xOf, type Axis } from './axis'
import { fade, INK, MONO } from './colors'
import { HEAD } from './head-layout'
import { patternColor } from './head-looks'
import { heightOf, type Row } from './row-layout'
import type { Surface } from './surface'

type LiveLook = { readonly project: Project; readonly axis: Axis; readonly rows: readonly Row[] }

/** Notes shorter than this are drawn as long, and so reach a little beyond the strip they belong to. */
const SHORTEST = 1.5

/**
 * Paints from tick `since` on, which all before is to be on the canvas already; -Infinity paints all that is in view.
 * What was there is cleared.
 */
export function paintLiveRows({ context, height }: Surface, live: LiveTake, look: LiveLook, since: number): void {
  const { project, axis, rows } = look
  const left = Math.max(0, Math.floor(xOf(axis, Math.max(since, live.from))) - 2)
  const right = Math.min(axis.width, Math.ceil(xOf(axis, live.to)) + 2)
  if (right <= left) return
  const tickOf = (x: number): number => axis.from + x * axis.ticksPerPixel
  const part = { from: Math.max(live.from, tickOf(left - 2)), to: Math.min(live.to, endOfAxis(axis)) }
  const { lanes, notes } = live.glimpse(part)
  context.save()
  context.beginPath()
  context.rect(left, 0, right - left, height)
  context.clip()
  context.clearRect(left, 0, right - left, height)
  const byTrack: TakeNote[][] = project.tracks.map(() => [])
  for (const note of notes) byTrack[note.track]?.push(note)
  for (const row of rows) {
    const { track: number, top, height: rowHeight } = row
    const track = project.tracks[number]
    if (track === undefined || project.device.tracks[number]?.channel === null) continue
    context.fillStyle = INK.row
    context.fillRect(xOf(axis, part.from), top + 1, xOf(axis, part.to) - xOf(axis, part.from), rowHeight - 3)
    const silent = intervals(lanes.flatMap((lane) => (lane.track === number ? lane.muted : [])))
    for (const { from, to } of subtract(intervals([part]), silent)) {
      const x = xOf(axis, from)
      context.fillStyle = fade(track.color, 0.34)
      context.fillRect(x, top + 2, xOf(axis, to) - x, rowHeight - 5)
      context.fillStyle = track.color
      context.fillRect(x, top + 2, xOf(axis, to) - x, 2)
    }
    if (!row.folded) paintNotes(context, byTrack[number] ?? [], row, axis)
  }
  context.fillStyle = fade(INK.red, 0.9)
  context.fillRect(xOf(axis, live.from) - 1, 0, 2, heightOf(rows))
  context.restore()
}

/** Pitches have so many lines in a row, an octave as far as the next. */
const LINES = 24

/** Notes that touch on the same line are painted as one: in a dense minute there are more of them than columns of pixels. */
function paintNotes(
  context: CanvasRenderingContext2D,
  notes: readonly TakeNote[],
  { top: rowTop, height: rowHeight }: Row,
  axis: Axis,
): void {
  const from = new Float64Array(LINES)
  const to = new Float64Array(LINES).fill(-1)
  const top = rowTop + 6
  const paint = (line: number): void => {
    const x = from[line] ?? 0
    const end = to[line] ?? 0
    if (end > x) context.fillRect(x, top + line * ((rowHeight - 11) / LINES), end - x, 2)
  }
  context.fillStyle = INK.strong
  for (const { tick, length, pitch } of notes) {
    const x = xOf(axis, tick)
    const end = x + Math.max(SHORTEST, length / axis.ticksPerPixel - 0.5)
    if (end < 0 || x > axis.width) continue
    const line = (127 - pitch) % LINES
    const touches = x >= (from[line] ?? 0) && x <= (to[line] ?? 0) + (end - x > SHORTEST ? 0 : 0.5)
    if (touches) {
      to[line] = Math.max(to[line] ?? 0, end)
      continue
    }
    paint(line)
    from[line] = x
    to[line] = end
  }
  for (let line = 0; line < LINES; line++) paint(line)
}

export function paintLiveHead({ context }: Surface, live: LiveTake, axis: Axis): void {
  live.patterns.forEach(({ tick, pattern }, index) => {
    const x = xOf(axis, tick)
    const end = xOf(axis, live.patterns[index + 1]?.tick ?? live.to)
    if (end < 0 || x > axis.width) return
    context.fillStyle = INK.row
    context.fillRect(x, HEAD.patterns + 1, end - x, HEAD.patternsHeight - 3)
    context.fillStyle = fade(patternColor(pattern), 0.45)
    context.fillRect(x, HEAD.patterns + 2, end - x, HEAD.patternsHeight - 5)
    context.font = MONO
    context.textBaseline = 'middle'
    context.fillStyle = INK.strong
    if (end - x > 26) context.fillText(patternName(pattern), x + 6, HEAD.patterns + HEAD.patternsHeight / 2)
  })
  context.fillStyle = fade(INK.red, 0.5)
  context.fillRect(xOf(axis, live.from), 0, xOf(axis, live.to) - xOf(axis, live.from), 3)
}

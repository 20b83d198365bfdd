// Paints the performance as it is being recorded over the rows: of each frame only the strip that is new.
import { intervals, subtract } from '../../src-common/domain/model/intervals'
import type { Project } from '../../src-common/domain/model/project'
import type { TakeNote } from '../../src-common/domain/model/take'
import type { LiveTake } from '../../src-common/domain/record/performance'
import type { Tick } from '../../src-common/domain/time/ticks'
import { xOf, type Axis } from './axis'
import { fade, INK, MONO } from './colors'
import { HEAD } from './head-layout'
import { patternColor, patternTitle } from './head-looks'
import type { LiveLook } from './live-canvas'
import { liveStrip } from './live-strip'
import { heightOf, type Row } from './row-layout'
import type { Surface } from './surface'

export type LiveRowsLook = LiveLook & { readonly project: Project; readonly rows: readonly Row[] }

/** Notes shorter than this are drawn as long. */
const SHORTEST = 1.5

/** What was in the strip is cleared. */
export function paintLiveRows({ context, height }: Surface, live: LiveTake, look: LiveRowsLook, since: Tick): void {
  const { project, axis, rows } = look
  const strip = liveStrip(live, axis, since)
  if (strip === null) return
  const { left, right, part } = strip
  const lanes = live.lanes(part)
  context.save()
  context.beginPath()
  context.rect(left, 0, right - left, height)
  context.clip()
  context.clearRect(left, 0, right - left, height)
  const byTrack: TakeNote[][] = project.tracks.map(() => [])
  for (const note of live.notes(part)) byTrack[note.track]?.push(note)
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

export type LiveHeadLook = LiveLook & { readonly project: Project }

/** The row of patterns as far as it was performed: little enough to be painted anew each time. */
export function paintLiveHead({ context, width, height }: Surface, live: LiveTake, look: LiveHeadLook): void {
  const { project, axis } = look
  context.clearRect(0, 0, width, height)
  live.patterns.forEach(({ tick, pattern }, index) => {
    const x = xOf(axis, tick)
    const end = xOf(axis, live.patterns[index + 1]?.tick ?? live.to)
    if (end < 0 || x > width) return
    context.fillStyle = INK.row
    context.fillRect(x, HEAD.patterns + 1, end - x, HEAD.patternsHeight - 3)
    context.fillStyle = fade(patternColor(pattern, project.patternLooks), 0.45)
    context.fillRect(x, HEAD.patterns + 2, end - x, HEAD.patternsHeight - 5)
    context.font = MONO
    context.textBaseline = 'middle'
    context.fillStyle = INK.strong
    if (end - x > 26)
      context.fillText(patternTitle(project, pattern), x + 6, HEAD.patterns + HEAD.patternsHeight / 2, end - x - 8)
  })
  context.fillStyle = fade(INK.red, 0.5)
  context.fillRect(xOf(axis, live.from), 0, xOf(axis, live.to) - xOf(axis, live.from), 3)
}

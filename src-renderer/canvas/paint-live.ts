// Paints what moves: the playhead, and the performance as it is being recorded, over the rows.
import { patternName } from '../../src-common/domain/device/device'
import { intervals, subtract } from '../../src-common/domain/model/intervals'
import type { Project } from '../../src-common/domain/model/project'
import type { Performed } from '../../src-common/domain/record/performance'
import type { Tick } from '../../src-common/domain/time/ticks'
import { xOf, type Axis } from './axis'
import { fade, INK, MONO } from './colors'
import { HEAD, patternColor } from './paint-head'
import type { Surface } from './surface'

export type LivePerformance = Performed & { readonly from: Tick; readonly to: Tick }

export function paintLiveRows(
  { context }: Surface,
  project: Project,
  live: LivePerformance,
  axis: Axis,
  rowHeight: number,
): void {
  const x = xOf(axis, live.from)
  const width = xOf(axis, live.to) - x
  project.tracks.forEach((track, number) => {
    if (project.device.tracks[number]?.channel === null) return
    const top = number * rowHeight
    context.fillStyle = INK.row
    context.fillRect(x, top + 1, width, rowHeight - 3)
    const lanes = live.lanes.filter((lane) => lane.track === number)
    const muted = intervals(lanes.flatMap((lane) => lane.muted))
    for (const { from, to } of subtract(intervals([live]), muted)) {
      const left = xOf(axis, from)
      context.fillStyle = fade(track.color, 0.34)
      context.fillRect(left, top + 2, xOf(axis, to) - left, rowHeight - 5)
      context.fillStyle = track.color
      context.fillRect(left, top + 2, xOf(axis, to) - left, 2)
    }
    context.fillStyle = INK.strong
    for (const note of live.notes) {
      if (note.track !== number) continue
      const y = top + 6 + ((127 - note.pitch) % 24) * ((rowHeight - 11) / 24)
      context.fillRect(xOf(axis, note.tick), y, Math.max(1.5, note.length / axis.ticksPerPixel - 0.5), 2)
    }
  })
  context.fillStyle = fade(INK.red, 0.9)
  context.fillRect(x - 1, 0, 2, project.tracks.length * rowHeight)
}

export function paintLiveHead({ context }: Surface, live: LivePerformance, axis: Axis): void {
  live.patterns.forEach(({ tick, pattern }, index) => {
    const x = xOf(axis, tick)
    const end = xOf(axis, live.patterns[index + 1]?.tick ?? live.to)
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

export function paintPlayhead({ context, height }: Surface, x: number, color: string): void {
  context.fillStyle = color
  context.fillRect(Math.round(x) - 0.5, 0, 1.5, height)
}

/** The handle of the playhead, in the ruler. */
export function paintPlayheadTop({ context }: Surface, x: number, color: string): void {
  context.fillStyle = color
  context.beginPath()
  context.moveTo(x - 5, 0)
  context.lineTo(x + 5, 0)
  context.lineTo(x, 9)
  context.fill()
}

// Paints the slim ruler over the notes of the piano roll: bars by their numbers, and the loop.
import type { Project } from '../../src-common/domain/model/project'
import { BAR, type Tick } from '../../src-common/domain/time/ticks'
import { barStride, endOfAxis, gridLines, xOf, type Axis } from './axis'
import { fade, INK, MONO } from './colors'
import type { Surface } from './surface'

export function paintRollRuler({ context, width, height }: Surface, project: Project, axis: Axis, grid: Tick): void {
  context.fillStyle = INK.ground
  context.fillRect(0, 0, width, height)
  for (const { x, rank } of gridLines(axis, grid)) {
    context.fillStyle = rank === 'bar' ? INK.bar : rank === 'beat' ? INK.beat : INK.line
    context.fillRect(x - 0.5, rank === 'bar' ? 0 : height - 5, 1, height)
  }
  if (project.loop !== null) {
    const x = xOf(axis, project.loop.from)
    context.fillStyle = fade(INK.loop, 0.28)
    context.fillRect(x, 0, xOf(axis, project.loop.to) - x, height)
  }
  context.font = MONO
  context.textBaseline = 'middle'
  context.fillStyle = INK.text
  const stride = barStride(axis)
  for (let tick = Math.max(0, Math.floor(axis.from / stride) * stride); tick < endOfAxis(axis); tick += stride)
    context.fillText(String(tick / BAR + 1), xOf(axis, tick) + 4, height / 2 + 0.5)
}

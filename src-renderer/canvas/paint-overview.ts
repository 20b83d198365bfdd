// Paints the whole song in a strip: a line for each track where it is heard.
import { intervals, subtract } from '../../src-common/domain/model/intervals'
import { endOf, type Project } from '../../src-common/domain/model/project'
import { mutedSpans } from '../../src-common/domain/model/silence'
import type { Tick } from '../../src-common/domain/time/ticks'
import { fade, INK } from './colors'
import type { Surface } from './surface'

const MARGIN = 3

/** The strip ends at tick `end`. */
export function paintOverview({ context, width, height }: Surface, project: Project, end: Tick): void {
  const scale = width / end
  context.fillStyle = INK.black
  context.fillRect(0, 0, width, height)
  const whole = intervals([{ from: 0, to: endOf(project) }])
  const step = (height - 2 * MARGIN) / project.tracks.length
  project.tracks.forEach((track, number) => {
    context.fillStyle = fade(track.color, 0.55)
    for (const { from, to } of subtract(whole, mutedSpans(project, track)))
      context.fillRect(from * scale, MARGIN + number * step, (to - from) * scale, Math.max(0.8, step - 0.3))
  })
}

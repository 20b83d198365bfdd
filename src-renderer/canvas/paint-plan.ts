// The plan of a replay, all of it at once: each program change from where it leaves to where the pattern begins, and how many
// mutes fall into each bar.
import type { PlanPicture } from '../../src-common/domain/play/replay-rows'
import { BAR, type Tick } from '../../src-common/domain/time/ticks'
import type { Surface } from './surface'

const AMBER = '#f0b13c'
const GREY = '#7d8894'
const LINE = '#ffffff14'
const CHANGES = { top: 6, height: 14 }
/** With so many mutes a bar is as high as can be. */
const MOST = 8

export function paintPlan({ context, width, height }: Surface, { from, to, changes, mutes }: PlanPicture): void {
  const begin = Math.floor(from / BAR) * BAR
  if (to <= begin) return
  const x = (tick: Tick): number => ((tick - begin) / (to - begin)) * width
  const every = Math.max(1, 2 ** Math.ceil(Math.log2((40 / width) * ((to - begin) / BAR)))) * BAR
  context.fillStyle = LINE
  for (let tick = begin; tick < to; tick += every) context.fillRect(Math.round(x(tick)), 0, 1, height)
  const foot = height - 2
  const room = foot - CHANGES.top - CHANGES.height - 3
  context.fillStyle = GREY
  for (const [bar, count] of mutes) {
    const high = Math.max(2, (Math.min(count, MOST) / MOST) * room)
    context.fillRect(x(bar), foot - high, Math.max(1, x(bar + BAR) - x(bar) - 1), high)
  }
  context.fillStyle = AMBER
  for (const { at, lands } of changes) {
    context.fillRect(x(at), CHANGES.top + CHANGES.height / 2 - 1, x(lands) - x(at), 2)
    context.fillRect(x(lands) - 1, CHANGES.top, 2, CHANGES.height)
    context.beginPath()
    context.arc(x(at), CHANGES.top + CHANGES.height / 2, 2.5, 0, 2 * Math.PI)
    context.fill()
  }
}

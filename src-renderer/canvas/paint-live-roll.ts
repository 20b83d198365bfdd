// Paints the notes of one track into the piano roll while they are being recorded: of each frame only the strip that is new.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { LiveTake } from '../../src-common/domain/record/performance'
import type { Tick } from '../../src-common/domain/time/ticks'
import { xOf } from './axis'
import { fade, INK } from './colors'
import type { LiveLook } from './live-canvas'
import { liveStrip } from './live-strip'
import { yOfPitch, type PitchRows } from './roll-rows'
import type { Surface } from './surface'

/** `height`: of all rows, in pixels; the shape of `PitchRows` lies in it flat, so that looks compare by their values. */
export type LiveRollLook = LiveLook & PitchRows & { readonly track: TrackNumber; readonly color: string }

/** As short as it may be, a note is so wide. */
const NARROWEST = 3

export function paintLiveRoll({ context, height }: Surface, live: LiveTake, look: LiveRollLook, since: Tick): void {
  const strip = liveStrip(live, look.axis, since)
  if (strip === null) return
  const { left, right, part } = strip
  context.save()
  context.beginPath()
  context.rect(left, 0, right - left, height)
  context.clip()
  context.clearRect(left, 0, right - left, height)
  context.fillStyle = INK.panel
  context.globalAlpha = 0.6
  context.fillRect(xOf(look.axis, part.from), 0, xOf(look.axis, part.to) - xOf(look.axis, part.from), height)
  context.globalAlpha = 1
  context.fillStyle = look.color
  for (const { track, tick, length, pitch } of live.notes(part)) {
    if (track !== look.track) continue
    const width = Math.max(NARROWEST, length / look.axis.ticksPerPixel - 1)
    context.fillRect(xOf(look.axis, tick), yOfPitch(look, pitch), width, look.rowHeight - 1)
  }
  context.fillStyle = fade(INK.red, 0.9)
  context.fillRect(xOf(look.axis, live.from) - 1, 0, 2, height)
  context.restore()
}

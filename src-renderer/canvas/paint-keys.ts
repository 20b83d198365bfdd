// Paints the keys at the left of the piano roll, with the box's names of the notes: C5 is 60.
import { pitchName } from '../../src-common/domain/device/describe'
import type { Scale } from '../../src-common/domain/midi/scales'
import { INK, MONO } from './colors'
import { isBlack, pitchAt, rankOf, yOfPitch, type PitchRows } from './roll-rows'
import type { Surface } from './surface'

const WHITE = '#c9c6bf'
const BLACK = '#1b1e22'
/** All names show from this height on. */
const ROOM_FOR_NAMES = 13

/** `sounding`: the key under the pointer, or null. */
export function paintKeys(
  { context, width, height }: Surface,
  rows: PitchRows & { readonly scale: Scale },
  sounding: number | null,
): void {
  context.fillStyle = INK.black
  context.fillRect(0, 0, width, height)
  context.font = MONO
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  for (let pitch = rows.topPitch; pitch >= pitchAt(rows, height) && pitch >= 0; pitch--) {
    const y = yOfPitch(rows, pitch)
    const rank = rankOf(rows.scale, pitch)
    context.globalAlpha = rank === 'out' ? 0.4 : 1
    context.fillStyle = pitch === sounding ? INK.amber : isBlack(pitch) ? BLACK : WHITE
    context.fillRect(0, y, isBlack(pitch) ? width * 0.62 : width - 1, rows.rowHeight - 1)
    context.globalAlpha = 1
    if (rank === 'root') {
      context.fillStyle = INK.amber
      context.fillRect(0, y, 3, rows.rowHeight - 1)
    }
    const isC = pitch % 12 === 0
    if (!isC && pitch !== sounding && rows.rowHeight < ROOM_FOR_NAMES) continue
    context.fillStyle = isBlack(pitch) && pitch !== sounding ? INK.text : BLACK
    context.fillText(pitchName(pitch), isBlack(pitch) ? width * 0.62 - 3 : width - 5, y + rows.rowHeight / 2)
  }
  context.textAlign = 'left'
}

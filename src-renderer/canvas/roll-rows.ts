// The rows of the piano roll, as plain numbers: which pitch lies where, and how it belongs to the scale that is shown.
import { inScale, type Scale } from '../../src-common/domain/midi/scales'

/** `topPitch`: that of the topmost row. */
export type PitchRows = { readonly topPitch: number; readonly rowHeight: number }

export const pitchAt = ({ topPitch, rowHeight }: PitchRows, y: number): number => topPitch - Math.floor(y / rowHeight)

/** The same with the part of the row: what stays where it is while the rows scroll. */
export const rowOf = ({ topPitch, rowHeight }: PitchRows, y: number): number => topPitch - y / rowHeight

export const yOfPitch = ({ topPitch, rowHeight }: PitchRows, pitch: number): number => (topPitch - pitch) * rowHeight

export const isBlack = (pitch: number): boolean => [1, 3, 6, 8, 10].includes(pitch % 12)

/** *out* of the scale, in it, or its root; *plain* where no scale is shown. */
export function rankOf(scale: Scale, pitch: number): 'plain' | 'root' | 'in' | 'out' {
  if (scale.name === 'Chromatic') return 'plain'
  if (!inScale(scale, pitch)) return 'out'
  return (pitch - scale.root) % 12 === 0 ? 'root' : 'in'
}

// What a musician chooses for a recording of stems.
import type { TrackNumber } from '../device/device'
import type { Interval } from '../model/intervals'
import type { TailSettings } from './listener'

export type StemSettings = {
  readonly tracks: readonly TrackNumber[]
  /** Whether all of them together are recorded as well, first. */
  readonly mix: boolean
  /** What of the song; null for all of it. */
  readonly span: Interval | null
  /** The track whose sound is the marker; null for none. */
  readonly marker: TrackNumber | null
  readonly tail: TailSettings
}

/** Delays and reverbs of a Digitakt seldom ring for longer. */
export const USUAL_TAIL: TailSettings = { below: -60, hold: 1, most: 20 }

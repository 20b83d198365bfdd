// How the piano roll is looked at: its rows, its scale, which tracks are shown behind. Not part of the project.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { RollMemory } from '../../src-common/rpc/view-memory'
import type { Scale } from '../../src-common/domain/midi/scales'

const ROW_HEIGHTS = { least: 7, usual: 11, most: 22 } as const
/** Tracks as rows need room for a cell. */
const TALLER = 8
export const VELOCITY_HEIGHTS = { least: 32, usual: 48, most: 160 } as const
const HIGHEST_PITCH = 127

const within = (value: number, { least, most }: { readonly least: number; readonly most: number }): number =>
  Math.min(most, Math.max(least, value))

export class RollView {
  /** *lengths*: the notes of one track, a row a pitch. *trigs*: all tracks, a cell a step. */
  mode = $state<'lengths' | 'trigs'>('lengths')
  rowHeight = $state<number>(ROW_HEIGHTS.usual)
  /** The pitch at the top. */
  topPitch = $state(84)
  /** The track at the top, where tracks are the rows. */
  topTrack = $state<TrackNumber>(0)
  scale = $state.raw<Scale>({ root: 0, name: 'Chromatic' })
  /** Tracks whose notes are shown behind those that are edited. */
  others = $state.raw<ReadonlySet<TrackNumber>>(new Set())
  /** Whether notes that are drawn or moved sound at the box. */
  hears = $state(false)
  velocityHeight = $state<number>(VELOCITY_HEIGHTS.usual)
  velocities = $state(true)
  /** Of the pixels that the rows have. */
  height = $state(180)

  readonly trackRowHeight = $derived(this.rowHeight + TALLER)
  readonly shownRows = $derived(Math.max(1, Math.floor(this.height / this.rowHeight)))

  memory(): RollMemory {
    const { mode, rowHeight, topPitch, scale, velocities, velocityHeight } = this
    return { mode, rowHeight, topPitch, scale, velocities, velocityHeight }
  }

  showPitch(top: number): void {
    this.topPitch = Math.min(HIGHEST_PITCH, Math.max(this.shownRows - 1, Math.round(top)))
  }

  /** Scrolls to a pitch that is not in view. */
  revealPitch(pitch: number): void {
    if (pitch > this.topPitch || pitch <= this.topPitch - this.shownRows)
      this.showPitch(pitch + Math.floor(this.shownRows / 2))
  }

  /** Scrolls by pixels; what is less than a row waits for more. */
  scrollRows(pixels: number, tracks: number): void {
    const height = this.mode === 'trigs' ? this.trackRowHeight : this.rowHeight
    this.#scrolled += pixels
    const rows = Math.trunc(this.#scrolled / height)
    this.#scrolled -= rows * height
    if (rows === 0) return
    if (this.mode === 'trigs') this.showTrack(this.topTrack + rows, tracks)
    else this.showPitch(this.topPitch - rows)
  }
  #scrolled = 0

  showTrack(top: TrackNumber, count: number): void {
    const shown = Math.max(1, Math.floor(this.height / this.trackRowHeight))
    this.topTrack = Math.max(0, Math.min(count - shown, Math.round(top)))
  }

  /** Rows higher by so many pixels, or lower; what lies at pixel `y` stays there. */
  zoomRows(by: number, y = this.height / 2): void {
    const row = this.topPitch - y / this.rowHeight
    this.rowHeight = within(this.rowHeight + by, ROW_HEIGHTS)
    this.showPitch(row + y / this.rowHeight)
  }
}

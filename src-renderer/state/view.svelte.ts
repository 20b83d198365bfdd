// How the project is looked at: the stretch of time, the chosen track and notes, tools. Not part of the project.
import type { MuteKind, TrackNumber } from '../../src-common/domain/device/device'
import type { NoteId } from '../../src-common/domain/model/notes'
import { gridFor } from '../../src-common/domain/time/grid'
import { BAR, PPQ, STEP, type Tick } from '../../src-common/domain/time/ticks'

export type SidePanel = 'box' | 'doctor' | 'patterns' | 'monitor' | 'takes' | 'history'

const CLOSEST = 0.5
const FURTHEST = 400
const GRID_PIXELS = 9

export class View {
  /** The tick at the left edge of the time axis. */
  from = $state(0)
  ticksPerPixel = $state(16)
  width = $state(800)
  track = $state<TrackNumber>(0)
  selected = $state.raw<ReadonlySet<NoteId>>(new Set())
  /** The pitch at the top of the piano roll. */
  topPitch = $state(84)
  /** The pattern that the patterns panel shows. */
  pattern = $state(0)
  muteKind = $state<MuteKind>('global')
  panel = $state<SidePanel>('box')
  /** Null adapts the grid to the zoom. */
  fixedGrid = $state<Tick | null>(null)
  follows = $state(true)
  helpOpen = $state(false)
  deviceOpen = $state(false)

  readonly grid = $derived(this.fixedGrid ?? gridFor(this.ticksPerPixel, GRID_PIXELS, STEP / 2))
  readonly to = $derived(this.from + this.width * this.ticksPerPixel)

  /** The tick under a horizontal pixel; fractional. */
  tickOf(x: number): number {
    return this.from + x * this.ticksPerPixel
  }

  xOf(tick: number): number {
    return (tick - this.from) / this.ticksPerPixel
  }

  scrollBy(pixels: number): void {
    this.from = Math.max(0, this.from + pixels * this.ticksPerPixel)
  }

  /** Zooms so that what is under pixel `x` stays there; a factor over 1 shows more. */
  zoom(factor: number, x: number): void {
    const anchor = this.tickOf(x)
    this.ticksPerPixel = Math.min(FURTHEST, Math.max(CLOSEST, this.ticksPerPixel * factor))
    this.from = Math.max(0, anchor - x * this.ticksPerPixel)
  }

  /** Shows the whole of a song. */
  fit(end: Tick): void {
    this.from = 0
    this.ticksPerPixel = Math.min(FURTHEST, Math.max(CLOSEST, Math.max(end, 8 * BAR) / Math.max(100, this.width - 24)))
  }

  /** Turns the page when the playhead leaves it. */
  keepInView(tick: number): void {
    if (!this.follows) return
    if (tick < this.from) this.from = Math.max(0, tick - PPQ)
    else if (tick > this.from + this.width * this.ticksPerPixel * 0.96) {
      this.from = Math.floor(tick / BAR) * BAR - Math.min(BAR, this.width * this.ticksPerPixel * 0.1)
      this.from = Math.max(0, this.from)
    }
  }
}

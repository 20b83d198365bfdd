// A canvas on which a performance appears while it is being recorded: what is on it stays, and is added to.
import type { LiveTake } from '../../src-common/domain/record/performance'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { Axis } from './axis'
import { keptSurfaceOf, surfaceOf, type Surface } from './surface'

/** What the canvas shows: where any of it is another, all is painted anew. */
export type LiveLook = { readonly axis: Axis; readonly height: number }

/** Paints from a tick on, which all before is to be on the canvas already; -Infinity paints all that is in view. */
export type PaintStrip<Look extends LiveLook> = (surface: Surface, live: LiveTake, look: Look, since: Tick) => void

export class LiveCanvas<Look extends LiveLook> {
  readonly #paint: PaintStrip<Look>
  #shown: { readonly look: Look; readonly from: Tick; readonly to: Tick } | null = null

  constructor(paint: PaintStrip<Look>) {
    this.#paint = paint
  }

  /** To be called once a frame. `changed`: the tick from which on the take looks different than in the frame before. */
  paint(canvas: HTMLCanvasElement, live: LiveTake | null, look: Look, changed: Tick): void {
    const { width } = look.axis
    const shown = this.#shown
    if (live === null) {
      this.#shown = null
      if (shown !== null) surfaceOf(canvas, width, look.height)
      return
    }
    const goesOn = shown !== null && isSame(shown.look, look) && shown.from === live.from && shown.to <= live.to
    const surface = (goesOn ? keptSurfaceOf : surfaceOf)(canvas, width, look.height)
    if (surface === null) return
    this.#paint(surface, live, look, goesOn ? Math.min(changed, shown.to) : -Infinity)
    this.#shown = { look, from: live.from, to: live.to }
  }
}

const isSame = <Look extends LiveLook>(a: Look, b: Look): boolean =>
  Object.entries(a).every(([key, value]) => key === 'axis' || value === b[key as keyof Look]) &&
  a.axis.from === b.axis.from &&
  a.axis.ticksPerPixel === b.axis.ticksPerPixel &&
  a.axis.width === b.axis.width

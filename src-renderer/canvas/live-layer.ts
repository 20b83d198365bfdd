// The two canvases on which a performance appears while it is being recorded: what is on them stays, and is added to.
import type { Project } from '../../src-common/domain/model/project'
import type { LiveTake } from '../../src-common/domain/record/performance'
import type { Axis } from './axis'
import { HEAD } from './head-layout'
import { paintLiveHead, paintLiveRows } from './paint-live'
import type { Row } from './row-layout'
import { keptSurfaceOf, surfaceOf } from './surface'

type LiveView = {
  readonly project: Project
  readonly axis: Axis
  readonly rows: readonly Row[]
  readonly height: number
}

export class LiveLayer {
  /** What the canvases show: what of it is another is painted anew, all of it. */
  #shown: (LiveView & { readonly from: number; readonly to: number }) | null = null

  /** To be called once a frame. `changed`: the tick from which on the take looks different than in the frame before. */
  paint(
    head: HTMLCanvasElement,
    rows: HTMLCanvasElement,
    live: LiveTake | null,
    view: LiveView,
    changed: number,
  ): void {
    if (live === null) {
      if (this.#shown === null) return
      this.#shown = null
      surfaceOf(head, view.axis.width, HEAD.height)
      surfaceOf(rows, view.axis.width, view.height)
      return
    }
    const goesOn = this.#shown !== null && isSame(this.#shown, view) && continues(this.#shown, live)
    const since = goesOn ? Math.min(changed, this.#shown?.to ?? 0) : -Infinity
    const body = goesOn
      ? keptSurfaceOf(rows, view.axis.width, view.height)
      : surfaceOf(rows, view.axis.width, view.height)
    const top = surfaceOf(head, view.axis.width, HEAD.height)
    if (top === null || body === null) return
    paintLiveHead(top, live, view.axis)
    paintLiveRows(body, live, view, since)
    this.#shown = { ...view, from: live.from, to: live.to }
  }
}

const continues = (shown: { readonly from: number; readonly to: number }, live: LiveTake): boolean =>
  shown.from === live.from && shown.to <= live.to

const isSame = (a: LiveView, b: LiveView): boolean =>
  a.project === b.project &&
  a.rows === b.rows &&
  a.height === b.height &&
  a.axis.from === b.axis.from &&
  a.axis.ticksPerPixel === b.axis.ticksPerPixel &&
  a.axis.width === b.axis.width

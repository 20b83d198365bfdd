// Which controller lanes are open below the notes of each track, and with which tool one draws in them.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { ControllerTarget } from '../../src-common/domain/model/controllers'
import type { OpenLane, ViewMemory } from '../../src-common/rpc/view-memory'

/** In pixels, with the line between two. */
const UNFOLDED = 69
const FOLDED = 25
const MOST = 3 * UNFOLDED

export class ControllerView {
  tool = $state<'pencil' | 'line' | 'curve' | 'eraser'>('pencil')
  /** How far the curve hangs through (−1) or stands up (1). */
  bend = $state(-0.4)
  #lanes = $state.raw<Readonly<Record<TrackNumber, readonly OpenLane[]>>>({})

  memory(): ViewMemory['controllers'] {
    return this.#lanes
  }

  restore(lanes: ViewMemory['controllers']): void {
    this.#lanes = lanes
  }

  lanesOf(track: TrackNumber): readonly OpenLane[] {
    return this.#lanes[track] ?? []
  }

  /** The newest on top: it is the one that is to be drawn in. */
  open(track: TrackNumber, target: ControllerTarget): void {
    const others = this.lanesOf(track).filter((lane) => lane.target !== target)
    this.#set(track, [{ target, folded: false }, ...others])
  }

  close(track: TrackNumber, target: ControllerTarget): void {
    this.#set(
      track,
      this.lanesOf(track).filter((lane) => lane.target !== target),
    )
  }

  fold(track: TrackNumber, target: ControllerTarget, folded: boolean): void {
    this.#set(
      track,
      this.lanesOf(track).map((lane) => (lane.target === target ? { target, folded } : lane)),
    )
  }

  /** How much room they take below the notes; of many only the first are in view. */
  heightOf(track: TrackNumber): number {
    const height = this.lanesOf(track).reduce((sum, { folded }) => sum + (folded ? FOLDED : UNFOLDED), 0)
    return Math.min(MOST, height)
  }

  #set(track: TrackNumber, lanes: readonly OpenLane[]): void {
    this.#lanes = { ...this.#lanes, [track]: lanes }
  }
}

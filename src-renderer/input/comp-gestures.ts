// Drags over the takes of the comp view: the bars that are dragged over come into the arrangement.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { Command } from '../../src-common/domain/edit/command'
import type { TakeParts } from '../../src-common/domain/edit/edit-takes'
import type { Interval } from '../../src-common/domain/model/intervals'
import type { Take } from '../../src-common/domain/model/take'
import { snapDown } from '../../src-common/domain/time/grid'
import { BAR, type Tick } from '../../src-common/domain/time/ticks'
import type { Gesture, Modifiers, Point } from './gesture'

export type CompContext = {
  /** The takes by their rows; null for one whose content has not arrived. */
  readonly takes: readonly (Take | null)[]
  readonly rowHeight: number
  readonly grid: Tick
  readonly tickOf: (x: number) => number
  /** Null for all tracks. */
  readonly tracks: readonly TrackNumber[] | null
  readonly parts: TakeParts
  /** Shows which bars are meant; null for none. */
  readonly mean: (meant: CompMeant | null) => void
}

export type CompMeant = { readonly row: number; readonly span: Interval }

/** The take under a point, where it was played there. */
function takeAt({ takes, rowHeight, tickOf }: CompContext, { x, y }: Point): readonly [row: number, take: Take] | null {
  const row = Math.floor(y / rowHeight)
  const take = takes[row] ?? null
  const tick = tickOf(x)
  return take !== null && tick >= take.summary.from && tick < take.summary.to ? [row, take] : null
}

export const compCursor = (context: CompContext, point: Point): string =>
  takeAt(context, point) === null ? 'default' : 'copy'

/** The bar of a take under a point; with Alt, the cell of the grid. */
export function compCell(context: CompContext, point: Point, { alt }: Pick<Modifiers, 'alt'>): CompMeant | null {
  const found = takeAt(context, point)
  if (found === null) return null
  const [row, { summary }] = found
  const tick = context.tickOf(point.x)
  return { row, span: within(summary, tick, tick, alt ? context.grid : BAR) }
}

export function compGesture(context: CompContext, start: Point): Gesture | null {
  const found = takeAt(context, start)
  if (found === null) return null
  const [row, take] = found
  const begin = context.tickOf(start.x)
  const meant = (tick: number, { alt }: Modifiers): Command => {
    const span = within(take.summary, begin, tick, alt ? context.grid : BAR)
    context.mean({ row, span })
    return compCommand(context, take, span)
  }
  return {
    at: ({ x }, modifiers) => meant(context.tickOf(x), modifiers),
    tap: (modifiers) => meant(begin, modifiers),
    end: () => {
      context.mean(null)
    },
  }
}

export const compCommand = (
  { tracks, parts }: Pick<CompContext, 'tracks' | 'parts'>,
  take: Take,
  span: Interval,
): Command & { readonly type: 'placeTake' } => ({
  type: 'placeTake',
  take,
  tracks,
  span,
  at: null,
  parts,
  mode: 'replace',
})

/** Whole cells of a division from the one to the other, as far as the take goes. */
function within({ from, to }: Interval, one: number, other: number, cell: Tick): Interval {
  const [left, right] = [Math.min(one, other), Math.max(one, other)]
  return {
    from: Math.min(to - 1, Math.max(from, snapDown(left, cell))),
    to: Math.max(from + 1, Math.min(to, snapDown(right, cell) + cell)),
  }
}

// Drags in the ruler: a click locates, a drag sets the loop, with Shift it chooses a stretch of all tracks; braces move.
import type { Interval } from '../../src-common/domain/model/intervals'
import { snap, snapDown } from '../../src-common/domain/time/grid'
import { BAR } from '../../src-common/domain/time/ticks'
import type { Gesture, Modifiers } from './gesture'
import { allTracks, ordered, snapped, type HeadContext } from './head-context'
import type { HeadHit } from './hit-head'

export function rulerGesture(context: HeadContext, begin: number, { shift }: Pick<Modifiers, 'shift'>): Gesture {
  if (shift) return chooseGesture(context, begin)
  return {
    at: ({ x }, modifiers) => {
      const loop = ordered(snapped(begin, context.bars, modifiers), snapped(context.tickOf(x), context.bars, modifiers))
      return loop.from === loop.to ? null : { type: 'setLoop', loop }
    },
    cursor: () => 'col-resize',
    click: ({ alt }) => {
      // A click in a bar means that bar: the box can only start at one.
      const bar = snapDown(begin + 4 * context.ticksPerPixel, BAR)
      context.locate(Math.max(0, alt ? snap(begin, context.grid) : bar))
    },
    double: () => {
      context.edit({ type: 'ruler', tick: begin })
      return null
    },
  }
}

/** From where something is chosen already, a click takes the stretch further. */
function chooseGesture(context: HeadContext, begin: number): Gesture {
  const before = context.span
  const choose = (a: number, b: number, modifiers: Modifiers): void => {
    const { from, to } = ordered(a, b)
    const grid = modifiers.alt ? context.grid : context.bars
    const first = Math.max(0, snapDown(from, grid))
    const last = Math.max(first + grid, snapDown(to + grid - 1, grid))
    context.select({ type: 'range', tracks: allTracks(context.project), from: first, to: last })
  }
  return {
    at: () => null,
    move: ({ x }, modifiers) => {
      choose(begin, context.tickOf(x), modifiers)
    },
    cursor: () => 'cell',
    click: (modifiers) => {
      choose(Math.min(begin, before?.from ?? begin), Math.max(begin, before?.to ?? begin), modifiers)
    },
    cancel: () => {
      if (before === null) context.select({ type: 'none' })
      else context.select({ type: 'range', tracks: allTracks(context.project), ...before })
    },
  }
}

/** A click on the brace chooses what it holds. */
export function braceGesture(
  context: HeadContext,
  begin: number,
  { type, part, span }: Extract<HeadHit, { type: 'loop' | 'punch' }>,
): Gesture {
  const setTo = (next: Interval): ReturnType<Gesture['at']> => {
    if (next.from === next.to || (next.from === span.from && next.to === span.to)) return null
    return type === 'loop' ? { type: 'setLoop', loop: next } : { type: 'setPunch', punch: next }
  }
  return {
    at: ({ x }, modifiers) => {
      const moved = context.tickOf(x) - begin
      if (part === 'body') {
        const by = snapped(span.from + moved, context.bars, modifiers) - span.from
        return setTo({ from: span.from + by, to: span.to + by })
      }
      const edge = snapped(span[part] + moved, context.bars, modifiers)
      return setTo(ordered(edge, part === 'from' ? span.to : span.from))
    },
    cursor: () => (part === 'body' ? 'grabbing' : 'ew-resize'),
    click: () => {
      context.select({ type: 'range', tracks: allTracks(context.project), ...span })
    },
  }
}

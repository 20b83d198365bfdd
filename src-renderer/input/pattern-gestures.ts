// Drags in the pattern row: the begin of a pattern, a whole pattern, a new one. They snap to where the box can change.
import { boundaryNear } from '../../src-common/domain/model/pattern-boundaries'
import type { Project } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { Gesture, Modifiers } from './gesture'
import { snapped, type HeadContext } from './head-context'
import type { HeadHit } from './hit-head'

type PatternHit = Extract<HeadHit, { type: 'pattern' }>

export function patternGesture(context: HeadContext, begin: number, hit: PatternHit): Gesture {
  return {
    ...(hit.part === 'begin' ? resizeGesture(context, begin, hit) : moveGesture(context, begin, hit)),
    click: () => {
      context.select({ type: 'pattern', tick: hit.span.from })
    },
    double: () => {
      context.edit(hit)
      return null
    },
    end: () => {
      context.say(null, 0)
    },
  }
}

/** Where the box can change nearest to a tick, which is said; with Alt anywhere on the grid. */
function boundary(
  context: HeadContext,
  song: Project,
  wanted: number,
  { alt }: Pick<Modifiers, 'alt'>,
  without: Tick | null,
): Tick {
  if (alt) {
    const tick = snapped(wanted, context.grid, { alt: false })
    context.say('Alt: anywhere on the grid, also where the box cannot change', tick)
    return tick
  }
  const { tick, reason } = boundaryNear(song, wanted, without)
  context.say(reason, tick)
  return tick
}

/** The pattern before it grows or shrinks. It swallows what it is drawn over, and never more than one. */
function resizeGesture(context: HeadContext, begin: number, { span: { from, to, pattern } }: PatternHit): Gesture {
  const { project } = context
  const index = project.patterns.findIndex(({ tick }) => tick === from)
  const least = project.patterns[index - 1]?.tick ?? 0
  const isLast = index === project.patterns.length - 1
  return {
    at: ({ x }, modifiers) => {
      const wanted = Math.max(least, from + context.tickOf(x) - begin)
      const tick = Math.max(least, boundary(context, project, wanted, modifiers, from))
      if (tick === from) return null
      if (!isLast && tick >= to) return { type: 'removePattern', tick: from }
      return { type: 'putPattern', tick, pattern, from }
    },
    cursor: () => 'ew-resize',
    done: (command) => {
      context.select(command.type === 'putPattern' ? { type: 'pattern', tick: command.tick } : { type: 'none' })
    },
  }
}

function moveGesture(context: HeadContext, begin: number, { span: { from } }: PatternHit): Gesture {
  const { project } = context
  return {
    at: ({ x }, modifiers) => {
      const copy = modifiers.command
      const to = boundary(context, project, from + context.tickOf(x) - begin, modifiers, copy ? null : from)
      return to === from ? null : { type: 'movePattern', tick: from, to, copy }
    },
    cursor: ({ command }) => (command ? 'copy' : 'grabbing'),
    done: (command) => {
      if (command.type === 'movePattern') context.select({ type: 'pattern', tick: command.to })
    },
  }
}

/** Lays the pattern that was chosen last over the bars of the drag, and asks which one it is to be. */
export function layPatternGesture(context: HeadContext, begin: number): Gesture {
  const { project, pattern } = context
  return {
    at: ({ x }, modifiers) => {
      const end = context.tickOf(x)
      const from = boundary(context, project, Math.min(begin, end), modifiers, null)
      const laid = project.patterns.filter(({ tick }) => tick !== from)
      const patterns = [...laid, { tick: from, pattern, assumed: false }].sort((a, b) => a.tick - b.tick)
      const to = boundary(context, { ...project, patterns }, Math.max(begin, end), modifiers, null)
      return to <= from ? null : { type: 'layPattern', pattern, from, to }
    },
    cursor: () => 'crosshair',
    done: (command) => {
      if (command.type !== 'layPattern') return
      const { from, to } = command
      context.select({ type: 'pattern', tick: from })
      context.edit({ type: 'pattern', part: 'body', span: { from, to, pattern, assumed: false }, off: null })
    },
    double: () => {
      context.edit({ type: 'unknown', tick: begin })
      return null
    },
    end: () => {
      context.say(null, 0)
    },
  }
}

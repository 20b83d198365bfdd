// Drags of sections and markers: a section's begin moves, its body takes its bars to another place in the song.
import { run, type Command } from '../../src-common/domain/edit/command'
import { endOf } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { Gesture } from './gesture'
import { snapped, type HeadContext } from './head-context'
import type { HeadHit } from './hit-head'

type SectionHit = Extract<HeadHit, { type: 'section' }>

export function sectionGesture(context: HeadContext, begin: number, hit: SectionHit): Gesture {
  const { id } = hit.section
  const drag = hit.part === 'begin' ? beginGesture(context, begin, hit) : reorderGesture(context, hit)
  return {
    ...drag,
    click: () => {
      context.select({ type: 'section', id })
    },
    double: () => {
      context.edit(hit)
      return null
    },
  }
}

/** It stays between its neighbours. */
function beginGesture({ project, bars, tickOf }: HeadContext, begin: number, { section }: SectionHit): Gesture {
  const index = project.sections.indexOf(section)
  const least = (project.sections[index - 1]?.tick ?? -bars) + bars
  const most = (project.sections[index + 1]?.tick ?? Infinity) - bars
  return {
    at: ({ x }, modifiers) => {
      const wanted = snapped(section.tick + tickOf(x) - begin, bars, modifiers)
      const tick = Math.max(Math.min(wanted, most), least)
      return tick === section.tick ? null : { type: 'changeSection', id: section.id, tick }
    },
    cursor: () => 'ew-resize',
  }
}

/** To where a section begins, or to the end of the song; what lies between moves over. */
function reorderGesture(context: HeadContext, { span, section }: SectionHit): Gesture {
  const { project } = context
  const { from, to } = span
  const places = [...new Set([0, ...project.sections.map(({ tick }) => tick), endOf(project)])]
  const name = section.name
  return {
    at: ({ x }, { command }) => {
      const wanted = context.tickOf(x)
      const at = places.reduce((best, tick) => (Math.abs(tick - wanted) < Math.abs(best - wanted) ? tick : best))
      const stays = !command && at >= from && at <= to
      context.showInsertion(stays ? null : at)
      context.say(stays ? null : `${command ? 'Copy' : 'Move'} ${name} here; Ctrl copies`, at)
      return stays ? null : { type: command ? 'copyTime' : 'moveTime', from, to, at }
    },
    cursor: ({ command }) => (command ? 'copy' : 'grabbing'),
    done: (command) => {
      chooseWhereLaid(context, command)
    },
    end: () => {
      context.showInsertion(null)
      context.say(null, 0)
    },
  }
}

/** Ids come from the project, so that the section's new one is known before the host tells it. */
function chooseWhereLaid(context: HeadContext, command: Command): void {
  if (command.type !== 'moveTime' && command.type !== 'copyTime') return
  const { from, to, at } = command
  const tick = command.type === 'moveTime' && at > to ? at - (to - from) : at
  const laid = run(context.project, command).sections.find((each) => each.tick === tick)
  if (laid !== undefined) context.select({ type: 'section', id: laid.id })
}

export function markerGesture(context: HeadContext, begin: number, hit: Extract<HeadHit, { type: 'marker' }>): Gesture {
  const { id, tick: before } = hit.marker
  return {
    ...pointGesture(context, begin, before, (tick) => ({ type: 'changeMarker', id, tick })),
    click: () => {
      context.select({ type: 'marker', id })
    },
    double: () => {
      context.edit(hit)
      return null
    },
  }
}

export function tempoGesture(context: HeadContext, begin: number, hit: Extract<HeadHit, { type: 'tempo' }>): Gesture {
  return {
    ...pointGesture(context, begin, hit.tick, (to) => ({ type: 'moveTempo', tick: hit.tick, to })),
    double: () => {
      context.edit(hit)
      return null
    },
  }
}

function pointGesture({ grid, tickOf }: HeadContext, begin: number, before: Tick, moved: (tick: Tick) => Command): Gesture {
  return {
    at: ({ x }, modifiers) => {
      const tick = snapped(before + tickOf(x) - begin, grid, modifiers)
      return tick === before ? null : moved(tick)
    },
    cursor: () => 'grabbing',
  }
} // prettier-ignore

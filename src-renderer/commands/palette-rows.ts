// What the command palette offers for what was typed into it: places to go to, and commands, the likeliest first.
import type { Project } from '../../src-common/domain/model/project'
import { BAR, formatPosition, parsePosition, type Tick } from '../../src-common/domain/time/ticks'
import { COMMANDS, type CommandId } from './command-table'
import { fuzzyScore } from './fuzzy'

export type PaletteRow =
  | { readonly type: 'place'; readonly key: string; readonly title: string; readonly tick: Tick }
  | { readonly type: 'command'; readonly key: CommandId; readonly title: string; readonly group: string; readonly possible: boolean } // prettier-ignore

export type PaletteContext = {
  readonly project: Pick<Project, 'sections'>
  /** The last one used first. */
  readonly recent: readonly string[]
  readonly possible: (id: CommandId) => boolean
}

/** Opening with this asks for a place only. */
export const ASK_PLACE = 'bar '

export function paletteRows(typed: string, context: PaletteContext): readonly PaletteRow[] {
  const text = typed.trim()
  const places = placesOf(text, context.project)
  const asked = /^(?:bar\b|\d)/iu.test(text)
  return asked && places.length > 0 ? places : [...commandsOf(text, context), ...places]
}

function placesOf(text: string, { sections }: PaletteContext['project']): readonly PaletteRow[] {
  const [, place = ''] = /^(?:bar\s*)?(.*)$/iu.exec(text) ?? []
  const tick = parsePosition(place)
  if (tick !== null) return [{ type: 'place', key: 'position', title: `Go to ${barName(tick)}`, tick }]
  if (text === '') return []
  return sections
    .filter(({ name }) => fuzzyScore(`${name} Go to section`, place) !== null)
    .map(({ id, name, tick: at }) => ({
      type: 'place',
      key: `section ${id}`,
      title: `Go to section ${name}`,
      tick: at,
    }))
}

const barName = (tick: Tick): string => (tick % BAR === 0 ? `bar ${tick / BAR + 1}` : formatPosition(tick))

function commandsOf(text: string, { recent, possible }: PaletteContext): readonly PaletteRow[] {
  const ranked = COMMANDS.flatMap((entry) => {
    const inTitle = fuzzyScore(entry.title, text)
    const score = inTitle ?? fuzzyScore(`${entry.title} ${entry.group}`, text)
    if (score === null) return []
    const used = recent.indexOf(entry.id)
    const row = {
      type: 'command' as const,
      key: entry.id,
      title: entry.title,
      group: entry.group,
      possible: possible(entry.id),
    }
    return [{ row, score: inTitle === null ? score / 2 : score, used: used < 0 ? Infinity : used }]
  })
  return ranked
    .sort((a, b) => Number(b.row.possible) - Number(a.row.possible) || b.score - a.score || nearer(a.used, b.used))
    .map(({ row }) => row)
}

const nearer = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

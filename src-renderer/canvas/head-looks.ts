// The names and colours of patterns, sections and markers, wherever they are shown.
import { patternName } from '../../src-common/domain/device/device'
import { patternIn } from '../../src-common/domain/model/bank'
import { TRACK_COLORS, type Project, type Section } from '../../src-common/domain/model/project'
import { INK } from './colors'

/** The musician's own colour, or the usual one of its slot. */
export const patternColor = (pattern: number, looks: Project['patternLooks'] = {}): string =>
  looks[String(pattern)]?.color ?? TRACK_COLORS[(pattern * 7 + 6) % TRACK_COLORS.length] ?? INK.amber

/** `A01 DUSK`: its slot, and the musician's own name for it, or that of its dump. */
export function patternTitle({ bank, patternLooks }: Pick<Project, 'bank' | 'patternLooks'>, pattern: number): string {
  const name = patternLooks[String(pattern)]?.name ?? patternIn(bank, pattern)?.dump.pattern.name ?? ''
  return `${patternName(pattern)} ${name}`.trim()
}

/** The colour of each section: its own, or one that goes with its name and differs from that of its neighbour. */
export function sectionColors(sections: readonly Section[]): readonly string[] {
  const colors: string[] = []
  for (const { name, color } of sections) colors.push(color ?? usualColor(name, colors.at(-1)))
  return colors
}

function usualColor(name: string, neighbour: string | undefined): string {
  const place = [...name].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973, 7)
  const colorAt = (index: number): string => TRACK_COLORS[index % TRACK_COLORS.length] ?? INK.amber
  const color = colorAt(place)
  return color === neighbour ? colorAt(place + 5) : color
}

export const markerColor = ({ color }: Section): string => color ?? INK.strong

// The notes of a track as they stand in a project's file: `[id, tick, length, pitch, velocity]`, a line for each.
import type { Notes } from '../../src-common/domain/model/notes'
import { Verbatim } from './format-json'

const INDENT = '        '
const NONE = new Verbatim('[]')

/** Kept with the notes: saving an edit of one track writes out that track alone. */
const known = new WeakMap<Notes, Verbatim>()

export function noteRows(notes: Notes): Verbatim {
  if (notes.length === 0) return NONE
  const rows = known.get(notes) ?? new Verbatim(textOf(notes))
  known.set(notes, rows)
  return rows
}

function textOf(notes: Notes): string {
  const rows = notes.map(({ id, tick, length, pitch, velocity }) => [id, tick, length, pitch, velocity])
  const inside = JSON.stringify(rows).slice(1, -1).replaceAll('],[', `],\n${INDENT}[`)
  return `[\n${INDENT}${inside}\n${INDENT.slice(2)}]`
}

// A command's title with its present keys, for tooltips and menus.
import type { AppState } from '../state/app-state.svelte'
import { commandEntry, type CommandId } from './command-table'
import { printCombo } from './key-combo'
import { keysOf } from './keymap'
import { onMac } from './platform'

/** Such as "Play back into the box, or stop (Space)"; with an object, "Undo Draw note (Ctrl+Z)". */
export function hint(app: AppState, id: CommandId, object?: string): string {
  const { title } = commandEntry(id)
  const text = object === undefined ? title : `${title} ${object}`
  const keys = keyHint(app, id)
  return keys === null ? text : `${text} (${keys})`
}

/** The first of its keys, as people write them; null for a command without any. */
export function keyHint(app: AppState, id: CommandId): string | null {
  const [first] = keysOf(id, app.keys)
  return first === undefined ? null : printCombo(first, onMac)
}

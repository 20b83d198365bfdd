// From a pressed key to the command that it runs.
import type { Actions } from './actions'
import type { CommandId } from './command-table'
import { commandOf, type Keymap } from './keymap'

const TYPING = 'input, select, textarea, [contenteditable]'
const WORKED_BY_KEYS = 'button:focus-visible, summary:focus-visible, a:focus-visible'

/** A key that is held does these once, as it does what is on or off. */
const ONCE: ReadonlySet<CommandId> = new Set(['playOrStop', 'recordOrEnd', 'keepLast', 'addMarker', 'addSection'])

/** What opens something to type into waits for nothing: else what is typed next would be keys of the page. */
const OPENS: ReadonlySet<CommandId> = new Set(['palette', 'goToBar', 'help'])

/** Runs it once what it depends on is known. */
type Later = (run: () => void) => void

/** Keys go to the table, unless someone is typing, a control that has the focus takes them, or a dialog is open. */
export function pressed(event: KeyboardEvent, keymap: Keymap, actions: Actions, later: Later): void {
  const target = event.target instanceof HTMLElement ? event.target : null
  if (event.defaultPrevented || event.isComposing || isTaken(target, event.key)) return
  const id = commandOf(keymap, event)
  if (id === null) return
  event.preventDefault()
  if (event.repeat && (ONCE.has(id) || actions[id].pressed !== undefined)) return
  if (OPENS.has(id)) actions[id].run()
  else later(actions[id].run)
}

function isTaken(target: HTMLElement | null, key: string): boolean {
  if (document.querySelector('dialog:modal') !== null) return true
  if (target === null) return false
  // Space and Enter work the control that someone went to by keys, as everywhere; after a click with the mouse they do not.
  return target.closest(TYPING) !== null || ((key === ' ' || key === 'Enter') && target.matches(WORKED_BY_KEYS))
}

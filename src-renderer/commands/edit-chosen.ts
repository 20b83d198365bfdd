// Editing what is chosen, whatever that is: its fields get the focus, and give it back when they are left.
import type { AppState } from '../state/app-state.svelte'
import { openAbove } from './actions/above-actions'
import { chosenNotes } from './note-edits'
import { laneTarget } from './lane-actions'

/** Whether there is something with fields. */
export function canEditChosen(app: AppState): boolean {
  const { type } = app.view.selection
  if (type === 'notes') return chosenNotes(app).length > 0
  return type === 'mutes' || type === 'range' ? laneTarget(app).isChosen : type !== 'none'
}

export function editChosen(app: AppState): void {
  const { view } = app
  const { type } = view.selection
  if (type === 'section' || type === 'marker' || type === 'pattern') openAbove(app, true)
  else if (canEditChosen(app)) {
    // The numbers stand beside the notes.
    view.bottom = 'notes'
    queueMicrotask(focusNumbers)
  }
}

function focusNumbers(): void {
  const before = document.activeElement
  const numbers = document.querySelector<HTMLElement>('[data-chosen-numbers]')
  if (numbers === null || numbers.contains(before)) return
  numbers.querySelector('input')?.focus()
  const left = ({ relatedTarget: to }: FocusEvent): void => {
    if (!document.hasFocus() || (to instanceof Node && numbers.contains(to))) return
    numbers.removeEventListener('focusout', left)
    if (to === null && before instanceof HTMLElement) before.focus()
  }
  numbers.addEventListener('focusout', left)
}

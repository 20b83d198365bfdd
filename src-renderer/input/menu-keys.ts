// The keys of a menu, as the ARIA pattern has them: arrows, Home, End, and the first letters of what is wanted.

/** Letters typed within this long belong together. */
const TYPING_MS = 700

let typed = ''
let typedAt = -Infinity

/** Moves the focus among the items of a menu; answers whether the key was one of its keys. */
export function moveInMenu(event: KeyboardEvent, menu: HTMLElement): boolean {
  const items = itemsOf(menu)
  const at = items.findIndex((item) => item === document.activeElement)
  const to = targetOf(event, items, at)
  if (to === null) return false
  event.preventDefault()
  items[(to + items.length) % items.length]?.focus()
  return true
}

export function focusFirst(menu: HTMLElement): void {
  itemsOf(menu)[0]?.focus()
}

const itemsOf = (menu: HTMLElement): readonly HTMLElement[] => [
  ...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]'),
]

function targetOf(event: KeyboardEvent, items: readonly HTMLElement[], at: number): number | null {
  switch (event.key) {
    case 'ArrowDown':
      return at + 1
    case 'ArrowUp':
      return at < 0 ? -1 : at - 1
    case 'Home':
      return 0
    case 'End':
      return -1
  }
  const together = event.timeStamp - typedAt < TYPING_MS
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return null
  // Between letters it belongs to them; else it chooses, as a button has it.
  if (event.key === ' ' && !together) return null
  typed = (together ? typed : '') + event.key.toLowerCase()
  typedAt = event.timeStamp
  // The same letter again goes on to the next item that begins with it.
  const wanted = [...typed].every((letter) => letter === typed[0]) ? (typed[0] ?? '') : typed
  const from = wanted.length === 1 ? at + 1 : at
  const found = items.findIndex((_, index) => textOf(items[(from + index) % items.length]).startsWith(wanted))
  return found < 0 ? at : from + found
}

const textOf = (item: HTMLElement | undefined): string => item?.textContent.trim().toLowerCase() ?? ''

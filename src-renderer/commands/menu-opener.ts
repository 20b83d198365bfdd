// Opens a menu of commands where someone asks for one: right click, the menu key, or a long press by touch.
import type { AppState } from '../state/app-state.svelte'
import type { CommandId } from './command-table'

export type MenuItem = CommandId | '---'

type Place = { readonly clientX: number; readonly clientY: number }

const LONG_PRESS_MS = 550
/** A finger that moves further than this drags. */
const STILL_PIXELS = 9

/**
 * For `{@attach}`: the element gets a menu. `itemsAt` is asked as it opens, may first choose what is under the pointer,
 * and answers nothing where there is no menu.
 */
export function menuOn(
  app: AppState,
  itemsAt: (place: Place) => readonly MenuItem[],
): (element: HTMLElement) => () => void {
  return (element) => {
    const open = (place: Place): boolean => {
      const items = itemsAt(place)
      if (items.length === 0) return false
      app.view.menu = { x: place.clientX, y: place.clientY, items }
      return true
    }
    const asked = (event: MouseEvent): void => {
      if (open(event)) event.preventDefault()
    }
    let hold: { readonly timer: ReturnType<typeof setTimeout>; readonly from: Place } | null = null
    const letGo = (): void => {
      clearTimeout(hold?.timer)
      hold = null
    }
    const down = (event: PointerEvent): void => {
      letGo()
      if (event.pointerType !== 'touch' || !event.isPrimary) return
      const from = { clientX: event.clientX, clientY: event.clientY }
      const timer = setTimeout(() => {
        hold = null
        if (open(from)) swallowClick()
      }, LONG_PRESS_MS)
      hold = { timer, from }
    }
    const moved = ({ clientX, clientY }: PointerEvent): void => {
      if (hold !== null && Math.hypot(clientX - hold.from.clientX, clientY - hold.from.clientY) > STILL_PIXELS) letGo()
    }
    element.addEventListener('contextmenu', asked)
    element.addEventListener('pointerdown', down)
    element.addEventListener('pointermove', moved)
    element.addEventListener('pointerup', letGo)
    element.addEventListener('pointercancel', letGo)
    return () => {
      letGo()
      element.removeEventListener('contextmenu', asked)
      element.removeEventListener('pointerdown', down)
      element.removeEventListener('pointermove', moved)
      element.removeEventListener('pointerup', letGo)
      element.removeEventListener('pointercancel', letGo)
    }
  }
}

/** The finger that opened the menu presses nothing where it is lifted. */
function swallowClick(): void {
  const swallow = (event: MouseEvent): void => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  const lifted = (): void => {
    setTimeout(() => { window.removeEventListener('click', swallow, true) }, 50) // prettier-ignore
  }
  window.addEventListener('pointerup', lifted, { once: true })
  window.addEventListener('pointercancel', lifted, { once: true })
}

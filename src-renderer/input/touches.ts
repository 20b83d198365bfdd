// What fingers do beyond what a mouse does: two of them move the view, one that rests opens the menu.
import { pinchOf } from './pinch'

type Place = { readonly x: number; readonly y: number }

type TouchTarget = {
  /** A second finger came, or the menu opens: the drag in hand is no drag. */
  cancel(): void
  pan(x: number, y: number): void
  zoom(factor: number, middle: Place): void
  /** One finger rested; null where that means nothing. */
  readonly press: ((place: Place) => void) | null
  /** A finger that moves further than this does not rest. */
  readonly still: number
}

const LONG_PRESS_MS = 500

/** What the fingers on the element do: nothing, what a mouse would do, or neither until all are lifted. */
type Hold = 'none' | 'drag' | 'other'

/** To be called before others listen on the element: they ask what the fingers do. */
export function takeTouches(element: HTMLElement, target: TouchTarget): { hold(): Hold; stop(): void } {
  const fingers = new Map<number, Place>()
  let busy = false
  let swallows = false
  let resting: { readonly timer: ReturnType<typeof setTimeout>; readonly from: Place } | null = null

  const unrest = (): void => {
    clearTimeout(resting?.timer)
    resting = null
  }
  const take = (): void => {
    unrest()
    busy = true
    swallows = true
    target.cancel()
  }
  const rest = (from: Place): void => {
    const { press } = target
    if (press === null) return
    const timer = setTimeout(() => {
      take()
      press(from)
    }, LONG_PRESS_MS)
    resting = { timer, from }
  }
  const down = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return
    const place = { x: event.clientX, y: event.clientY }
    fingers.set(event.pointerId, place)
    if (fingers.size > 1) take()
    else {
      swallows = false
      rest(place)
    }
  }
  const move = (event: PointerEvent): void => {
    if (!fingers.has(event.pointerId)) return
    const place = { x: event.clientX, y: event.clientY }
    const before = pairOf(fingers)
    fingers.set(event.pointerId, place)
    const after = pairOf(fingers)
    if (busy && before !== null && after !== null) {
      const { by, factor, middle } = pinchOf(before, after)
      target.zoom(factor, middle)
      target.pan(by.x, by.y)
    }
    if (resting !== null && Math.hypot(place.x - resting.from.x, place.y - resting.from.y) >= target.still) unrest()
  }
  const lift = (event: PointerEvent): void => {
    if (!fingers.delete(event.pointerId)) return
    unrest()
    if (fingers.size === 0) busy = false
  }
  /** The finger that opened the menu presses nothing that now lies under it. */
  const noClick = (event: Event): void => {
    if (swallows && event.cancelable) event.preventDefault()
  }
  element.addEventListener('pointerdown', down)
  element.addEventListener('pointermove', move)
  element.addEventListener('pointerup', lift)
  element.addEventListener('pointercancel', lift)
  element.addEventListener('touchend', noClick, { passive: false })
  return {
    hold: () => (busy ? 'other' : fingers.size > 0 ? 'drag' : 'none'),
    stop: () => {
      unrest()
      element.removeEventListener('pointerdown', down)
      element.removeEventListener('pointermove', move)
      element.removeEventListener('pointerup', lift)
      element.removeEventListener('pointercancel', lift)
      element.removeEventListener('touchend', noClick)
    },
  }
}

/** The two fingers that count: the first ones that came. */
function pairOf(fingers: ReadonlyMap<number, Place>): readonly [Place, Place] | null {
  const [first, second] = fingers.values()
  return first === undefined || second === undefined ? null : [first, second]
}

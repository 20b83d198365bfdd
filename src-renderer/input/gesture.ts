// A drag as a value: from the point where it began, every further point gives the command that letting go would dispatch.
// The preview is that very command run, so what is seen is what will be; Escape leaves nothing behind.
import type { Command } from '../../src-common/domain/edit/command'

export type Point = { readonly x: number; readonly y: number }
type Modifiers = { readonly alt: boolean; readonly shift: boolean; readonly command: boolean }

export type Gesture = {
  /** What letting go here would do; null for nothing. */
  at(point: Point, modifiers: Modifiers): Command | null
  /** Instead of `at`, for what is no edit: a locate, a marquee. */
  move?(point: Point, modifiers: Modifiers): void
  /** The button was let go where it was pressed. */
  click?(modifiers: Modifiers): void
  /** What a click does, where it is an edit. */
  tap?(): Command | null
  end?(): void
}

export type GestureTarget = {
  pick(point: Point, event: PointerEvent): Gesture | null
  cursor(point: Point, event: PointerEvent): string
  preview(command: Command | null): void
  dispatch(command: Command): void
}

/** Less than this is a click, not a drag. */
const DRAG_PIXELS = 3
/** A second click within this long belongs to the first: it does not do the same edit again. */
const DOUBLE_MS = 350

/** Lets a canvas be dragged on. Returns the way to end that. */
export function takeGestures(element: HTMLElement, target: GestureTarget): () => void {
  let active: { readonly gesture: Gesture; readonly start: Point; dragged: boolean; command: Command | null } | null =
    null
  let lastTap = -Infinity
  const pointOf = (event: PointerEvent): Point => {
    const box = element.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const finish = (): void => {
    active?.gesture.end?.()
    active = null
    target.preview(null)
  }
  const down = (event: PointerEvent): void => {
    if (event.button !== 0 || active !== null) return
    const start = pointOf(event)
    const gesture = target.pick(start, event)
    if (gesture === null) return
    element.setPointerCapture(event.pointerId)
    active = { gesture, start, dragged: false, command: null }
  }
  const move = (event: PointerEvent): void => {
    const point = pointOf(event)
    if (active === null) {
      element.style.cursor = target.cursor(point, event)
      return
    }
    active.dragged ||= Math.hypot(point.x - active.start.x, point.y - active.start.y) >= DRAG_PIXELS
    if (!active.dragged) return
    active.gesture.move?.(point, modifiersOf(event))
    active.command = active.gesture.at(point, modifiersOf(event))
    target.preview(active.command)
  }
  const up = (event: PointerEvent): void => {
    if (active === null) return
    const { gesture, dragged, command } = active
    if (!dragged) gesture.click?.(modifiersOf(event))
    const again = event.timeStamp - lastTap < DOUBLE_MS
    const wanted = dragged ? command : again ? null : (gesture.tap?.() ?? null)
    if (!dragged) lastTap = event.timeStamp
    if (wanted !== null) target.dispatch(wanted)
    finish()
  }
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || active === null) return
    event.stopPropagation()
    finish()
  }
  element.addEventListener('pointerdown', down)
  element.addEventListener('pointermove', move)
  element.addEventListener('pointerup', up)
  element.addEventListener('pointercancel', finish)
  window.addEventListener('keydown', key, true)
  return () => {
    element.removeEventListener('pointerdown', down)
    element.removeEventListener('pointermove', move)
    element.removeEventListener('pointerup', up)
    element.removeEventListener('pointercancel', finish)
    window.removeEventListener('keydown', key, true)
  }
}

const modifiersOf = (event: MouseEvent): Modifiers => ({
  alt: event.altKey,
  shift: event.shiftKey,
  command: event.ctrlKey || event.metaKey,
})

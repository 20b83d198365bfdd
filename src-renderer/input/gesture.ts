// A drag as a value: from the point where it began, every further point gives the command that letting go would dispatch.
// The preview is that very command run, so what is seen is what will be; Escape leaves nothing behind.
import type { Command } from '../../src-common/domain/edit/command'
import { edgeScroll, type Edges, type ScrollBy } from './edge-scroll'
import { takeTouches } from './touches'

export type Point = { readonly x: number; readonly y: number }
export type Modifiers = { readonly alt: boolean; readonly shift: boolean; readonly command: boolean }
type HeldKeys = Pick<MouseEvent, 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>

/**
 * The view may scroll while the drag is in hand, so a gesture keeps ticks and rows of its start point from when it is
 * picked, never its pixels. It is asked again at the same point whenever the view or a modifier changed.
 */
export type Gesture = {
  /** What letting go here would do; null for nothing. */
  at(point: Point, modifiers: Modifiers): Command | null
  /** Instead of `at`, for what is no edit: a locate, a marquee. */
  move?(point: Point, modifiers: Modifiers): void
  /** The button was let go where it was pressed. */
  click?(modifiers: Modifiers): void
  /** What a click does, where it is an edit. */
  tap?(modifiers: Modifiers): Command | null
  /** What a second click at the same place does, where it is an edit. */
  double?(modifiers: Modifiers): Command | null
  /** How the pointer looks while it drags. */
  cursor?(modifiers: Modifiers): string
  /** The drag was let go of without effect: takes back what `move` did. Then comes `end`. */
  cancel?(): void
  /** The drag's command was dispatched. Then comes `end`. */
  done?(command: Command): void
  end?(): void
}

export type GestureTarget = {
  pick(point: Point, event: PointerEvent): Gesture | null
  cursor(point: Point, event: HeldKeys): string
  preview(command: Command | null): void
  dispatch(command: Command): void
  /** Where the pointer rests without a drag in hand; null where it left. */
  hover?(point: Point | null): void
  /** A drag at an edge, or two fingers, scroll by this; without it nothing scrolls. */
  scrollBy?: ScrollBy
  /** Two fingers zoom by this, at a pixel of the element; a factor over 1 shows more. */
  zoom?(factor: number, x: number): void
  /** The edges where a drag scrolls, where they are not those of the element. */
  edges?(): Edges
  /** A right click or a long press; `place` is where in the window. */
  menu?(point: Point, place: Point): void
}

/** Less than this is a click, not a drag. */
const DRAG_PIXELS = 3
const TOUCH_DRAG_PIXELS = 9
/** A second click within this long, and this close, belongs to the first: it does not do the same edit again. */
const DOUBLE_MS = 350
const DOUBLE_PIXELS = 6

type Active = {
  readonly gesture: Gesture
  readonly pointerId: number
  readonly start: Point
  /** Where the pointer was last, in pixels of the window. */
  place: Point
  dragged: boolean
  command: Command | null
  /** The frame before whose end nothing is previewed any more, since something was; null where that is over. */
  frame: number | null
  /** Whether the pointer went further since. */
  isBehind: boolean
  readonly scroll: ReturnType<typeof edgeScroll>
}

const placeOf = (event: MouseEvent): Point => ({ x: event.clientX, y: event.clientY })
const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Lets a canvas be dragged on. Returns the way to end that. */
export function takeGestures(element: HTMLElement, target: GestureTarget): () => void {
  let active: Active | null = null
  let resting: Point | null = null
  let lastClick: { readonly time: number; readonly place: Point } | null = null

  const pointOf = ({ x, y }: Point): Point => {
    const box = element.getBoundingClientRect()
    return { x: x - box.left, y: y - box.top }
  }
  const rest = (place: Point | null, keys: HeldKeys): void => {
    resting = place
    if (place !== null) element.style.cursor = target.cursor(pointOf(place), keys)
    target.hover?.(place === null ? null : pointOf(place))
  }
  const finish = (): void => {
    const ended = active
    active = null
    ended?.scroll.stop()
    if (ended !== null && ended.frame !== null) cancelAnimationFrame(ended.frame)
    ended?.gesture.end?.()
    target.preview(null)
  }
  const cancel = (): void => {
    if (active === null) return
    active.gesture.cancel?.()
    finish()
  }
  /** The gesture at the place where the pointer is. */
  const follow = (modifiers: Modifiers): void => {
    if (active?.dragged !== true) return
    const point = pointOf(active.place)
    if (active.gesture.cursor !== undefined) element.style.cursor = active.gesture.cursor(modifiers)
    active.gesture.move?.(point, modifiers)
    active.command = active.gesture.at(point, modifiers)
    target.preview(active.command)
  }

  /** A pointer may report more places than there are frames: the first of a frame is previewed at once, then the last. */
  const followInFrame = (): void => {
    if (active === null) return
    active.isBehind = active.frame !== null
    if (active.isBehind) return
    active.frame = requestAnimationFrame(() => {
      if (active === null) return
      active.frame = null
      if (active.isBehind) followInFrame()
    })
    follow(held)
  }

  const touches = takeTouches(element, {
    cancel,
    pan: (x, y) => target.scrollBy?.(x, y),
    zoom: (factor, { x, y }) => target.zoom?.(factor, pointOf({ x, y }).x),
    press: target.menu === undefined ? null : (place) => target.menu?.(pointOf(place), place),
    still: TOUCH_DRAG_PIXELS,
  })

  let held: Modifiers = { alt: false, shift: false, command: false }
  const down = (event: PointerEvent): void => {
    if (event.button !== 0 || active !== null || touches.hold() === 'other') return
    const place = placeOf(event)
    const start = pointOf(place)
    const gesture = target.pick(start, event)
    if (gesture === null) return
    element.setPointerCapture(event.pointerId)
    held = modifiersOf(event)
    const scroll = edgeScroll(
      () => target.edges?.() ?? element.getBoundingClientRect(),
      place,
      (x, y) => {
        target.scrollBy?.(x, y)
        follow(held)
      },
    )
    active = {
      gesture,
      pointerId: event.pointerId,
      start,
      place,
      dragged: false,
      command: null,
      frame: null,
      isBehind: false,
      scroll,
    }
    target.hover?.(null)
  }
  const move = (event: PointerEvent): void => {
    const place = placeOf(event)
    if (active === null) {
      if (event.pointerType !== 'touch' && event.buttons === 0) rest(place, event)
      return
    }
    if (event.pointerId !== active.pointerId) return
    active.place = place
    held = modifiersOf(event)
    const least = event.pointerType === 'touch' ? TOUCH_DRAG_PIXELS : DRAG_PIXELS
    active.dragged ||= apart(pointOf(place), active.start) >= least
    if (!active.dragged) return
    followInFrame()
    if (target.scrollBy !== undefined) active.scroll.moved(place)
  }
  const up = (event: PointerEvent): void => {
    if (active?.pointerId !== event.pointerId) return
    if (active.isBehind) follow(held)
    const { gesture, dragged, command } = active
    const wanted = dragged ? command : clicked(gesture, event)
    if (wanted !== null) {
      target.dispatch(wanted)
      if (dragged) gesture.done?.(wanted)
    }
    finish()
    if (event.pointerType !== 'touch') rest(placeOf(event), event)
  }
  const clicked = (gesture: Gesture, event: PointerEvent): Command | null => {
    const place = placeOf(event)
    const again =
      lastClick !== null &&
      event.timeStamp - lastClick.time < DOUBLE_MS &&
      apart(lastClick.place, place) < (event.pointerType === 'touch' ? 3 * DOUBLE_PIXELS : DOUBLE_PIXELS)
    lastClick = again ? null : { time: event.timeStamp, place }
    const modifiers = modifiersOf(event)
    if (again) return gesture.double?.(modifiers) ?? null
    gesture.click?.(modifiers)
    return gesture.tap?.(modifiers) ?? null
  }
  const menu = (event: MouseEvent): void => {
    // A finger that rests opens it by itself.
    if (active?.dragged === true || touches.hold() !== 'none') {
      event.preventDefault()
      return
    }
    cancel()
    if (target.menu === undefined) return
    event.preventDefault()
    target.menu(pointOf(placeOf(event)), placeOf(event))
  }
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && event.type === 'keydown' && active !== null) {
      event.stopPropagation()
      event.preventDefault()
      cancel()
    }
    if (!MODIFIER_KEYS.includes(event.key)) return
    if (active === null) {
      if (resting !== null) rest(resting, event)
      return
    }
    // Alt by itself would go to the browser's menu.
    if (event.key === 'Alt') event.preventDefault()
    held = modifiersOf(event)
    follow(held)
  }
  const leave = (event: PointerEvent): void => {
    if (active === null) rest(null, event)
  }
  const lost = (event: PointerEvent): void => {
    if (active?.pointerId === event.pointerId) cancel()
  }

  const before = element.style.touchAction
  element.style.touchAction = 'none'
  element.addEventListener('pointerdown', down)
  element.addEventListener('pointermove', move)
  element.addEventListener('pointerup', up)
  element.addEventListener('pointercancel', lost)
  element.addEventListener('lostpointercapture', lost)
  element.addEventListener('pointerleave', leave)
  element.addEventListener('contextmenu', menu)
  window.addEventListener('keydown', key, true)
  window.addEventListener('keyup', key, true)
  return () => {
    cancel()
    touches.stop()
    element.style.touchAction = before
    element.removeEventListener('pointerdown', down)
    element.removeEventListener('pointermove', move)
    element.removeEventListener('pointerup', up)
    element.removeEventListener('pointercancel', lost)
    element.removeEventListener('lostpointercapture', lost)
    element.removeEventListener('pointerleave', leave)
    element.removeEventListener('contextmenu', menu)
    window.removeEventListener('keydown', key, true)
    window.removeEventListener('keyup', key, true)
  }
}

const MODIFIER_KEYS: readonly string[] = ['Alt', 'Shift', 'Control', 'Meta']

const modifiersOf = (event: HeldKeys): Modifiers => ({
  alt: event.altKey,
  shift: event.shiftKey,
  command: event.ctrlKey || event.metaKey,
})

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Command } from '../../src-common/domain/edit/command'
import { takeGestures, type Gesture, type GestureTarget, type Modifiers, type Point } from './gesture'

type Fields = Readonly<Record<string, unknown>>

/** As much of a canvas at the window's origin as gestures look at: 400 by 200 pixels. */
class Canvas extends EventTarget {
  readonly style: Record<string, string> = {}
  getBoundingClientRect = () => ({ left: 0, top: 0, right: 400, bottom: 200, width: 400, height: 200 })
  setPointerCapture = (): void => undefined
}

let canvas = new Canvas()
let page = new EventTarget()
let frames: ((now: number) => void)[] = []
let ended: () => void = () => undefined

const KEYS = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false }
function send(target: EventTarget, type: string, fields: Fields): Event {
  const event = new Event(type, { cancelable: true })
  const timeStamp = event.timeStamp
  for (const [name, value] of Object.entries({ ...KEYS, timeStamp, ...fields }))
    Object.defineProperty(event, name, { value })
  target.dispatchEvent(event)
  return event
}
const pointer = (type: string, x: number, y: number, fields: Fields = {}): Event =>
  send(canvas, `pointer${type}`, { clientX: x, clientY: y, pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1, ...fields }) // prettier-ignore
const finger = (type: string, id: number, x: number, y: number): Event =>
  pointer(type, x, y, { pointerId: id, pointerType: 'touch' })
const key = (type: string, name: string, fields: Fields = {}): Event => send(page, type, { key: name, ...fields })

const locateBy = (x: number): Command => ({ type: 'insertTime', at: x, length: 1 })

/** A gesture that writes down what it was asked. */
function recorded(gesture: Partial<Gesture> = {}): {
  readonly target: GestureTarget
  readonly asked: [Point, Modifiers][]
  readonly previews: (Command | null)[]
  readonly dispatched: Command[]
} {
  const asked: [Point, Modifiers][] = []
  const previews: (Command | null)[] = []
  const dispatched: Command[] = []
  const target: GestureTarget = {
    pick: () => ({
      at: (point, modifiers) => {
        asked.push([point, modifiers])
        return locateBy(point.x)
      },
      ...gesture,
    }),
    cursor: () => 'crosshair',
    preview: (command) => previews.push(command),
    dispatch: (command) => dispatched.push(command),
  }
  return { target, asked, previews, dispatched }
}
const take = (target: GestureTarget): void => {
  ended = takeGestures(canvas as unknown as HTMLElement, target)
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  frames = []
  canvas = new Canvas()
  page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('requestAnimationFrame', (run: (now: number) => void) => frames.push(run))
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []))
})
afterEach(() => {
  ended()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a drag', () => {
  test('previews the command that letting go dispatches, once', () => {
    const { target, previews, dispatched } = recorded()
    take(target)
    pointer('down', 100, 50)
    pointer('move', 140, 50)
    pointer('up', 140, 50)
    expect(dispatched).toEqual([locateBy(140)])
    expect(previews).toEqual([locateBy(140), null])
  })

  test('of many places within a frame previews the first and the last, and dispatches the last', () => {
    const { target, previews, dispatched } = recorded()
    take(target)
    pointer('down', 100, 50)
    for (const x of [110, 120, 130]) pointer('move', x, 50)
    expect(previews).toEqual([locateBy(110)])
    frames.shift()?.(16)
    expect(previews).toEqual([locateBy(110), locateBy(130)])
    for (const x of [140, 150]) pointer('move', x, 50)
    pointer('up', 150, 50)
    expect(dispatched).toEqual([locateBy(150)])
    expect(frames).toEqual([])
  })

  test('is asked again where it is when a modifier is pressed or let go', () => {
    const { target, asked } = recorded()
    take(target)
    pointer('down', 100, 50)
    pointer('move', 140, 50)
    key('keydown', 'Alt', { altKey: true })
    key('keyup', 'Alt')
    key('keydown', 'Control', { ctrlKey: true })
    expect(asked.map(([point, { alt, command }]) => [point.x, alt, command])).toEqual([
      [140, false, false],
      [140, true, false],
      [140, false, false],
      [140, false, true],
    ])
  })

  test.each([
    ['Escape', () => key('keydown', 'Escape')],
    ['a pointer that the system takes away', () => pointer('cancel', 140, 50)],
    ['a second finger', () => finger('down', 9, 10, 10)],
  ])('is dropped without effect by %s', (_, drop) => {
    const cancel = vi.fn()
    const end = vi.fn()
    const { target, previews, dispatched } = recorded({ cancel, end })
    take(target)
    finger('down', 1, 100, 50)
    finger('move', 1, 140, 50)
    drop()
    finger('up', 1, 140, 50)
    expect(dispatched).toEqual([])
    expect(previews.at(-1)).toBeNull()
    expect([cancel, end].map((each) => each.mock.calls.length)).toEqual([1, 1])
  })

  test('held at an edge scrolls, and is asked again after each frame', () => {
    const { target, asked } = recorded()
    const scrolled: [number, number][] = []
    take({ ...target, scrollBy: (x, y) => scrolled.push([x, y]) })
    pointer('down', 200, 100)
    pointer('move', 450, 100)
    frames.splice(0).forEach((run) => {
      run(performance.now() + 16)
    })
    expect(scrolled).toHaveLength(1)
    expect(scrolled[0]?.[0]).toBeGreaterThan(0)
    expect(scrolled[0]?.[1]).toBe(0)
    expect(asked).toHaveLength(2)
    pointer('up', 450, 100)
    expect(frames).toEqual([])
  })

  test('never begins with another button than the first', () => {
    const { target, dispatched } = recorded({ tap: () => locateBy(0) })
    take(target)
    pointer('down', 100, 50, { button: 2 })
    pointer('move', 140, 50)
    pointer('up', 140, 50, { button: 2 })
    expect(dispatched).toEqual([])
  })
})

describe('a click', () => {
  test('twice at one place is a double click, and does not do the same edit again', () => {
    const { target, dispatched } = recorded({ tap: () => locateBy(1), double: () => locateBy(2) })
    take(target)
    for (const timeStamp of [1000, 1200]) {
      pointer('down', 100, 50, { timeStamp })
      pointer('up', 100, 50, { timeStamp })
    }
    expect(dispatched).toEqual([locateBy(1), locateBy(2)])
  })

  test('soon after another, elsewhere, is a click of its own', () => {
    const { target, dispatched } = recorded({ tap: () => locateBy(1), double: () => locateBy(2) })
    take(target)
    for (const [x, timeStamp] of [
      [100, 1000],
      [160, 1200],
    ] as const) {
      pointer('down', x, 50, { timeStamp })
      pointer('up', x, 50, { timeStamp })
    }
    expect(dispatched).toEqual([locateBy(1), locateBy(1)])
  })
})

describe('fingers', () => {
  test('two of them pan and zoom the view, and drag nothing until both are lifted', () => {
    const { target, asked, dispatched } = recorded({ tap: () => locateBy(0) })
    const scrolled: number[] = []
    const zoomed: number[] = []
    take({ ...target, scrollBy: (x) => scrolled.push(x), zoom: (factor) => zoomed.push(factor) })
    finger('down', 1, 100, 100)
    finger('down', 2, 200, 100)
    finger('move', 2, 300, 100)
    expect(scrolled).toEqual([-50])
    expect(zoomed).toEqual([0.5])
    finger('up', 2, 300, 100)
    finger('move', 1, 160, 100)
    finger('up', 1, 160, 100)
    expect(asked).toEqual([])
    expect(dispatched).toEqual([])
  })

  test('one that rests opens the menu, and its drag is none', () => {
    const { target, dispatched } = recorded({ tap: () => locateBy(0) })
    const menu = vi.fn()
    take({ ...target, menu })
    finger('down', 1, 100, 100)
    vi.advanceTimersByTime(600)
    expect(menu).toHaveBeenCalledWith({ x: 100, y: 100 }, { x: 100, y: 100 })
    finger('up', 1, 100, 100)
    expect(dispatched).toEqual([])
  })

  test('one that moves does not open the menu', () => {
    const { target } = recorded()
    const menu = vi.fn()
    take({ ...target, menu })
    finger('down', 1, 100, 100)
    finger('move', 1, 130, 100)
    vi.advanceTimersByTime(600)
    expect(menu).not.toHaveBeenCalled()
  })
})

test('a right click opens the menu, but not in the middle of a drag', () => {
  const { target } = recorded()
  const menu = vi.fn()
  take({ ...target, menu })
  expect(send(canvas, 'contextmenu', { clientX: 10, clientY: 20 }).defaultPrevented).toBe(true)
  pointer('down', 100, 50)
  pointer('move', 140, 50)
  send(canvas, 'contextmenu', { clientX: 10, clientY: 20 })
  expect(menu).toHaveBeenCalledTimes(1)
})

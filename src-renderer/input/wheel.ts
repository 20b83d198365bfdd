// The wheel scrolls; with Ctrl or Cmd, and so by a pinch on a touchpad, it zooms at the pointer.

/** What a time axis can do. */
type Scrolled = {
  scrollBy(pixels: number): void
  zoom(factor: number, x: number): void
}

export type WheelTarget = {
  readonly view: Scrolled
  /** Whether what lies under the wheel scrolls up and down by itself. */
  readonly vertical: boolean
  /** Called with rows to scroll by, where the target scrolls its own content. */
  readonly scrollRows?: (pixels: number) => void
  /** Where the time axis begins, from the element's left edge. */
  readonly left?: number
}

const ZOOM_PER_PIXEL = 0.0022
const PIXELS_PER_LINE = 18

/** A Svelte action. */
export function onWheel(
  element: HTMLElement,
  target: WheelTarget,
): { update(next: WheelTarget): void; destroy(): void } {
  let current = target
  const wheel = (event: WheelEvent): void => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? PIXELS_PER_LINE : 1
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit]
    const { view, vertical, scrollRows } = current
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      const x = event.clientX - element.getBoundingClientRect().left - (current.left ?? axisLeft(element))
      view.zoom(Math.exp(dy * ZOOM_PER_PIXEL), Math.max(0, x))
      return
    }
    const sideways = event.shiftKey ? dy : dx
    if (sideways !== 0) {
      event.preventDefault()
      view.scrollBy(sideways)
      return
    }
    if (scrollRows !== undefined) {
      event.preventDefault()
      scrollRows(dy)
    } else if (!vertical || element.scrollHeight <= element.clientHeight) {
      event.preventDefault()
      view.scrollBy(dy)
    }
  }
  element.addEventListener('wheel', wheel, { passive: false })
  return {
    update: (next) => {
      current = next
    },
    destroy: () => {
      element.removeEventListener('wheel', wheel)
    },
  }
}

/** The axis begins where the first canvas does. */
function axisLeft(element: HTMLElement): number {
  const canvas = element.querySelector('canvas')
  return canvas === null ? 0 : canvas.getBoundingClientRect().left - element.getBoundingClientRect().left
}

// The wheel with Alt, or with Ctrl or Cmd and Shift, makes rows higher or lower; without them it is left to others.

export type RowZoomTarget = { readonly zoomRows: (by: number, y: number) => void }

/** Small steps of a touchpad are gathered to this many pixels a step. */
const PIXELS_PER_STEP = 24
const PIXELS_PER_LINE = 18

/** A Svelte action. */
export function onRowZoom(element: HTMLElement, target: RowZoomTarget): { destroy(): void } {
  let gathered = 0
  const wheel = (event: WheelEvent): void => {
    if (!event.altKey && !((event.ctrlKey || event.metaKey) && event.shiftKey)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? PIXELS_PER_LINE : 1
    // Shift makes some browsers scroll sideways.
    gathered += (event.deltaY === 0 ? event.deltaX : event.deltaY) * unit
    const steps = Math.trunc(gathered / PIXELS_PER_STEP)
    if (steps === 0) return
    gathered -= steps * PIXELS_PER_STEP
    target.zoomRows(-Math.sign(steps) * Math.min(3, Math.abs(steps)), event.clientY - element.getBoundingClientRect().top)
  } // prettier-ignore
  element.addEventListener('wheel', wheel, { capture: true, passive: false })
  return {
    destroy: () => {
      element.removeEventListener('wheel', wheel, true)
    },
  }
}

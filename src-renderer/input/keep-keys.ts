// For what is reached by keys and dragged by the mouse: a drag does not take the keys away from the page.

/** On `mousedown`. Who was typing elsewhere has ended that, as after a click on anything that takes no focus. */
export function keepKeys(event: MouseEvent): void {
  event.preventDefault()
  if (document.activeElement instanceof HTMLElement && document.activeElement !== document.body)
    document.activeElement.blur()
}

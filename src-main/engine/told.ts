// What was told last, so that only news is told.

export class Told {
  readonly #last = new Map<string, string>()

  /** Whether it is another thing than was told by that name before; it counts as told from here on. */
  isNews(name: string, thing: unknown): boolean {
    const text = JSON.stringify(thing)
    if (this.#last.get(name) === text) return false
    this.#last.set(name, text)
    return true
  }
}

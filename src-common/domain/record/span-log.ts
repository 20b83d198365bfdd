// A list that only grows, of things that last: those within a stretch of time are found without looking at all of them,
// in whatever order they came.
import type { Tick } from '../time/ticks'

const BLOCK = 128

type Block<T> = { from: Tick; to: Tick; readonly items: { readonly item: T; readonly from: Tick; readonly to: Tick }[] }

export class SpanLog<T> {
  readonly #blocks: Block<T>[] = []

  push(item: T, from: Tick, to: Tick): void {
    const last = this.#blocks.at(-1)
    if (last === undefined || last.items.length === BLOCK) {
      this.#blocks.push({ from, to, items: [{ item, from, to }] })
      return
    }
    last.from = Math.min(last.from, from)
    last.to = Math.max(last.to, to)
    last.items.push({ item, from, to })
  }

  /** What touches `[from, to]`, in the order in which it came. */
  touching(from: number, to: number): T[] {
    const found: T[] = []
    for (const block of this.#blocks) {
      if (block.to < from || block.from > to) continue
      for (const each of block.items) if (each.to >= from && each.from <= to) found.push(each.item)
    }
    return found
  }

  all(): T[] {
    return this.touching(-Infinity, Infinity)
  }
}

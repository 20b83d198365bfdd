// Which notes sound in a stretch of time, out of very many: asked for every row of every frame.
import { lowerBound } from '../base/sorted'
import type { Tick } from '../time/ticks'

/** Anything that begins and lasts: notes, and what the patterns derive. */
type Lasting = { readonly tick: Tick; readonly length: Tick }

const BLOCK = 256

/** Of each block of notes the tick at which it begins, and at which the last of it has ended. */
type Blocks = { readonly begins: Float64Array; readonly ends: Float64Array }

/** Of notes in order of their ticks, those that sound anywhere in `[from, to)`. */
export function notesSounding<T extends Lasting>(notes: readonly T[], from: Tick, to: Tick): readonly T[] {
  const { begins, ends } = blocksOf(notes)
  const sounding: T[] = []
  const last = lowerBound(begins, to)
  for (let block = 0; block < last; block++) {
    if ((ends[block] ?? 0) <= from) continue
    const end = Math.min(notes.length, (block + 1) * BLOCK)
    for (let index = block * BLOCK; index < end; index++) {
      const note = notes[index]
      if (note === undefined || note.tick >= to) break
      if (note.tick + note.length > from) sounding.push(note)
    }
  }
  return sounding
}

const known = new WeakMap<readonly Lasting[], Blocks>()

function blocksOf(notes: readonly Lasting[]): Blocks {
  const made = known.get(notes) ?? makeBlocks(notes)
  known.set(notes, made)
  return made
}

function makeBlocks(notes: readonly Lasting[]): Blocks {
  const count = Math.ceil(notes.length / BLOCK)
  const begins = new Float64Array(count)
  const ends = new Float64Array(count)
  for (let block = 0; block < count; block++) {
    begins[block] = notes[block * BLOCK]?.tick ?? 0
    const last = Math.min(notes.length, (block + 1) * BLOCK)
    let end = -Infinity
    for (let index = block * BLOCK; index < last; index++) {
      const note = notes[index]
      if (note !== undefined && note.tick + note.length > end) end = note.tick + note.length
    }
    ends[block] = end
  }
  return { begins, ends }
}

// On the keys at the left of the piano roll: a click chooses all notes of a pitch, a drag those of several.
import type { Note, NoteId, Notes } from '../../src-common/domain/model/notes'
import type { Gesture, Modifiers, Point } from './gesture'
import { withAll } from './note-hits'

export type KeysContext = {
  readonly notes: Notes
  readonly selected: ReadonlySet<NoteId>
  readonly pitchOf: (y: number) => number
  readonly select: (ids: Iterable<NoteId>) => void
  /** The key that is held down, or null. */
  readonly hold: (pitch: number | null) => void
}

/** With Shift or the command key they come to those chosen already. */
export function keyGesture(context: KeysContext, start: Point, adds: boolean): Gesture {
  const before = context.selected
  const first = context.pitchOf(start.y)
  const choose = (last: number): void => {
    const [low, high] = [Math.min(first, last), Math.max(first, last)]
    const found = context.notes.filter((note: Note) => note.pitch >= low && note.pitch <= high)
    context.select(withAll(adds ? before : new Set(), found))
  }
  let held = first
  context.hold(first)
  return {
    at: () => null,
    move: ({ y }: Point) => {
      const pitch = context.pitchOf(y)
      if (pitch !== held) context.hold(pitch)
      held = pitch
      choose(pitch)
    },
    click: (_: Modifiers) => {
      choose(first)
    },
    cancel: () => {
      context.select(before)
    },
    end: () => {
      context.hold(null)
    },
  }
}

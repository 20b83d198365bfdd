// What was copied or cut on this page, until something else is.
import type { NewNote } from '../../src-common/domain/edit/edit-notes'
import type { Parts, Slice } from '../../src-common/domain/model/slice'

export type Clipboard =
  /** Ticks count from the step at which the first of them begins, more or less: what is off the grid stays off it. */
  | { readonly type: 'notes'; readonly notes: readonly NewNote[] }
  /** A piece of the arrangement, and which of its contents were meant. */
  | { readonly type: 'slice'; readonly slice: Slice; readonly parts: Parts }

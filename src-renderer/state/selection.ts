// What is chosen: what commands act on. One thing at a time.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { RegionRef } from '../../src-common/domain/edit/mute-commands'
import type { NoteId } from '../../src-common/domain/model/notes'
import type { Tick } from '../../src-common/domain/time/ticks'

export type Selection =
  | { readonly type: 'none' }
  /** Notes of the chosen track. */
  | { readonly type: 'notes'; readonly ids: ReadonlySet<NoteId> }
  /** Muted regions, of any tracks. */
  | { readonly type: 'mutes'; readonly regions: readonly RegionRef[] }
  /** A span of tracks: everything that lies in it. All tracks where it was chosen in the ruler. */
  | { readonly type: 'range'; readonly tracks: readonly TrackNumber[]; readonly from: Tick; readonly to: Tick }
  /** The span of a pattern, by its begin; a section or a marker, by its id. */
  | { readonly type: 'pattern'; readonly tick: Tick }
  | { readonly type: 'section' | 'marker'; readonly id: number }

export const NOTHING: Selection = { type: 'none' }
export const NO_NOTES: ReadonlySet<NoteId> = new Set()

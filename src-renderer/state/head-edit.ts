// What is edited above the tracks, in a field or a panel of its own.
import type { Tick } from '../../src-common/domain/time/ticks'

export type HeadEdit =
  /** The name of a section or a marker; `id` null is one to be added at `tick`, lasting to `to`. */
  | {
      readonly type: 'name'
      readonly of: 'section' | 'marker'
      readonly id: number | null
      readonly tick: Tick
      readonly to: Tick | null
    }
  | { readonly type: 'tempo'; readonly tick: Tick }
  /** Which pattern plays from `tick` on. */
  | { readonly type: 'pattern'; readonly tick: Tick }
  /** Name and colour. */
  | { readonly type: 'look'; readonly of: 'section' | 'marker'; readonly id: number }
  /** How many bars are put in at `tick`, or how often a span is played. */
  | { readonly type: 'insert'; readonly tick: Tick; readonly bars: number }
  | { readonly type: 'repeat'; readonly from: Tick; readonly to: Tick }

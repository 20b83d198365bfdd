// Sets where what is chosen on the lanes begins, ends or how long it is: edges of regions move, a range is chosen anew.
import { pulledRegions, spanOfRegions } from '../../src-common/domain/edit/mute-regions'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { AppState } from '../state/app-state.svelte'

export type LaneField = 'from' | 'to' | 'length'

/** Of several regions, the first begin and the last end go where it says, and the other edges as far. */
export function setLaneNumber(
  app: AppState,
  field: LaneField,
  value: { readonly type: 'set' | 'add'; readonly ticks: Tick },
): void {
  const { view, project } = app
  const { selection } = view
  const span =
    selection.type === 'range'
      ? selection
      : selection.type === 'mutes'
        ? spanOfRegions(project, selection.regions)
        : null
  if (span === null) return
  const before = field === 'length' ? span.to - span.from : span[field]
  const by = value.type === 'add' ? value.ticks : value.ticks - before
  const edge = field === 'from' ? 'from' : 'to'
  const next = { from: span.from, to: span.to, [edge]: Math.max(0, span[edge] + by) }
  if (by === 0 || next.from >= next.to) return
  if (selection.type === 'range') view.selection = { ...selection, ...next }
  if (selection.type !== 'mutes') return
  app.dispatch({ type: 'moveMuteEdges', regions: selection.regions, edge, by })
  view.selection = { type: 'mutes', regions: pulledRegions(project, selection.regions, edge, by) }
}

// The menu of a place on the mute lanes: it is about what lies there, which is chosen first.
import type { TrackNumber } from '../../src-common/domain/device/device'
import type { RegionRef } from '../../src-common/domain/edit/mute-commands'
import { isSameRegion } from '../../src-common/domain/edit/mute-regions'
import type { AppState } from '../state/app-state.svelte'
import { NOTHING } from '../state/selection'
import type { MenuItem } from './menu-opener'

const CHOSEN: readonly MenuItem[] = ['cut', 'copy', 'duplicate', 'deleteChosen', '---']
const ANYWHERE: readonly MenuItem[] = ['quantizeMutes', 'quantizedView', 'switchLayer']

type LanePlace = { readonly track: TrackNumber; readonly region: RegionRef | null; readonly isInRange: boolean }

/** Chooses what is under the pointer, unless it belongs to what is chosen; answers what can be done with it. */
export function menuOfLane(app: AppState, { track, region, isInRange }: LanePlace): readonly MenuItem[] {
  const { view, project } = app
  view.track = track
  if (isInRange) return [...CHOSEN, 'paste', '---', 'join', 'invertMutes', 'toOtherLayer', '---', ...ANYWHERE]
  if (region === null) {
    view.selection = NOTHING
    return ['paste', '---', 'split', 'invertMutes', 'chooseTrackMutes', 'chooseAllMutes', '---', ...ANYWHERE]
  }
  const { selection } = view
  const isChosen = selection.type === 'mutes' && selection.regions.some((each) => isSameRegion(project, each, region))
  if (!isChosen) view.selection = { type: 'mutes', regions: [region] }
  return [...CHOSEN, 'split', 'join', 'toOtherLayer', '---', 'chooseTrackMutes', 'chooseAllMutes', '---', ...ANYWHERE]
}

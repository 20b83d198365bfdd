// Stepping from one begin or end of a mute to the next, which is where something is heard to change.
import { MUTE_KINDS, type TrackNumber } from '../../src-common/domain/device/device'
import { mutesOf, type Project } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { AppState } from '../state/app-state.svelte'

/** Locates at the edge before or after the playhead, and keeps it in view. */
export function stepToEdge(app: AppState, tracks: readonly TrackNumber[], direction: 1 | -1): void {
  const at = app.position()
  const tick = edgeBeside(app.project, tracks, at, direction)
  if (tick === null) return
  void app.ask('locate', tick)
  app.view.reveal(tick)
}

/** Null where there is none. */
function edgeBeside(
  { muteView, tracks: all }: Project,
  tracks: readonly TrackNumber[],
  at: number,
  direction: 1 | -1,
): Tick | null {
  const edges = tracks.flatMap((number) => {
    const track = all[number]
    if (track === undefined) return []
    const mutes = mutesOf({ muteView }, track)
    return MUTE_KINDS.flatMap((kind) => mutes[kind].flatMap(({ from, to }) => [from, to]))
  })
  const beyond = edges.filter((edge) => (direction > 0 ? edge > at : edge < at))
  return beyond.length === 0 ? null : direction > 0 ? Math.min(...beyond) : Math.max(...beyond)
}

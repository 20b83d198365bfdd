// Silencing tracks, and editing their mutes.
import type { AppState } from '../../state/app-state.svelte'
import type { ActionsOf } from '../command-group'
import { chooseRegions, hasRegions, invertLanes, switchLayer, toOtherLayer } from '../lane-actions'
import { stepToEdge } from '../mute-steps'
import { toggleMuteView } from '../mute-views'
import type { MUTES } from '../table/mutes'

export const muteActions = (app: AppState): ActionsOf<typeof MUTES> => {
  const track = () => app.project.tracks[app.view.track]
  const { view } = app
  const allTracks = () => app.project.tracks.map((_, number) => number)
  return {
    muteTrack: {
      run: () => {
        app.dispatch({ type: 'setTrack', track: app.view.track, muted: track()?.muted !== true })
      },
      pressed: () => track()?.muted === true,
    },
    soloTrack: {
      run: () => {
        app.dispatch({ type: 'setTrack', track: app.view.track, soloed: track()?.soloed !== true })
      },
      pressed: () => track()?.soloed === true,
    },
    drawTool: { run: () => { view.tool = 'draw' }, pressed: () => view.tool === 'draw' },
    selectTool: { run: () => { view.tool = 'select' }, pressed: () => view.tool === 'select' },
    switchLayer: { run: () => { switchLayer(app) } },
    toOtherLayer: { run: () => { toOtherLayer(app) }, enabled: () => hasRegions(app) },
    invertMutes: { run: () => { invertLanes(app) } },
    quantizeMutes: { run: () => { view.sheet = { type: 'quantizeMutes' } } },
    quantizedView: { run: () => { toggleMuteView(app) }, pressed: () => app.project.muteView !== null },
    chooseTrackMutes: { run: () => { chooseRegions(app, [view.track]) } },
    chooseAllMutes: { run: () => { chooseRegions(app, allTracks()) } },
    previousEdge: { run: () => { stepToEdge(app, [view.track], -1) } },
    nextEdge: { run: () => { stepToEdge(app, [view.track], 1) } },
    previousEdgeOfAll: { run: () => { stepToEdge(app, allTracks(), -1) } },
    nextEdgeOfAll: { run: () => { stepToEdge(app, allTracks(), 1) } },
  } // prettier-ignore
}

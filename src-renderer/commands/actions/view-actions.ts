// What is shown, and how closely.
import { endOf } from '../../../src-common/domain/model/project'
import { USUAL_ROWS, type FollowMode } from '../../../src-common/rpc/view-memory'
import { orderOf, reordered } from '../../canvas/row-layout'
import { chosenSpan } from '../../state/chosen-span'
import { folded } from '../../state/rows-edit'
import type { AppState } from '../../state/app-state.svelte'
import type { SidePanel } from '../../state/view.svelte'
import type { Action, ActionsOf } from '../command-group'
import type { VIEW } from '../table/view'

const CLOSER = 0.7
const HIGHEST_ZOOM = 8
const NEXT_FOLLOW: Readonly<Record<FollowMode, FollowMode>> = { page: 'smooth', smooth: 'off', off: 'page' }

export const viewActions = (app: AppState): ActionsOf<typeof VIEW> => {
  const { view } = app
  /** The playhead, where it is in view; else the middle. */
  const zoomAnchor = (): number => {
    const x = view.xOf(app.position())
    return x >= 0 && x <= view.width ? x : view.width / 2
  }
  const show = (panel: SidePanel): Action => ({
    run: () => {
      view.panel = panel
    },
    pressed: () => view.panel === panel,
  })
  const zoomRows = (factor: number): void => {
    view.rows = { ...view.rows, zoom: Math.min(HIGHEST_ZOOM, Math.max(1, view.rows.zoom * factor)) }
  }
  const moveRow = (by: number): void => {
    const count = app.project.tracks.length
    const place = orderOf(count, view.rows.order).indexOf(view.track) + by
    if (place >= 0 && place < count)
      view.rows = { ...view.rows, order: reordered(count, view.rows.order, view.track, place) }
  }
  return {
    zoomIn: { run: () => { view.zoom(CLOSER, zoomAnchor()) } },
    zoomOut: { run: () => { view.zoom(1 / CLOSER, zoomAnchor()) } },
    fit: { run: () => { view.fit(endOf(app.project)) } },
    followPlayhead: { run: () => { view.follow = NEXT_FOLLOW[view.follow] }, pressed: () => view.follow !== 'off' },
    zoomToSelection: { run: () => { const span = chosenSpan(app); if (span !== null) view.showSpan(span.from, span.to) }, enabled: () => chosenSpan(app) !== null },
    lanesHigher: { run: () => { zoomRows(1.25) } },
    lanesLower: { run: () => { zoomRows(0.8) } },
    editTrack: { run: () => { view.trackEdit = view.track } },
    togglePanel: { run: () => { view.panelOpen = !view.panelOpen }, pressed: () => view.panelOpen },
    foldTrack: { run: () => { view.rows = folded(view.rows, view.track) }, pressed: () => view.rows.folded.includes(view.track) },
    trackUp: { run: () => { moveRow(-1) } },
    trackDown: { run: () => { moveRow(1) } },
    usualRows: { run: () => { view.rows = USUAL_ROWS } },
    showBox: show('box'),
    showDoctor: show('doctor'),
    showPatterns: show('patterns'),
    showTakes: show('takes'),
    showReplay: show('replay'),
    showMonitor: show('monitor'),
    showHistory: show('history'),
    device: { run: () => { view.deviceOpen = true } },
  } // prettier-ignore
}

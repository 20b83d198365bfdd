// Moving the playhead, and which track is chosen.
import { BAR, type Tick } from '../../../src-common/domain/time/ticks'
import { orderOf } from '../../canvas/row-layout'
import { NOTHING } from '../../state/selection'
import type { AppState } from '../../state/app-state.svelte'
import { editsOfChosen } from '../chosen-edits'
import type { Action, ActionsOf } from '../command-group'
import type { GO_TO } from '../table/go-to'
import { stepEvent, stepLane } from './event-steps'

export const goToActions = (app: AppState): ActionsOf<typeof GO_TO> => {
  const { view } = app
  /** In the order in which the tracks stand. */
  const trackBy = (by: number): number | null => {
    const order = orderOf(app.project.tracks.length, view.rows.order)
    return order[order.indexOf(view.track) + by] ?? null
  }
  const chooseTrack = (by: number): void => {
    view.track = trackBy(by) ?? view.track
    view.selection = NOTHING
  }
  const canNudge = (): boolean => (editsOfChosen(app)?.nudge ?? null) !== null
  /** Whether something was chosen, and moves: by steps of the grid, or by rows. */
  const nudged = (steps: number, up: number): boolean => {
    const nudge = editsOfChosen(app)?.nudge ?? null
    nudge?.(steps * view.grid, up)
    return nudge !== null
  }
  const nextBar = (): void => {
    void app.ask('locate', (Math.floor(app.playhead() / BAR) + 1) * BAR)
  }
  /** While it moves, the begin of a bar is left behind at once: one goes back from there, too. */
  const barBefore = (): void => {
    const late = app.transport.clock === 'rolling' ? BAR / 4 : 0
    void app.ask('locate', Math.max(0, (Math.ceil((app.playhead() - late) / BAR) - 1) * BAR))
  }
  const goTo = (tick: Tick): void => {
    view.reveal(tick)
    void app.ask('locate', tick)
  }
  const section = (number: number): Action => ({
    run: () => {
      const found = app.project.sections[number - 1]
      if (found !== undefined) goTo(found.tick)
    },
    enabled: () => app.project.sections.length >= number,
  })
  const named = (): readonly Tick[] => [...app.project.sections, ...app.project.markers].map(({ tick }) => tick)
  const before = (): Tick => Math.max(-1, ...named().filter((tick) => tick < app.playhead()))
  const after = (): Tick => Math.min(Infinity, ...named().filter((tick) => tick > app.playhead()))
  return {
    toStart: {
      run: () => {
        view.from = 0
        void app.ask('locate', 0)
      },
    },
    earlier: { run: () => { if (!nudged(-1, 0)) barBefore() } },
    later: { run: () => { if (!nudged(1, 0)) nextBar() } },
    previousTrack: { run: () => { if (!nudged(0, 1)) chooseTrack(-1) }, enabled: () => trackBy(-1) !== null || canNudge() },
    nextTrack: {
      run: () => { if (!nudged(0, -1)) chooseTrack(1) },
      enabled: () => trackBy(1) !== null || canNudge(),
    },
    previousEvent: { run: () => { stepEvent(app, -1) } },
    nextEvent: { run: () => { stepEvent(app, 1) } },
    laneAbove: { run: () => { stepLane(app, -1) } },
    laneBelow: { run: () => { stepLane(app, 1) } },
    previousMarker: { run: () => { if (before() >= 0) goTo(before()) }, enabled: () => before() >= 0 },
    nextMarker: { run: () => { if (after() < Infinity) goTo(after()) }, enabled: () => after() < Infinity },
    section1: section(1), section2: section(2), section3: section(3),
    section4: section(4), section5: section(5), section6: section(6),
    section7: section(7), section8: section(8), section9: section(9),
    goToBar: { run: () => { view.sheet = { type: 'palette', text: 'bar ' } } },
  } // prettier-ignore
}

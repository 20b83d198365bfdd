// What can be done with bars over all tracks: those that are chosen, or those at the playhead.
import type { Command } from '../../../src-common/domain/edit/command'
import type { Interval } from '../../../src-common/domain/model/intervals'
import { endOf } from '../../../src-common/domain/model/project'
import { BAR, type Tick } from '../../../src-common/domain/time/ticks'
import type { AppState } from '../../state/app-state.svelte'
import { chosenSpan } from '../../state/chosen-span'
import { NOTHING } from '../../state/selection'
import type { Action } from '../command-group'

type BarAction =
  | 'insertBars' | 'deleteBars' | 'duplicateBars' | 'repeatBars' | 'barsEarlier' | 'barsLater' | 'cropToBars'
  | 'chooseBars' | 'loopBars' | 'punchBars' | 'togglePunch' | 'toggleOverdub' // prettier-ignore

const NEW_PUNCH = 4 * BAR

export const barOf = (tick: Tick): Tick => Math.max(0, Math.floor(tick / BAR) * BAR)

function chooseTime(app: AppState, { from, to }: Interval): void {
  app.view.selection = { type: 'range', tracks: app.project.tracks.map((_, number) => number), from, to }
}

export function barActions(app: AppState): Readonly<Record<BarAction, Action>> {
  /** Whole bars around notes and mutes: time is cut where the box counts it. */
  const chosen = (): Interval | null => {
    const span = chosenSpan(app)
    const { type } = app.view.selection
    if (span === null || (type !== 'notes' && type !== 'mutes')) return span
    return { from: barOf(span.from), to: Math.ceil(span.to / BAR) * BAR }
  }
  /** For what needs chosen bars. `after` is what is chosen then. */
  const withBars = (
    commandOf: (span: Interval) => Command | null,
    after: ((span: Interval) => Interval | null) | null = null,
  ): Action => ({
    run: () => {
      const span = chosen()
      const command = span === null ? null : commandOf(span)
      if (span === null || command === null) return
      app.dispatch(command)
      if (after === null) return
      const next = after(span)
      if (next === null) app.view.selection = NOTHING
      else chooseTime(app, next)
    },
    enabled: () => {
      const span = chosen()
      return span !== null && commandOf(span) !== null
    },
  })
  const by = (span: Interval, ticks: Tick): Interval => ({ from: span.from + ticks, to: span.to + ticks })
  const length = ({ from, to }: Interval): Tick => to - from
  /** By their own length; at the end of the song by as much as follows them. */
  const later = (span: Interval): Tick => Math.min(length(span), endOf(app.project) - span.to)
  return {
    insertBars: {
      run: () => {
        const span = chosen()
        const tick = span?.from ?? barOf(app.playhead())
        const bars = span === null ? 4 : Math.max(1, Math.round(length(span) / BAR))
        app.view.headEdit = { type: 'insert', tick, bars }
      },
    },
    deleteBars: withBars(
      ({ from, to }) => ({ type: 'deleteTime', from, to }),
      () => null,
    ),
    duplicateBars: withBars(
      ({ from, to }) => ({ type: 'repeatTime', from, to, times: 1 }),
      (span) => by(span, length(span)),
    ),
    repeatBars: {
      run: () => {
        const span = chosen()
        if (span !== null) app.view.headEdit = { type: 'repeat', from: span.from, to: span.to }
      },
      enabled: () => chosen() !== null,
    },
    barsEarlier: withBars(
      ({ from, to }) => (from === 0 ? null : { type: 'moveTime', from, to, at: Math.max(0, from - (to - from)) }),
      (span) => by(span, -Math.min(span.from, length(span))),
    ),
    barsLater: withBars(
      ({ from, to }) =>
        to >= endOf(app.project) ? null : { type: 'moveTime', from, to, at: to + later({ from, to }) },
      (span) => by(span, later(span)),
    ),
    cropToBars: withBars(
      ({ from, to }) => ({ type: 'cropTime', from, to }),
      () => null,
    ),
    chooseBars: {
      run: () => {
        const span = chosen()
        if (span !== null) chooseTime(app, span)
      },
      enabled: () => chosen() !== null,
    },
    loopBars: withBars(({ from, to }) => ({ type: 'setLoop', loop: { from, to } })),
    punchBars: withBars(({ from, to }) => ({ type: 'setPunch', punch: { from, to } })),
    togglePunch: {
      run: () => {
        const from = barOf(app.playhead())
        const fresh = chosen() ?? app.project.loop ?? { from, to: from + NEW_PUNCH }
        const punch = app.project.punch === null ? { from: fresh.from, to: fresh.to } : null
        app.dispatch({ type: 'setPunch', punch })
      },
      pressed: () => app.project.punch !== null,
    },
    toggleOverdub: {
      run: () => {
        app.dispatch({ type: 'setRecordMode', mode: app.project.recordMode === 'replace' ? 'overdub' : 'replace' })
      },
      pressed: () => app.project.recordMode === 'overdub',
    },
  }
}

// What is open of the lanes of knobs, and what one draws with in them.
import type { ControllerTarget } from '../../../src-common/domain/model/controllers'
import type { AppState } from '../../state/app-state.svelte'
import type { Action, ActionsOf } from '../command-group'
import type { CONTROLLERS } from '../table/controllers'

export const controllerActions = (app: AppState): ActionsOf<typeof CONTROLLERS> => {
  const { view } = app
  const { controllers } = view
  const open = (): readonly ControllerTarget[] => controllers.lanesOf(view.track).map(({ target }) => target)
  const hidden = (): readonly ControllerTarget[] =>
    (app.project.tracks[view.track]?.controllers ?? []).flatMap(({ target, points }) =>
      points.length > 0 && !open().includes(target) ? [target] : [],
    )
  const tool = (wanted: typeof controllers.tool): Action => ({
    run: () => {
      controllers.tool = wanted
    },
    pressed: () => controllers.tool === wanted,
  })
  return {
    showUsedControllers: {
      run: () => {
        for (const target of hidden()) controllers.open(view.track, target)
      },
      enabled: () => hidden().length > 0,
    },
    closeControllers: {
      run: () => {
        for (const target of open()) controllers.close(view.track, target)
      },
      enabled: () => open().length > 0,
    },
    controllerPencil: tool('pencil'),
    controllerLine: tool('line'),
    controllerCurve: tool('curve'),
    controllerEraser: tool('eraser'),
  }
}

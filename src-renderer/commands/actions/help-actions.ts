// Finding commands and their keys.
import type { AppState } from '../../state/app-state.svelte'
import type { ActionsOf } from '../command-group'
import type { HELP } from '../table/help'

export const helpActions = ({ view }: AppState): ActionsOf<typeof HELP> => ({
  palette: { run: () => { view.sheet = { type: 'palette', text: '' } } },
  help: { run: () => { view.sheet = { type: 'keys' } } },
}) // prettier-ignore

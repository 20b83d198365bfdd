// What comes in and goes out.
import type { AppState } from '../../state/app-state.svelte'
import { saveFile } from '../../state/files'
import { importPicked } from '../../state/files-in'
import type { ActionsOf } from '../command-group'
import type { FILES } from '../table/files'

export const fileActions = (app: AppState): ActionsOf<typeof FILES> => ({
  importFile: { run: () => void importPicked(app, 'all') },
  exportFile: { run: (event) => void exportFile(app, event?.shiftKey === true ? 'automation' : 'applied') },
  recordStems: {
    run: () => {
      app.view.sheet = { type: 'stems' }
    },
  },
  exportAutomation: { run: () => void exportFile(app, 'automation') },
})

async function exportFile(app: AppState, mutes: 'applied' | 'automation'): Promise<void> {
  const file = await app.ask('exportSmf', { mutes })
  if (file !== null) saveFile(file.name, file.base64)
}

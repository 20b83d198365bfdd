// Where Muteline keeps its things when nothing else is said.
import { homedir } from 'node:os'
import { join } from 'node:path'

export type DataFolder = {
  readonly root: string
  readonly journals: string
  readonly projects: string
  readonly settings: string
  /** What is remembered of each box. */
  readonly boxes: string
  /** What the box is owed while a song plays into it. */
  readonly owed: string
  readonly lock: string
  readonly web: string
}

/** The platform's usual place, or `MUTELINE_HOME`. */
export function dataFolder(root: string = process.env.MUTELINE_HOME ?? usualPlace()): DataFolder {
  return {
    root,
    journals: join(root, 'journals'),
    projects: join(root, 'projects'),
    settings: join(root, 'settings.json'),
    boxes: join(root, 'boxes.json'),
    owed: join(root, 'owed.json'),
    lock: join(root, 'running.json'),
    web: join(root, 'web.json'),
  }
}

function usualPlace(): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Muteline')
    case 'win32':
      return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Muteline')
    default:
      return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'muteline')
  }
}

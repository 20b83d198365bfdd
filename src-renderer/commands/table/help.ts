// Finding commands and their keys.
import type { GroupTable } from '../command-group'

export const HELP = {
  palette: { title: 'Find and run a command', keys: ['Mod+K'] },
  help: { title: 'Keys, and change them', keys: ['?'] },
} as const satisfies GroupTable

// Every command there is, as data: menus, keys, tooltips, the palette, the cheat sheet and the docs come from here.
// A command is one line in its group's table, and one action in the group's actions.
import type { Group, GroupTable } from './command-group'
import { ARRANGEMENT } from './table/arrangement'
import { CONTROLLERS } from './table/controllers'
import { EDIT } from './table/edit'
import { FILES } from './table/files'
import { GO_TO } from './table/go-to'
import { HELP } from './table/help'
import { MUTES } from './table/mutes'
import { NOTES } from './table/notes'
import { PIANO_ROLL } from './table/piano-roll'
import { RECORDING } from './table/recording'
import { TRANSPORT } from './table/transport'
import { VIEW } from './table/view'

const TABLES = {
  Files: FILES,
  Transport: TRANSPORT,
  Recording: RECORDING,
  Edit: EDIT,
  Mutes: MUTES,
  Notes: NOTES,
  'Piano roll': PIANO_ROLL,
  Controllers: CONTROLLERS,
  Arrangement: ARRANGEMENT,
  View: VIEW,
  'Go to': GO_TO,
  Help: HELP,
} as const satisfies Readonly<Record<Group, GroupTable>>

type Tables = typeof TABLES
export type CommandId = { [G in Group]: keyof Tables[G] }[Group]

export type CommandEntry = {
  readonly id: CommandId
  readonly title: string
  readonly group: Group
  readonly keys: readonly string[]
}

export const COMMANDS: readonly CommandEntry[] = Object.entries(TABLES).flatMap(([group, table]) =>
  Object.entries<GroupTable[string]>(table).map(([id, { title, keys }]) => ({
    id: id as CommandId,
    title,
    group: group as Group,
    keys,
  })),
)

const BY_ID = new Map<string, CommandEntry>(COMMANDS.map((entry) => [entry.id, entry]))

export const isCommandId = (id: string): id is CommandId => BY_ID.has(id)

export function commandEntry(id: CommandId): CommandEntry {
  const entry = BY_ID.get(id)
  if (entry === undefined) throw new Error(`There is no command ${id}`)
  return entry
}

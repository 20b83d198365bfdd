// Which keys run which command: the table's defaults, overlaid by the keys that the musician chose.
import type { UserKeys } from '../../src-common/rpc/host-contract'
import { COMMANDS, commandEntry, type CommandId } from './command-table'
import { combosOf, readCombo, type KeyPress } from './key-combo'

/** The present keys of every command. */
export type Keymap = Readonly<Record<CommandId, readonly string[]>>

/** Two or more commands for the same keys; the first one gets them. */
type Conflict = { readonly combo: string; readonly ids: readonly CommandId[] }

export function keysOf(id: CommandId, chosen: UserKeys): readonly string[] {
  const own = Object.hasOwn(chosen, id) ? chosen[id] : undefined
  return own === undefined ? commandEntry(id).keys : own.flatMap((text) => readCombo(text) ?? [])
}

/** What the musician chose stands first: it holds against defaults. */
export function keymapOf(chosen: UserKeys): Keymap {
  const own = COMMANDS.filter(({ id }) => isChanged(chosen, id))
  const others = COMMANDS.filter(({ id }) => !isChanged(chosen, id))
  return Object.fromEntries([...own, ...others].map(({ id }) => [id, keysOf(id, chosen)])) as Keymap
}

export function conflictsOf(keymap: Keymap): readonly Conflict[] {
  return [...idsByCombo(keymap)].filter(([, ids]) => ids.length > 1).map(([combo, ids]) => ({ combo, ids }))
}

/** The commands that have these keys, but for one. */
export function holdersOf(keymap: Keymap, combo: string, except: CommandId): readonly CommandId[] {
  return (idsByCombo(keymap).get(combo) ?? []).filter((id) => id !== except)
}

export function commandOf(keymap: Keymap, event: KeyPress): CommandId | null {
  const ids = idsByCombo(keymap)
  return combosOf(event).flatMap((combo) => ids.get(combo)?.[0] ?? [])[0] ?? null
}

/** The chosen keys with these ones for a command, taken from whichever other had them. */
export function withKeys(chosen: UserKeys, id: CommandId, keys: readonly string[]): UserKeys {
  const robbed = COMMANDS.filter((each) => each.id !== id).flatMap((each) => {
    const before = keysOf(each.id, chosen)
    const left = before.filter((combo) => !keys.includes(combo))
    return left.length === before.length ? [] : [[each.id, left] as const]
  })
  return { ...chosen, ...Object.fromEntries(robbed), [id]: [...keys] }
}

/** The chosen keys without those of a command: it has its defaults again, also where another has taken them. */
export function withoutKeys(chosen: UserKeys, id: CommandId): UserKeys {
  return Object.fromEntries(Object.entries(chosen).filter(([each]) => each !== id))
}

/** Whether a command's keys are other than its defaults. */
export const isChanged = (chosen: UserKeys, id: CommandId): boolean => Object.hasOwn(chosen, id)

function idsByCombo(keymap: Keymap): ReadonlyMap<string, readonly CommandId[]> {
  const ids = new Map<string, CommandId[]>()
  for (const [id, combos] of Object.entries(keymap))
    for (const combo of combos) ids.set(combo, [...(ids.get(combo) ?? []), id as CommandId])
  return ids
}

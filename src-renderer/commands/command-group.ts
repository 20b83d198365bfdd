// What a group's table says of each of its commands, and what the page does for it.

/** How the groups stand in menus, in the cheat sheet and in the docs. */
export const GROUPS = [
  'Files',
  'Transport',
  'Recording',
  'Edit',
  'Mutes',
  'Notes',
  'Piano roll',
  'Controllers',
  'Arrangement',
  'View',
  'Go to',
  'Help',
] as const
export type Group = (typeof GROUPS)[number]

/** The commands of one group by their ids; an id is never used again for something else, for people's keys are kept by it. */
export type GroupTable = Readonly<
  Record<
    string,
    {
      /** Plain words, as menus and the palette show them. */
      readonly title: string
      /** The default keys, as `key-combo.ts` reads them; the first one is shown in menus. */
      readonly keys: readonly string[]
    }
  >
>

export type Action = {
  /** Harmless where there is nothing to do: a key runs it even when it looks impossible, for the host may know more. */
  readonly run: (event?: MouseEvent) => void
  /** Whether it would do something now; menus dim it where not. Left out: always. */
  readonly enabled?: () => boolean
  /** Of what is on or off: whether it is on. */
  readonly pressed?: () => boolean
}

/** One action for each command of a group's table; the compiler misses none. */
export type ActionsOf<T extends GroupTable> = Readonly<Record<keyof T, Action>>

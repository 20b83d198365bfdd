// Every edit there is, as data, and the one function that carries it out: on the host for good, on the page for preview.
import { endOf, type Project } from '../model/project'
import { controllerEdits, type ControllerCommand } from './controller-commands'
import type { Edits } from './edits'
import { muteEdits, type MuteCommand } from './mute-commands'
import { noteEdits, type NoteCommand } from './note-commands'
import { patternEdits, type PatternCommand } from './pattern-commands'
import { projectEdits, type ProjectCommand } from './project-commands'
import { sectionEdits, type SectionCommand } from './section-commands'
import { LONGEST_SONG, type Tick } from '../time/ticks'
import { timeEdits, type TimeCommand } from './time-commands'

export type Command =
  MuteCommand | NoteCommand | ControllerCommand | TimeCommand | SectionCommand | PatternCommand | ProjectCommand

const EDITS: Edits<Command> = {
  ...muteEdits,
  ...noteEdits,
  ...controllerEdits,
  ...timeEdits,
  ...sectionEdits,
  ...patternEdits,
  ...projectEdits,
}

type AnyEdit = { run(project: Project, command: Command): Project; label(project: Project, command: Command): string }
/** The table has under each type the edit that knows it, which its own type cannot say of a union. */
const editOf = ({ type }: Command): AnyEdit => EDITS[type]

/**
 * The project after a command. Total: ids or ticks that are not there change nothing, nor does what would make the song
 * longer than any. New ids come from the project.
 */
export function run(project: Project, command: Command): Project {
  const next = editOf(command).run(project, command)
  if (BROUGHT.has(command.type)) return next
  return reachOf(next) > Math.max(LONGEST_SONG, reachOf(project)) ? project : next
}

/** Where the last of everything ends, also of what makes no song by itself. */
const reachOf = (project: Project): Tick =>
  Math.max(
    endOf(project),
    project.loop?.to ?? 0,
    project.punch?.to ?? 0,
    ...project.tracks.map(({ written }) => written.at(-1)?.to ?? 0),
  )

/** What was played or imported is as long as it is. */
const BROUGHT: ReadonlySet<Command['type']> = new Set(['placeTake', 'replaceArrangement'])

/** The command in plain words, for the history; of the project before it. */
export const labelOf = (project: Project, command: Command): string => editOf(command).label(project, command)

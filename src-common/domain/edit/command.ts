// Every edit there is, as data, and the one function that carries it out: on the host for good, on the page for preview.
import { patternName, type DeviceProfile, type TrackNumber } from '../device/device'
import type { UnrollPolicy } from '../device/pattern-unroll'
import type { Interval } from '../model/intervals'
import type { Project } from '../model/project'
import type { Take } from '../model/take'
import { formatPosition, type Tick } from '../time/ticks'
import {
  addSection,
  moveSection,
  placeTake,
  putPattern,
  removePattern,
  removeSection,
  replaceArrangement,
  setDevice,
  setTrack,
  type Arrangement,
  type PutPattern,
  type SetTrack,
} from './edit-arrangement'
import { putTempo, removeTempo } from './edit-tempo'
import { moveEdge, paintMutes, type MoveEdge, type PaintMutes } from './edit-mutes'
import {
  addNotes,
  deleteNotes,
  moveNotes,
  resizeNotes,
  type AddNotes,
  type MoveNotes,
  type ResizeNotes,
  type SomeNotes,
} from './edit-notes'
import { backToPatterns, writeDerived, type SpanOfTracks } from './edit-patterns'

export type Command =
  | ({ readonly type: 'paintMutes' | 'eraseMutes' } & PaintMutes)
  | ({ readonly type: 'moveMuteEdge' } & MoveEdge)
  | ({ readonly type: 'addNotes' } & AddNotes)
  | ({ readonly type: 'moveNotes' } & MoveNotes)
  | ({ readonly type: 'resizeNotes' } & ResizeNotes)
  | ({ readonly type: 'deleteNotes' } & SomeNotes)
  | ({ readonly type: 'putPattern' } & PutPattern)
  | { readonly type: 'removePattern'; readonly tick: number }
  | ({ readonly type: 'writeDerived' | 'backToPatterns' } & SpanOfTracks)
  | { readonly type: 'setUnroll'; readonly policy: UnrollPolicy }
  | ({ readonly type: 'setTrack' } & SetTrack)
  | { readonly type: 'addSection'; readonly tick: number; readonly name: string }
  | { readonly type: 'moveSection'; readonly id: number; readonly tick: number; readonly name: string }
  | { readonly type: 'removeSection'; readonly id: number }
  | { readonly type: 'setTempo'; readonly bpm: number }
  | { readonly type: 'putTempo'; readonly tick: Tick; readonly bpm: number }
  | { readonly type: 'removeTempo'; readonly tick: Tick }
  | { readonly type: 'setLoop'; readonly loop: Interval | null }
  | { readonly type: 'rename'; readonly name: string }
  | { readonly type: 'setDevice'; readonly device: DeviceProfile }
  | { readonly type: 'placeTake'; readonly take: Take }
  | ({ readonly type: 'replaceArrangement' } & Arrangement)

/** The project after a command. Total: ids or ticks that are not there change nothing. New ids come from the project. */
export function run(project: Project, command: Command): Project {
  switch (command.type) {
    case 'paintMutes':
    case 'eraseMutes':
      return paintMutes(project, command, command.type === 'paintMutes')
    case 'moveMuteEdge':
      return moveEdge(project, command)
    case 'addNotes':
      return addNotes(project, command)
    case 'moveNotes':
      return moveNotes(project, command)
    case 'resizeNotes':
      return resizeNotes(project, command)
    case 'deleteNotes':
      return deleteNotes(project, command)
    case 'putPattern':
      return putPattern(project, command)
    case 'removePattern':
      return removePattern(project, command.tick)
    case 'writeDerived':
      return writeDerived(project, command)
    case 'backToPatterns':
      return backToPatterns(project, command)
    case 'setUnroll':
      return { ...project, unroll: command.policy }
    case 'setTrack':
      return setTrack(project, command)
    case 'addSection':
      return addSection(project, command.tick, command.name)
    case 'moveSection':
      return moveSection(project, command.id, command.tick, command.name)
    case 'removeSection':
      return removeSection(project, command.id)
    case 'setTempo':
      return putTempo(project, 0, command.bpm)
    case 'putTempo':
      return putTempo(project, command.tick, command.bpm)
    case 'removeTempo':
      return removeTempo(project, command.tick)
    case 'setLoop':
      return { ...project, loop: command.loop !== null && command.loop.to > command.loop.from ? command.loop : null }
    case 'rename':
      return { ...project, name: command.name }
    case 'setDevice':
      return setDevice(project, command.device)
    case 'placeTake':
      return placeTake(project, command.take)
    case 'replaceArrangement':
      return replaceArrangement(project, command)
  }
}

/** The command in plain words, for the history. */
export function labelOf(project: Project, command: Command): string {
  switch (command.type) {
    case 'paintMutes':
    case 'eraseMutes':
      return `${command.type === 'paintMutes' ? 'Mute' : 'Unmute'} ${tracksLabel(project, command.tracks)} at ${formatPosition(command.from)}`
    case 'moveMuteEdge':
      return `Move mute edge of ${tracksLabel(project, [command.track])}`
    case 'addNotes':
      return command.notes.length === 1 ? 'Draw note' : `Add ${notesLabel(command.notes.length)}`
    case 'moveNotes':
      return `Move ${notesLabel(command.ids.length)}`
    case 'resizeNotes':
      return `Resize ${notesLabel(command.ids.length)}`
    case 'deleteNotes':
      return `Delete ${notesLabel(command.ids.length)}`
    case 'putPattern':
      return `Pattern ${patternName(command.pattern)} at ${formatPosition(command.tick)}`
    case 'removePattern':
      return `Remove pattern change at ${formatPosition(command.tick)}`
    case 'writeDerived':
      return `Make notes of ${tracksLabel(project, command.tracks)} editable`
    case 'backToPatterns':
      return `Let the patterns play ${tracksLabel(project, command.tracks)} again`
    case 'setUnroll':
      return 'Change what of the patterns is shown'
    case 'setTrack':
      return `Change ${tracksLabel(project, [command.track])}`
    case 'addSection':
      return `Add section ${command.name}`
    case 'moveSection':
      return `Change section ${command.name}`
    case 'removeSection':
      return 'Remove section'
    case 'setTempo':
      return `Tempo ${command.bpm.toFixed(1)}`
    case 'putTempo':
      return `Tempo ${command.bpm.toFixed(1)} at ${formatPosition(command.tick)}`
    case 'removeTempo':
      return `Remove tempo change at ${formatPosition(command.tick)}`
    case 'setLoop':
      return command.loop === null ? 'Clear loop' : 'Set loop'
    case 'rename':
      return `Rename to ${command.name}`
    case 'setDevice':
      return `Device ${command.device.name}`
    case 'placeTake':
      return `Place ${command.take.summary.name}`
    case 'replaceArrangement':
      return `Import ${command.name}`
  }
}

function tracksLabel(project: Project, tracks: readonly TrackNumber[]): string {
  const [only] = tracks
  return tracks.length === 1 && only !== undefined
    ? (project.tracks[only]?.name ?? '')
    : `${String(tracks.length)} tracks`
}

const notesLabel = (count: number): string => (count === 1 ? 'note' : `${String(count)} notes`)

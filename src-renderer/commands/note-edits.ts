// What can be done with the chosen notes, and with those that were copied.
import type { Command } from '../../src-common/domain/edit/command'
import { withoutId, type NewNote, type SomeNotes } from '../../src-common/domain/edit/edit-notes'
import { grooveOf } from '../../src-common/domain/edit/quantize-notes'
import { notesWithIds, type Note } from '../../src-common/domain/model/notes'
import type { Groove } from '../../src-common/domain/model/project'
import { snap, snapDown } from '../../src-common/domain/time/grid'
import { STEP, type Tick } from '../../src-common/domain/time/ticks'
import type { AppState } from '../state/app-state.svelte'
import type { Clipboard } from '../state/clipboard'
import { quantizeBy } from '../state/note-settings'
import type { RollView } from '../state/roll-view.svelte'
import { NOTHING } from '../state/selection'
import type { ChosenEdits } from './chosen-edits'

/** The chosen notes that there are: of those that were chosen, some may be gone. */
export const chosenNotes = ({ project, view }: AppState): readonly Note[] =>
  notesWithIds(project.tracks[view.track]?.notes ?? [], view.selected)

export const someOf = ({ view }: AppState, notes: readonly Note[]): SomeNotes => ({
  track: view.track,
  ids: notes.map(({ id }) => id),
})

export function noteEdits(app: AppState): ChosenEdits | null {
  const { view } = app
  const notes = chosenNotes(app)
  if (notes.length === 0) return null
  const some = someOf(app, notes)
  return {
    copy: () => copied(notes),
    remove: () => {
      app.dispatch({ type: 'deleteNotes', ...some })
      view.selection = NOTHING
    },
    duplicate: () => {
      const by = Math.ceil(lengthOf(notes) / view.grid) * view.grid
      void chooseAdded(app, { type: 'moveNotes', ...some, by, pitchBy: 0, copy: true })
    },
    split: () => {
      void chooseAdded(app, { type: 'splitNotes', ...some, at: cutsOf(app, notes) }, some.ids)
    },
    join: () => {
      app.dispatch({ type: 'joinNotes', ...some })
    },
    quantize: () => {
      app.dispatch({ type: 'quantizeNotes', ...some, ...quantizeBy(view.quantize, app.project, view.grid) })
    },
    nudge: (by, up) => {
      if (up !== 0) revealTransposed(view.roll, notes, up)
      app.dispatch({ type: 'moveNotes', ...some, by, pitchBy: up, copy: false })
    },
  }
}

/** The rows go where keys move notes to: to the one that leads the way. */
export function revealTransposed(roll: RollView, notes: readonly Note[], by: number): void {
  const furthest = by > 0 ? Math.max : Math.min
  const pitch = notes.reduce((far, note) => furthest(far, note.pitch), by > 0 ? 0 : 127)
  roll.revealPitch(Math.min(127, Math.max(0, pitch + by)))
}

/** The groove of notes under the name of the chosen track, in place of one that was taken there before. */
export const grooveFrom = ({ project, view }: AppState, notes: readonly Note[]): Groove => ({
  name: `Groove of ${project.tracks[view.track]?.name ?? ''}`,
  offsets: grooveOf(notes),
})

export function pasteNotes(app: AppState, notes: readonly NewNote[]): void {
  const at = playheadTick(app)
  const track = app.view.track
  const placed = notes.map((note) => ({ ...note, tick: Math.max(0, at + note.tick) }))
  void chooseAdded(app, { type: 'addNotes', track, notes: placed })
}

/** Where something is put at the playhead; at the grid while it moves. */
export function playheadTick(app: AppState): Tick {
  const tick = app.position()
  return Number.isInteger(tick) ? tick : snapDown(tick, app.view.grid)
}

/** Carries out a command that makes notes on the chosen track, and chooses these, and others with them. */
async function chooseAdded(app: AppState, command: Command, others: readonly number[] = []): Promise<void> {
  const { track } = app.view
  const first = app.project.nextId
  await app.ask('dispatch', command)
  if (app.view.track !== track) return
  const added = app.project.tracks[track]?.notes.filter(({ id }) => id >= first) ?? []
  if (added.length > 0) app.view.selection = { type: 'notes', ids: new Set([...others, ...added.map(({ id }) => id)]) }
}

function copied(notes: readonly Note[]): Clipboard {
  const origin = snap(notes[0]?.tick ?? 0, STEP)
  return { type: 'notes', notes: notes.map((note) => ({ ...withoutId(note), tick: note.tick - origin })) }
}

function lengthOf(notes: readonly Note[]): Tick {
  const end = notes.reduce((latest, { tick, length }) => Math.max(latest, tick + length), 0)
  return end - (notes[0]?.tick ?? 0)
}

/** More cuts at once than anyone wants. */
const MOST_CUTS = 10_000

/** The playhead, where any of the notes sounds across it; else every line of the grid inside of one. */
function cutsOf(app: AppState, notes: readonly Note[]): readonly Tick[] {
  const { grid } = app.view
  const here = playheadTick(app)
  if (notes.some(({ tick, length }) => tick < here && here < tick + length)) return [here]
  const lines = new Set<Tick>()
  for (const { tick, length } of notes)
    for (let line = snapDown(tick, grid) + grid; line < tick + length && lines.size < MOST_CUTS; line += grid)
      lines.add(line)
  return [...lines]
}

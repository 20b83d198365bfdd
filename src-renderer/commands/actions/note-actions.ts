// Editing notes.
import type { Command } from '../../../src-common/domain/edit/command'
import type { SomeNotes } from '../../../src-common/domain/edit/edit-notes'
import type { Note } from '../../../src-common/domain/model/notes'
import { BAR } from '../../../src-common/domain/time/ticks'
import type { AppState } from '../../state/app-state.svelte'
import { newSeed } from '../../state/note-settings'
import type { Action, ActionsOf } from '../command-group'
import { chosenNotes, grooveFrom, revealTransposed, someOf } from '../note-edits'
import type { NOTES } from '../table/notes'

const OCTAVE = 12
const LOUDER = 5
const RANDOM_VELOCITY = 20
/** No note becomes shorter than this by a key. */
const SHORTEST = 60

export const noteActions = (app: AppState): ActionsOf<typeof NOTES> => {
  const { view } = app
  const enabled = (): boolean => chosenNotes(app).length > 0
  const edit = (commandOf: (some: SomeNotes, notes: readonly Note[]) => Command): Action => ({
    run: () => {
      const notes = chosenNotes(app)
      if (notes.length > 0) app.dispatch(commandOf(someOf(app, notes), notes))
    },
    enabled,
  })
  const transpose = (pitchBy: number): Action =>
    edit((some, notes) => {
      revealTransposed(view.roll, notes, pitchBy)
      return { type: 'moveNotes', ...some, by: 0, pitchBy, copy: false }
    })
  const resize = (sign: 1 | -1): Action =>
    edit((some) => {
      const shortest = Math.min(view.grid, SHORTEST)
      return { type: 'resizeNotes', ...some, edge: 'to', by: sign * view.grid, shortest }
    })
  const velocityBy = (value: number): Action =>
    edit((some) => ({ type: 'changeNotes', ...some, field: 'velocity', change: { type: 'add', value } }))
  const ramp = (rises: boolean): Action =>
    edit((some, notes) => {
      const { softest, loudest } = velocityRange(notes)
      return { type: 'rampVelocities', ...some, from: rises ? softest : loudest, to: rises ? loudest : softest }
    })
  const ask = (type: 'quantize' | 'humanize'): Action => ({
    run: () => {
      if (enabled()) view.sheet = { type }
    },
    enabled,
  })
  /** Chooses the notes of the track that share something with a chosen one. */
  const chooseAlike = (property: (note: Note) => number): Action => ({
    run: () => {
      const wanted = new Set(chosenNotes(app).map(property))
      const alike = app.project.tracks[view.track]?.notes.filter((note) => wanted.has(property(note))) ?? []
      view.selection = { type: 'notes', ids: new Set(alike.map(({ id }) => id)) }
    },
    enabled,
  })
  return {
    quantizeHow: ask('quantize'),
    humanizeHow: ask('humanize'),
    octaveUp: transpose(OCTAVE),
    octaveDown: transpose(-OCTAVE),
    longer: resize(1),
    shorter: resize(-1),
    louder: velocityBy(LOUDER),
    softer: velocityBy(-LOUDER),
    legato: edit((some) => ({ type: 'legato', ...some })),
    reverseNotes: edit((some) => ({ type: 'reverseNotes', ...some })),
    randomVelocities: edit((some) => ({
      type: 'humanizeNotes',
      ...some,
      timing: 0,
      velocity: RANDOM_VELOCITY,
      length: 0,
      seed: newSeed(),
    })),
    rampUp: ramp(true),
    rampDown: ramp(false),
    takeGroove: edit((_, notes) => {
      const groove = grooveFrom(app, notes)
      view.quantize = { ...view.quantize, groove: groove.name }
      return { type: 'addGroove', groove }
    }),
    choosePitches: chooseAlike(({ pitch }) => pitch),
    chooseNotesInBars: chooseAlike(({ tick }) => Math.floor(tick / BAR)),
  }
}

/** Of notes that are all as loud, from half of it. */
function velocityRange(notes: readonly Note[]): { readonly softest: number; readonly loudest: number } {
  const softest = notes.reduce((least, { velocity }) => Math.min(least, velocity), 127)
  const loudest = notes.reduce((most, { velocity }) => Math.max(most, velocity), 1)
  return { softest: softest === loudest ? Math.ceil(softest / 2) : softest, loudest }
}

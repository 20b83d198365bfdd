// The edits of notes that there are.
import {
  changeNotes,
  rampVelocities,
  setVelocities,
  type ChangeNotes,
  type NoteField,
  type RampVelocities,
  type SetVelocities,
} from './change-notes'
import { joinNotes, legato, reverseNotes, splitNotes, type SplitNotes } from './cut-notes'
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
import { countLabel, type Edits } from './edits'
import { humanizeNotes, type HumanizeNotes } from './humanize-notes'
import { quantizeNotes, type QuantizeNotes } from './quantize-notes'

export type NoteCommand =
  | ({ readonly type: 'addNotes' } & AddNotes)
  | ({ readonly type: 'moveNotes' } & MoveNotes)
  | ({ readonly type: 'resizeNotes' } & ResizeNotes)
  | ({ readonly type: 'deleteNotes' } & SomeNotes)
  | ({ readonly type: 'splitNotes' } & SplitNotes)
  | ({ readonly type: 'joinNotes' } & SomeNotes)
  | ({ readonly type: 'legato' } & SomeNotes)
  | ({ readonly type: 'reverseNotes' } & SomeNotes)
  | ({ readonly type: 'quantizeNotes' } & QuantizeNotes)
  | ({ readonly type: 'humanizeNotes' } & HumanizeNotes)
  | ({ readonly type: 'changeNotes' } & ChangeNotes)
  | ({ readonly type: 'setVelocities' } & SetVelocities)
  | ({ readonly type: 'rampVelocities' } & RampVelocities)

const notesLabel = ({ ids }: SomeNotes): string => countLabel(ids.length, 'note')
const ofNotes = ({ ids }: SomeNotes): string => (ids.length === 1 ? 'of note' : `of ${String(ids.length)} notes`)

const FIELDS: Readonly<Record<NoteField, string>> = {
  tick: 'start',
  length: 'length',
  pitch: 'pitch',
  velocity: 'velocity',
}

export const noteEdits: Edits<NoteCommand> = {
  addNotes: {
    run: addNotes,
    label: (_, { notes }) => (notes.length === 1 ? 'Draw note' : `Add ${countLabel(notes.length, 'note')}`),
  },
  moveNotes: {
    run: moveNotes,
    label: (_, command) => {
      const { by, pitchBy, copy } = command
      if (copy) return `Copy ${notesLabel(command)}`
      return by === 0 && pitchBy !== 0 ? `Transpose ${notesLabel(command)}` : `Move ${notesLabel(command)}`
    },
  },
  resizeNotes: { run: resizeNotes, label: (_, command) => `Resize ${notesLabel(command)}` },
  deleteNotes: { run: deleteNotes, label: (_, command) => `Delete ${notesLabel(command)}` },
  splitNotes: { run: splitNotes, label: (_, command) => `Split ${notesLabel(command)}` },
  joinNotes: { run: joinNotes, label: (_, command) => `Join ${notesLabel(command)}` },
  legato: { run: legato, label: (_, command) => `Legato ${ofNotes(command)}` },
  reverseNotes: { run: reverseNotes, label: (_, command) => `Reverse ${notesLabel(command)}` },
  quantizeNotes: { run: quantizeNotes, label: (_, command) => `Quantize ${notesLabel(command)}` },
  humanizeNotes: {
    run: humanizeNotes,
    label: (_, command) => {
      const { timing, length, velocity } = command
      const onlyVelocity = timing === 0 && length === 0 && velocity > 0
      return onlyVelocity ? `Random velocity ${ofNotes(command)}` : `Humanize ${notesLabel(command)}`
    },
  },
  changeNotes: {
    run: changeNotes,
    label: (_, command) => `Change ${FIELDS[command.field]} ${ofNotes(command)}`,
  },
  setVelocities: {
    run: setVelocities,
    label: (_, { velocities }) => `Draw velocity of ${countLabel(velocities.length, 'note')}`,
  },
  rampVelocities: { run: rampVelocities, label: (_, command) => `Ramp velocity ${ofNotes(command)}` },
}

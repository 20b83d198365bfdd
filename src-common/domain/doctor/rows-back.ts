// Symptoms of what is played into the box: rows 15 to 21 and 24.
import { MENU } from './menu'
import type { Row, RowId } from './rows'

type BackRow = 15 | 16 | 17 | 18 | 19 | 20 | 21 | 24

export const BACK_ROWS: Readonly<Record<Extract<RowId, BackRow>, Row>> = {
  15: {
    symptom: 'The box does not start with Muteline',
    cause: 'It starts from outside only while it receives the clock, and sends none itself.',
    steps: [
      MENU.clockReceive('on'),
      MENU.transportReceive('on'),
      MENU.clockSend('off'),
      MENU.lead('Muteline sends the clock before Start, and after'),
    ],
    sources: ['elektronauts.com/t/92207', 'elektronauts.com/t/53874', 'elektronauts.com/t/70208'],
  },
  16: {
    symptom: 'The box plays, and at a tempo of its own',
    cause: 'CLOCK RECEIVE is off, or INPUT FROM leaves this port out.',
    steps: [MENU.clockReceive('on'), MENU.clockSend('off'), MENU.inputFrom('USB or MIDI+USB')],
    sources: ['elektronauts.com/t/92207', 'inferred'],
  },
  17: {
    symptom: 'The box does not change its pattern',
    cause: 'PRG CH RECEIVE is off, or it listens on another channel: AUTO is 10 on some systems, and 14 on others.',
    steps: [MENU.programReceive('on'), MENU.programIn('a number, the one that Muteline sends on')],
    sources: ['elektronauts.com/t/40834', 'elektronauts.com/t/129229', 'manual, mk I, p. 61'],
  },
  18: {
    symptom: 'Patterns change one round late',
    cause: 'The change comes at the boundary or after it; or CH.LEN and M.LEN are long, or INF.',
    steps: [
      MENU.scale('a bar: 16'),
      MENU.masterLength('not INF'),
      MENU.lead('changes are sent a beat early'),
    ],
    sources: ['elektronauts.com/t/177002', 'elektronauts.com/t/120569', 'JP01/DigiSong'],
  },
  19: {
    symptom: 'Notes from Muteline do nothing',
    cause: 'RECEIVE NOTES is off, INPUT FROM leaves this port out, the channel of the track is OFF, or the note is one that the box does not play.',
    steps: [
      MENU.receiveNotes('on'),
      MENU.inputFrom('USB or MIDI+USB'),
      MENU.tracks('a channel each, not OFF'),
      MENU.noteRange('12 to 84, those of mk I'),
    ],
    sources: ['Digitone manual, MIDI CONFIG', 'morningstar.io forum, 1821', 'videomusik/dt_og_plus_plus, parameters.md'],
  },
  20: {
    symptom: 'Notes from Muteline hit another track',
    cause: 'A program between puts all on one channel; or the tracks have other channels than Muteline knows.',
    steps: [
      MENU.computer('let nothing between change the channels'),
      { path: ['SETTINGS', 'MIDI CONFIG', 'CHANNELS'], value: 'the channels that Muteline has' },
      MENU.doctor('Teach me'),
    ],
    sources: ['elektronauts.com/t/158897'],
  },
  21: {
    symptom: 'A muted track sounds when Muteline plays it',
    cause: 'That is how the box is: notes from outside sound through a mute.',
    steps: [MENU.track('mute it here: then it is not sent')],
    sources: ['videomusik/dt_og_plus_plus, mute_by_origin.md'],
  },
  24: {
    symptom: 'The box freezes when something is sent to it',
    cause: 'A loop: what it sends comes back into it, through a program or a cable.',
    steps: [
      MENU.computer('no MIDI thru from the box’s input to its output'),
      MENU.cable('none from its OUT or THRU back to its IN'),
      { path: ['BOX'], value: 'switch it off, and on again' },
    ],
    sources: ['elektronauts.com/t/143867'],
  },
} // prettier-ignore

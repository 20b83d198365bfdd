// Symptoms of what the box sends: rows 1 to 14, 22, 23, 25 and 26.
import { MENU } from './menu'
import type { Row, RowId } from './rows'

type FromRow = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 22 | 23 | 25 | 26

export const FROM_ROWS: Readonly<Record<Extract<RowId, FromRow>, Row>> = {
  1: {
    symptom: 'No port of a Digitakt is there',
    cause:
      'The cable or the hub, or USB CONFIG is OVERBRIDGE: on older systems the box then shows no MIDI port, or one that is named Elektron MIDI.',
    steps: [
      MENU.usb('USB MIDI or USB AUDIO/MIDI'),
      MENU.cable('unplug it, and plug it into the computer itself'),
      MENU.computer('quit Overbridge Engine and Transfer'),
    ],
    sources: ['elektronauts.com/t/116957', 'mzero/elk-herd-project#3', 'dagargo/elektroid#61'],
  },
  2: {
    symptom: 'The port is open, and nothing arrives',
    cause: 'CLOCK SEND is off, or OUTPUT TO leaves this port out.',
    steps: [MENU.outputTo('USB or MIDI+USB'), MENU.clockSend('on')],
    sources: ['Digitone manual, MIDI CONFIG', 'inferred'],
  },
  3: {
    symptom: 'Nothing arrives by a DIN cable',
    cause: 'OUT PORT FUNC is DIN 24 or DIN 48: then that jack sends no MIDI. Or the cable is in THRU, which copies IN only.',
    steps: [
      MENU.outPort('MIDI'),
      MENU.cable('from MIDI OUT of the box to the interface’s IN'),
      MENU.outputTo('MIDI or MIDI+USB'),
    ],
    sources: ['elektronauts.com/t/97340', 'elektronauts.com/t/236613'],
  },
  4: {
    symptom: 'A clock, and no notes, while a beat plays',
    cause: 'That is how the box is: audio tracks never send their sequence. No setting changes it.',
    steps: [
      MENU.patterns('fetch the patterns: they hold the notes'),
      MENU.midiChannel('use MIDI tracks for what is to be sent'),
      MENU.trigKeyDest('INT+EXT, and play the [TRIG] keys'),
    ],
    sources: ['elektronauts.com/t/48201', 'videomusik/dt_og_plus_plus, midi_loopback.md'],
  },
  5: {
    symptom: 'A clock, and no notes from a MIDI track',
    cause: 'CHAN of the MIDI track is disabled, or the track is muted; on Digitakt II it may have no MIDI machine.',
    steps: [
      MENU.midiChannel('[FUNC] + press knob A, then turn A to a channel'),
      MENU.muteMode('unmute the MIDI track'),
      MENU.midiMachine('[YES], on Digitakt II'),
    ],
    sources: ['elektronauts.com/t/84252', 'manual 1.50, §12.3', 'Digitakt II 1.15A notes'],
  },
  6: {
    symptom: 'Notes arrive only when [TRIG] keys are pressed',
    cause: 'It is an audio track: keys are sent as they are played, the sequence never is.',
    steps: [MENU.patterns('fetch the patterns: they hold the notes'), MENU.midiChannel('use MIDI tracks for what is to be sent')],
    sources: ['elektronauts.com/t/48201'],
  },
  7: {
    symptom: '[TRIG] keys send no notes',
    cause: 'TRIG KEY DEST is INT, or the channel of the track is OFF.',
    steps: [MENU.trigKeyDest('INT+EXT')],
    sources: ['elektronauts.com/t/48201', 'manual, mk I, p. 61'],
  },
  8: {
    symptom: 'Everything arrives on one channel',
    cause: 'OUTPUT CH is AUTO CH; or a program between changes the channels; or all MIDI tracks have the same CHAN.',
    steps: [
      MENU.outputChannel('TRK CH'),
      MENU.computer('look at the bytes before any other program'),
      MENU.midiChannel('one channel for each MIDI track'),
    ],
    sources: ['Digitone manual, MIDI CONFIG', 'midi.org forum, thread 4203'],
  },
  9: {
    symptom: 'Each note comes twice, at the same pitch',
    cause: 'USB and DIN are both listened to, or OUT and THRU are merged, or our own notes come back through a MIDI track’s channel.',
    steps: [
      MENU.ports('Listen: one port only'),
      MENU.outputTo('USB'),
      MENU.cable('take THRU out of the merge'),
      MENU.midiChannel('another channel than those that Muteline plays on'),
    ],
    sources: ['elektronauts.com/t/153414', 'elektronauts.com/t/116957'],
  },
  10: {
    symptom: 'Each note comes with another pitch beside it',
    cause: 'NOT2, NOT3 or NOT4 of the MIDI track is set; in an old project that may have stayed behind.',
    steps: [MENU.midiNotes('0, which is off'), { path: ['PROJECT'], value: 'where it stays so, a new one' }],
    sources: ['elektronauts.com/t/70413', 'inferred'],
  },
  11: {
    symptom: 'Mutes do not arrive',
    cause: 'MUTE DEST is INT, or PARAM OUTPUT is NRPN. Mutes of MIDI tracks need a channel in TRACK A to H, too.',
    steps: [MENU.muteDest('INT+EXT'), MENU.paramOutput('CC'), MENU.midiTracks('a channel each, not OFF')],
    sources: ['elektronauts.com/t/124100', 'Digitone manual, MIDI CONFIG', 'pencilresearch/midi', 'videomusik/dt_og_plus_plus, midi_loopback.md'],
  },
  12: {
    symptom: 'The mute arrives, and the track plays on',
    cause: 'MUTE DEST is EXT: it sends mutes and does not mute.',
    steps: [MENU.muteDest('INT+EXT')],
    sources: ['manual, mk I, p. 61', 'elektronauts.com/t/124100'],
  },
  13: {
    symptom: 'Mutes are the wrong way round, or never end',
    cause: 'Boxes differ in the values that they send for on and off. Muteline has to learn those of yours.',
    steps: [MENU.doctor('Teach me, then Use what was learned')],
    sources: ['elektronauts.com/t/218110', 'pencilresearch/midi', 'mcjlnrtwcz/diquencer'],
  },
  14: {
    symptom: 'Mutes look wrong after a pattern change',
    cause: 'Pattern mutes change with the pattern, and the box does not tell.',
    steps: [MENU.muteMode('perform with the green, global mutes'), MENU.patterns('read the pattern again')],
    sources: ['elektronauts.com/t/124100'],
  },
  22: {
    symptom: 'Notes hang on after Stop',
    cause: 'A trig with LEN INF, or a note-off that the box did not send.',
    steps: [
      MENU.panic('ends all notes'),
      { path: ['MIDI track', 'TRIG', 'LEN'], value: 'not INF' },
    ],
    sources: ['xor-electronics.com forum, thread 219'],
  },
  23: {
    symptom: 'A synth goes silent, or sounds plucky',
    cause: 'Controllers left behind in a MIDI track are sent with it.',
    steps: [MENU.midiControllers('[FUNC] + press the knob of each that is not used')],
    sources: ['elektronauts.com/t/159293'],
  },
  25: {
    symptom: 'SysEx arrives damaged',
    cause: 'OUTPUT TO is MIDI+USB, which slows USB down; or the driver’s buffer is small.',
    steps: [MENU.outputTo('USB'), MENU.patterns('fetch it again')],
    sources: ['Digitone manual, MIDI CONFIG', 'release notes of OS 1.11'],
  },
  26: {
    symptom: 'The port is there, and does not open',
    cause: 'Another program has it: on Windows, one program at a time may use a port.',
    steps: [MENU.computer('close Transfer, Overbridge, DAWs and browser pages that use MIDI')],
    sources: ['inferred'],
  },
} // prettier-ignore

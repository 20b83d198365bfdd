// The gestures that change tracks, their channels and chords, and the pattern as a whole.
import { both, byte, inLane, maybe, newRecords, places, stepWord, word } from './calibration-places'
import { FIRST, isFirst, TRIG_WORDS, type CalibrationStep } from './calibration-step'
import { TAIL, trackAt, type PatternLayout } from './pattern-shape'
import { UNSET } from './range-check'
import { CENTRE } from './track-decode'

/** Tracks from 0. */
const SCALED = 1
const MUTED = 2
/** Track A of mk I; on II, track 9, which the musician makes a MIDI track. */
const MIDI = { track: 8, step: 0 } as const

/** Of the track; on II also of a trig. */
export const probability = (layout: PatternLayout): readonly CalibrationStep[] => {
  const { settings, lanes } = layout
  const ofTrack = settings.probability
  if (ofTrack === null) return []
  const hasLane = lanes.probability !== null
  return [
    {
      id: 'probability',
      title: 'Probability',
      press: [
        'With no key held, turn PROB to 50 %, on the TRIG page.',
        ...(hasLane ? ['Then hold [TRIG 1] and turn PROB to 25 %.'] : []),
      ],
      request: 'pattern',
      fields: hasLane ? ['trackProbability', 'probability'] : ['trackProbability'],
      expect: () =>
        places(byte(trackAt(layout, FIRST.track) + ofTrack, 50), ...inLane(layout, lanes.probability, FIRST, 25)),
    },
  ]
}

export const scaleMode: CalibrationStep = {
  id: 'scaleMode',
  title: 'Length per track',
  press: ['Press [FUNC] + [PAGE]: the SCALE menu.', 'Press [FUNC] + [YES] for LENGTH PER TRACK.'],
  request: 'pattern',
  fields: ['scaleMode'],
  expect: ({ layout }) => places(byte(layout.tail + TAIL.scaleMode, 1)),
}

export const trackScale = (layout: PatternLayout): CalibrationStep => {
  const { speed, trackLength } = layout.settings
  const at = trackAt(layout, SCALED)
  return {
    id: 'trackScale',
    title: speed === null ? 'The length of a track' : 'Length and speed of a track',
    press: [
      'Choose track 2, still in the SCALE menu.',
      'In its column TRACK, set LENGTH to 12.',
      ...(speed === null ? [] : ['Set SCALE, also of TRACK, to 1/2X.']),
    ],
    request: 'pattern',
    fields: speed === null ? ['trackLength'] : ['trackLength', 'speed'],
    expect: () => places(word(at + trackLength, 12), ...(speed === null ? [] : [byte(at + speed, 4)])),
  }
}

/** 1 is INF for the one, and was OFF for the other. */
export const lengths: CalibrationStep = {
  id: 'lengths',
  title: 'Master and change length',
  press: ['In the column PATTERN of the SCALE menu, set M.LEN to INF.', 'Set CH.LEN to 32.'],
  request: 'pattern',
  fields: ['masterLength', 'changeLength'],
  expect: ({ layout }) => places(word(layout.tail + TAIL.masterLength, 1), word(layout.tail + TAIL.changeLength, 32)),
}

/** Nothing is read from there yet: what comes of it is worth telling. */
export const patternMute: CalibrationStep = {
  id: 'patternMute',
  title: 'A pattern mute',
  press: ['Hold [FUNC] and press [BANK] twice: PATTERN MUTE mode (purple, not green).', 'Press [TRIG 3].'],
  request: 'pattern',
  fields: [],
  expect: ({ layout }) => places(word(layout.tail + TAIL.patternMutes, 1 << MUTED)),
}

export const channel = (layout: PatternLayout): CalibrationStep => ({
  id: 'channel',
  title: 'The channel of a MIDI track',
  press: [
    `Choose ${midiTrack(layout)}.`,
    'Open the SRC page, and press [FUNC] + DATA ENTRY knob A: CHAN is enabled.',
    'Turn CHAN to 10.',
  ],
  request: 'patternKit',
  fields: ['channel'],
  expect: ({ before, kit }) => {
    if (kit === null) return places()
    const at = layout.patternSize + kit.midi.first + (MIDI.track - kit.firstMidi) * kit.midi.stride
    const mask = kit.midiMask === null ? 1 : (before[layout.patternSize + kit.midiMask] ?? 0) & (1 << (MIDI.track - 8))
    const enabled = (before[at + kit.enabled] ?? 0) * 0x100 + (before[at + kit.enabled + 1] ?? 0)
    const enable = word(at + kit.enabled, enabled | 1)
    return {
      places: [byte(at + kit.channel, 9), (enabled & 1) === 1 ? maybe(enable) : enable],
      faults: mask === 0 ? ['Track 9 was no MIDI track before: make it one, and go on from there.'] : [],
    }
  },
})

/**
 * On mk I, and in the first format of II, the distance to the root stands in a lane of its own; later on II the note itself, in
 * the second of the four records, whether the root is written out or not.
 */
export const chord = (layout: PatternLayout): CalibrationStep => ({
  id: 'chord',
  title: 'A chord',
  press: [
    `With ${midiTrack(layout)} chosen, press [TRIG 1] in GRID RECORDING.`,
    'Hold [TRIG 1] and turn NOT2 to +4, on the TRIG page.',
  ],
  request: 'pattern',
  fields: ['chord'],
  expect: (reads) => {
    const trigWord = stepWord(layout, MIDI.track, MIDI.step, ...TRIG_WORDS)
    if (layout.pool === null) return places(trigWord, ...inLane(layout, layout.lanes.chord[0], MIDI, CENTRE + 4))
    const root = reads.before[trackAt(layout, MIDI.track) + layout.settings.note] ?? 0
    return both(places(trigWord), newRecords(reads, MIDI.track, MIDI.step, { notes: [[UNSET, root], [root + 4]] }))
  },
})

export const tempo: CalibrationStep = {
  id: 'tempo',
  title: 'Swing and tempo',
  press: ['Set SWING to 60 %.', "Set the tempo to 133.3 BPM: the pattern's own, not the global one."],
  request: 'pattern',
  fields: ['tempo', 'swing'],
  expect: ({ layout }) => places(byte(layout.tail + TAIL.swing, 10), word(layout.tail + TAIL.tempo, 0x3e7c)),
}

const midiTrack = (layout: PatternLayout): string =>
  isFirst(layout) ? 'MIDI track A: [TRK] + [TRIG 9]' : 'track 9: [TRK] + [TRIG 9]'

import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../domain/device/device'
import { checksOf } from '../domain/doctor/checks'
import { diagnose } from '../domain/doctor/diagnose'
import { NO_EVIDENCE, type Evidence, type PortSight } from '../domain/doctor/evidence'
import { learnFrom } from '../domain/doctor/learn'
import { pathText } from '../domain/doctor/menu'
import { observe } from '../domain/doctor/observe'
import { itemsOf, type PresetName } from '../domain/doctor/presets'
import { ROW_IDS, ROWS } from '../domain/doctor/rows'
import { verdictOf } from '../domain/doctor/verdict'
import { encode } from '../domain/midi/message'
import { createBox, type Box } from './box'
import { boxSettings, type BoxSettings } from './box-settings'
import { contradictions, profileOf, walked, type Case } from './doctor-walk'
import { BOX_PORTS } from './box-ports'

/** A box whose tracks are all audio tracks, and what is known of it. */
function audioOnly(): Box {
  const box = createBox('digitakt2')
  const tracks = box.settings.tracks.map((track) => ({ ...track, kind: 'audio' as const, noteChannel: null }))
  return { ...box, settings: { ...box.settings, tracks } }
}

const { tracks, muteValue } = boxSettings('digitakt')
const silentTracks = tracks.map((track) => ({ ...track, noteChannel: null }))
const firstOff = tracks.map((track, number) => (number === 0 ? { ...track, channel: null } : track))
const midiOff = tracks.map((track, number) => (number >= 8 ? { ...track, channel: null } : track))
const swapped = { muted: muteValue.unmuted, unmuted: muteValue.muted }

/** Rows that the virtual box produces, by one wrong setting each, or by being what it is. */
const BOX_CASES: Readonly<Record<string, Case>> = {
  'OUTPUT TO = DISABLED': { row: 2, wrong: { outputTo: 'DISABLED' }, first: 'OUTPUT TO: USB or MIDI+USB' },
  'OUTPUT TO = MIDI': { row: 2, wrong: { outputTo: 'MIDI' } },
  'CLOCK SEND off': { row: 2, wrong: { clockSend: false }, first: 'SYNC > CLOCK SEND: on' },
  'audio tracks only': { row: 4, wrong: {}, box: audioOnly(), further: false },
  'CHAN disabled': { row: 5, wrong: { tracks: silentTracks }, first: 'CHAN: [FUNC] + press knob A, then turn A to a channel' },
  'audio tracks only, and keys played': { row: 6, wrong: {}, box: audioOnly() },
  'TRIG KEY DEST = INT': { row: 7, wrong: { trigKeyDest: 'INT' }, first: 'PORT CONFIG > TRIG KEY DEST: INT+EXT' },
  'TRACK 1 = OFF, keys played': { row: 7, wrong: { tracks: firstOff }, box: { ...createBox('digitakt'), model: 'digitakt' }, first: 'CHANNELS > TRACK 1: a channel of its own, 1 to 16' },
  'OUTPUT CH = AUTO CH': { row: 8, wrong: { outputChannel: 'AUTO' }, first: 'PORT CONFIG > OUTPUT CH: TRK CH' },
  'OUT and USB both listened to': { row: 9, wrong: { cabling: 'double' }, first: 'PORT CONFIG > OUTPUT TO: USB' },
  'THRU merged into OUT': { row: 9, wrong: { cabling: 'thru' }, first: 'CABLE: take THRU out of the merge' },
  'NOT2 = −24': { row: 10, wrong: { not2: -24 }, first: 'NOT2 to NOT4: 0, which is off' },
  'MUTE DEST = INT': { row: 11, wrong: { muteDest: 'INT' }, first: 'PORT CONFIG > MUTE DEST: INT+EXT' },
  'TRACK 1 = OFF, mutes only': { row: 11, wrong: { tracks: firstOff }, further: false, first: 'CHANNELS > TRACK 1: a channel of its own, 1 to 16' },
  'TRACK A to H = OFF': { row: 11, wrong: { tracks: midiOff }, first: 'CHANNELS > TRACK A to H: a channel each, not OFF' },
  'PARAM OUTPUT = NRPN': { row: 11, wrong: { paramOutput: 'NRPN' }, first: 'PORT CONFIG > PARAM OUTPUT: CC' },
  'MUTE DEST = EXT': { row: 12, wrong: { muteDest: 'EXT' }, first: 'PORT CONFIG > MUTE DEST: INT+EXT' },
  'values of mutes swapped': { row: 13, wrong: { muteValue: swapped }, first: 'Doctor: Teach me, then Use what was learned' },
  'one value for both': { row: 13, wrong: { muteValue: { muted: 127, unmuted: 127 } } },
  'pattern mutes used': { row: 14, wrong: {}, habits: { leavesPatternMute: true } },
  'CLOCK SEND on, while it is to follow': { row: 15, wrong: { clockSend: true }, first: 'SYNC > CLOCK SEND: off' },
  'TRANSPORT RECEIVE off': { row: 15, wrong: { transportReceive: false } },
  'CLOCK RECEIVE off': { row: 15, wrong: { clockReceive: false }, first: 'SYNC > CLOCK RECEIVE: on' },
  'CLOCK RECEIVE off, started by hand': { row: 16, wrong: { clockReceive: false }, habits: { startsByHand: true }, first: 'SYNC > CLOCK RECEIVE: on' },
  'PRG CH RECEIVE off': { row: 17, wrong: { programChangeReceive: false }, first: 'SYNC > PRG CH RECEIVE: on' },
  'PROGRAM CHG IN CH = 14': { row: 17, wrong: { programIn: 14 } },
  'M.LEN = 128': { row: 18, wrong: { masterLength: 128 } },
  'RECEIVE NOTES off': { row: 19, wrong: { receiveNotes: false }, first: 'PORT CONFIG > RECEIVE NOTES: on' },
  'INPUT FROM = MIDI': { row: 19, wrong: { inputFrom: 'MIDI' }, first: 'PORT CONFIG > INPUT FROM: USB or MIDI+USB' },
  'a muted track that is played': {
    row: 21,
    wrong: {},
    then: (musician) => {
      musician.mute(2)
      musician.answer('soundsThroughMute', musician.sendNote(2).some(({ audible }) => audible))
    },
  },
  'note-offs missed': { row: 22, wrong: { missesNoteOffs: true } },
  'what it sends comes back to it': { row: 24, wrong: { cabling: 'loop' }, then: (musician) => { musician.playAndSend([0, 8]) } },
  'SysEx loses bytes': { row: 25, wrong: { damagesSysex: true }, then: (musician) => { musician.fetch(0) } },
} // prettier-ignore

const box = (port: Partial<PortSight>): readonly PortSight[] => BOX_PORTS.map((each) => ({ ...each, virtual: false, ...port })) // prettier-ignore

/** Rows that the list of ports shows. */
const PORT_CASES: Readonly<Record<number, readonly PortSight[]>> = {
  1: box({ box: false, model: null, id: 'Scarlett', name: 'Scarlett', number: null, state: null }),
  3: box({ model: null, id: 'Scarlett', name: 'Scarlett 6i6' }),
  26: box({ state: 'failed' }),
}

/** Rows that only the musician can tell of. */
const ANSWER_CASES: Readonly<Record<number, (evidence: Evidence) => Evidence>> = {
  20: (evidence) =>
    withAnswers(observe(evidence, { type: 'sent', time: 2, port: 0, bytes: [0x91, 60, 100] }), 'heardNote', 'otherSounded'),
  23: (evidence) => observe(evidence, { type: 'answer', time: 2, question: 'synthSilent', yes: true }),
} // prettier-ignore

const withAnswers = (evidence: Evidence, no: 'heardNote', yes: 'otherSounded'): Evidence =>
  observe(observe(evidence, { type: 'answer', time: 3, question: no, yes: false }), { type: 'answer', time: 3, question: yes, yes: true }) // prettier-ignore

const withPorts = (ports: readonly PortSight[]): Evidence => observe(NO_EVIDENCE, { type: 'ports', time: 1, ports })

/** PLAY was asked for, and nothing came. */
function silence(evidence: Evidence): Evidence {
  const asked = observe(evidence, { type: 'asked', time: 2, gesture: { type: 'play', track: null } })
  return observe(asked, { type: 'time', time: 15_000_000 })
}

describe('a walk through all gestures', () => {
  for (const model of ['digitakt', 'digitakt2'] as const) {
    it(`finds no fault with a ${model} that is set up right`, () => {
      const evidence = walked({ row: 1, wrong: {}, box: createBox(model) })
      const profile = profileOf(createBox(model))
      expect(diagnose(evidence, profile).filter(({ kind }) => kind === 'fault')).toEqual([])
      const checks = checksOf(evidence, profile).filter(({ id }) => id !== 'knobs')
      expect(checks.filter(({ state }) => state !== 'works')).toEqual([])
    })
  }

  for (const [name, each] of Object.entries(BOX_CASES)) {
    it(`${name}: names row ${String(each.row)} first`, () => {
      const profile = profileOf(each.box ?? createBox('digitakt'))
      const [first] = diagnose(walked(each), profile)
      expect(first?.row).toBe(each.row)
      expect(contradictions(walked(each), profile)).toEqual([])
      if (each.first !== undefined) expect(pathText(first?.steps[0] ?? { path: [], value: '' })).toContain(each.first)
    })
  }

  it('what has no row of its own is a check that ends in a menu path', () => {
    const failing = (wrong: Partial<BoxSettings>): readonly string[] =>
      checksOf(walked({ row: 1, wrong }), profileOf(createBox('digitakt')))
        .filter(({ state, step }) => state === 'fails' && step !== null)
        .map(({ step }) => (step === null ? '' : pathText(step)))
    expect(failing({ transportSend: false })).toEqual(['SETTINGS > MIDI CONFIG > SYNC > TRANSPORT SEND: on'])
    expect(failing({ programChangeSend: false })).toEqual(['SETTINGS > MIDI CONFIG > SYNC > PRG CH SEND: on'])
    expect(failing({ receiveControllers: false })).toEqual([
      'SETTINGS > MIDI CONFIG > PORT CONFIG > RECEIVE CC/NRPN: on',
    ])
  })

  it('says of audio tracks that this is normal, never that it is a fault', () => {
    const profile = profileOf(audioOnly())
    const evidence = walked({ row: 4, wrong: {}, box: audioOnly() })
    expect(diagnose(evidence, profile).map(({ kind }) => kind)).not.toContain('fault')
    expect(checksOf(evidence, profile).find(({ id }) => id === 'notes')?.state).toBe('normal')
  })
})

describe('what is made of it', () => {
  const profile = profileOf(createBox('digitakt'))
  const right = walked({ row: 1, wrong: {} })

  it('a preset is ticked by itself but for what no wire shows', () => {
    const left = (name: PresetName): readonly string[] =>
      itemsOf(name, profile)
        .filter(({ proved }) => !proved(right, profile))
        .map(({ id }) => id)
    // The virtual box has no knobs.
    expect(left('record')).toEqual(['clockReceive', 'transportReceive', 'encoderDest'])
    expect(left('play')).toEqual([])
    const nothing = withPorts(BOX_PORTS)
    expect(itemsOf('record', profile).some(({ proved }) => proved(nothing, profile))).toBe(false)
    expect(itemsOf('record', profileOf(createBox('digitakt2'))).map(({ id }) => id)).not.toContain('midiTracks')
  })

  it('the verdict is the first fault, or the first check that fails with what to press, or how far one got', () => {
    const verdict = (evidence: Evidence): string => {
      const { tone, text, step } = verdictOf(evidence, checksOf(evidence, profile), diagnose(evidence, profile))
      return [tone, text, ...(step === null ? [] : [pathText(step)])].join(' | ')
    }
    expect(verdict(withPorts(BOX_PORTS))).toContain('open | Nothing has arrived yet')
    expect(verdict(right)).toBe('open | What was tried works. One thing was not tried yet.')
    expect(verdict(walked({ row: 1, wrong: { muteDest: 'INT' } }))).toBe('fault | Mutes do not arrive.')
    expect(verdict(walked({ row: 1, wrong: { transportSend: false } }))).toBe(
      'fault | Start and Stop: The box played, and told no Start. | SETTINGS > MIDI CONFIG > SYNC > TRANSPORT SEND: on',
    )
  })
})

describe('what the box itself does not show', () => {
  for (const [row, ports] of Object.entries(PORT_CASES)) {
    it(`the list of ports shows row ${row}`, () => {
      expect(diagnose(silence(withPorts(ports)), defaultProfile('digitakt'))[0]?.row).toBe(Number(row))
    })
  }

  for (const [row, answer] of Object.entries(ANSWER_CASES)) {
    it(`an answer tells row ${row}`, () => {
      expect(diagnose(answer(withPorts(BOX_PORTS)), defaultProfile('digitakt'))[0]?.row).toBe(Number(row))
    })
  }

  it('every row is produced in one of the three ways', () => {
    const byBox = Object.values(BOX_CASES).map(({ row }) => row)
    const byPorts = Object.keys(PORT_CASES).map(Number)
    const byAnswers = Object.keys(ANSWER_CASES).map(Number)
    expect([...new Set([...byBox, ...byPorts, ...byAnswers])].sort((a, b) => a - b)).toEqual([...ROW_IDS])
  })

  it('every row has a cause, a source, and ends in something to press', () => {
    for (const row of ROW_IDS) {
      expect(ROWS[row].sources.length).toBeGreaterThan(0)
      expect(ROWS[row].steps.length).toBeGreaterThan(0)
      expect(ROWS[row].cause).not.toBe('')
    }
  })
})

it('what was learned takes the fault away that it was learned from', () => {
  const evidence = walked({ row: 13, wrong: { muteValue: { muted: 1, unmuted: 0 } } })
  const profile = profileOf(createBox('digitakt'))
  expect(diagnose(evidence, profile)[0]?.row).toBe(13)
  const learned = learnFrom(evidence, profile)
  expect(learned.changes).toEqual(['Mutes: 1 on, 0 off, was 127 on, 0 off', 'Pattern mutes: 1 on, 0 off, was 127 on, 0 off'])
  expect(diagnose(evidence, learned.profile).filter(({ kind }) => kind === 'fault')).toEqual([])
  expect(learnFrom(evidence, learned.profile).changes).toEqual([])
  expect(encode({ type: 'controller', channel: 1, controller: 94, value: learned.profile.muteValues.global.muted })).toEqual([0xb0, 94, 1])
}) // prettier-ignore

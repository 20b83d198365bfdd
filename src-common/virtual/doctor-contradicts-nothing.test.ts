import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DeviceModel } from '../domain/device/device'
import { checksOf } from '../domain/doctor/checks'
import { diagnose } from '../domain/doctor/diagnose'
import type { Evidence } from '../domain/doctor/evidence'
import { learnFrom } from '../domain/doctor/learn'
import type { RowId } from '../domain/doctor/rows'
import { createBox } from './box'
import type { BoxSettings } from './box-settings'
import { contradictions, profileOf, walk } from './doctor-walk'
import type { Logged } from './musician'

/** What may not have reached us where a row is named: by what was logged and answered, not by what was made of it. */
const CONTRADICTED: Readonly<Partial<Record<RowId, (evidence: Evidence, log: readonly Logged[]) => boolean>>> = {
  1: ({ ports }) => ports?.some((port) => port.there && port.model !== null && !port.virtual) === true,
  2: (evidence, log) => {
    const from = playedAt(evidence)
    const ours = evidence.sent.pulses?.first ?? Infinity
    return log.some(({ time, message }) => message.type === 'clock' && time > from && time < ours)
  },
  3: (_, log) => log.length > 0,
  4: (evidence, log) => sequenceHeard(evidence, log),
  5: (evidence, log) => sequenceHeard(evidence, log),
  6: (_, log) => !log.some(isKeyNote),
  7: (_, log) => log.some(isKeyNote),
  11: ({ asked }, log) =>
    asked
      .filter(({ gesture }) => gesture.type === 'mute')
      .every(({ from, to }) => log.some((each) => isMuteSent(each) && each.time >= from && each.time <= (to ?? Infinity))),
  12: (_, log) => !log.some(isMuteSent),
  13: (_, log) => !log.some(isMuteSent),
  15: ({ answers }) => answers.started === true,
  17: ({ answers }) => answers.patternChanged !== false,
  19: ({ answers }) => answers.heardNote !== false,
  26: ({ ports }) => ports?.every(({ state }) => state !== 'failed') === true,
} // prettier-ignore
const playedAt = ({ asked }: Evidence): number => asked.find(({ gesture }) => gesture.type === 'play')?.from ?? Infinity
const isKeyNote = ({ message, gesture }: Logged): boolean => message.type === 'noteOn' && gesture?.type === 'trig'
const isMuteSent = ({ message }: Logged): boolean =>
  message.type === 'controller' && [94, 110].includes(message.controller)
/** Since PLAY, before a note of ours could come back. */
const sequenceHeard = (evidence: Evidence, log: readonly Logged[]): boolean =>
  log.some(
    (each) =>
      each.message.type === 'noteOn' &&
      !isKeyNote(each) &&
      each.time >= playedAt(evidence) &&
      each.time < (evidence.sent.notes?.first ?? Infinity),
  )

const channel = fc.option(fc.integer({ min: 1, max: 16 }), { nil: null })
const settings: fc.Arbitrary<Partial<BoxSettings>> = fc.record(
  {
    clockSend: fc.boolean(),
    transportSend: fc.boolean(),
    clockReceive: fc.boolean(),
    transportReceive: fc.boolean(),
    programChangeSend: fc.boolean(),
    programChangeReceive: fc.boolean(),
    inputFrom: fc.constantFrom('DISABLED', 'MIDI', 'USB', 'MIDI+USB'),
    outputTo: fc.constantFrom('DISABLED', 'USB', 'USB', 'MIDI+USB'),
    paramOutput: fc.constantFrom('CC', 'CC', 'NRPN'),
    muteDest: fc.constantFrom('INT', 'INT+EXT', 'EXT'),
    trigKeyDest: fc.constantFrom('INT', 'INT+EXT', 'EXT'),
    receiveNotes: fc.boolean(),
    receiveControllers: fc.boolean(),
    outputChannel: fc.constantFrom('AUTO', 'TRK'),
    programIn: fc.integer({ min: 1, max: 16 }),
    programOut: fc.integer({ min: 1, max: 16 }),
    tracks: fc.array(fc.record({ channel, noteChannel: channel }), { minLength: 16, maxLength: 16 }).map((random) =>
      random.map((each, number) => ({
        kind: number < 8 ? ('audio' as const) : ('midi' as const),
        channel: each.channel,
        noteChannel: number < 8 ? null : each.noteChannel,
      })),
    ),
    muteValue: fc.record({ muted: fc.nat(127), unmuted: fc.nat(127) }),
    not2: fc.integer({ min: -24, max: 24 }),
    cabling: fc.constantFrom('plain', 'double', 'thru', 'loop'),
    missesNoteOffs: fc.boolean(),
  },
  { requiredKeys: [] },
)

it('whatever is set, the doctor never throws, and names no row that the evidence contradicts', () => {
  fc.assert(
    fc.property(settings, fc.constantFrom<DeviceModel>('digitakt', 'digitakt2'), (wrong, model) => {
      const { evidence, log } = walk({ row: 1, wrong, box: createBox(model) })
      const profile = profileOf(createBox(model))
      // No finding's check says that it works.
      expect(contradictions(evidence, profile)).toEqual([])
      for (const { row, likelihood, steps } of diagnose(evidence, profile)) {
        expect([row, CONTRADICTED[row]?.(evidence, log) ?? false]).toEqual([row, false])
        expect(likelihood).toBeGreaterThan(0)
        expect(steps.length).toBeGreaterThan(0)
      }
      checksOf(evidence, profile)
      learnFrom(evidence, profile)
    }),
    { numRuns: 40 },
  )
}, 60_000)

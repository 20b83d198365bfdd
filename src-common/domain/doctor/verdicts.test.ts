import { describe, expect, it } from 'vitest'
import { defaultProfile, type DeviceProfile } from '../device/device'
import type { Message } from '../midi/message'
import { checksOf } from './checks'
import { diagnose } from './diagnose'
import { fromBox, type Evidence, type Gesture, type Observation, type QuestionId } from './evidence'
import { stateIn } from './gesture-state'
import { lastPattern } from './last-pattern'
import { learnFrom } from './learn'
import { pathText } from './menu'
import { observe } from './observe'
import { itemsOf } from './presets'
import { questionsNow } from './questions'
import { ask, hear, mute, note, SECOND, seeing, send } from './sightings'

const PLAY: Gesture = { type: 'play', track: null }
const MUTE: Gesture = { type: 'mute', track: 0 }
const UNMUTE: Gesture = { type: 'unmute', track: 0 }
const TRIG: Gesture = { type: 'trig', track: 0 }
const START: Message = { type: 'start' }
const mk1 = defaultProfile('digitakt')
const generic = defaultProfile('generic')
/** Track A sends its sequence on a channel of its own. */
const withMidi = (noteChannel: number, channel: number | null = null): DeviceProfile => ({
  ...mk1,
  tracks: mk1.tracks.map((track, number) => (number === 8 ? { kind: 'midi', channel, noteChannel } : track)),
})

const s = (seconds: number): number => seconds * SECOND
const time = (at: number): Observation => ({ type: 'time', time: at })
/** Pulses, one by one, through a span. */
const ticks = (from: number, to: number, direction: 'in' | 'out' = 'in'): readonly Observation[] =>
  Array.from({ length: Math.round((to - from) * 48) }, (_, i) => ({
    type: 'pulses',
    time: s(from) + (i * SECOND) / 48,
    direction,
    port: 0,
    count: 1,
  }))
const answer = (question: QuestionId, yes: boolean, at = s(99)): Observation => ({
  type: 'answer',
  time: at,
  question,
  yes,
})
const cc = (channel: number, controller: number, value: number): Message => ({
  type: 'controller',
  channel,
  controller,
  value,
})
const program = (channel: number): Message => ({ type: 'programChange', channel, program: 1 })
const rows = (evidence: Evidence, profile = mk1): readonly number[] => diagnose(evidence, profile).map(({ row }) => row)
const check = (evidence: Evidence, id: string, profile = mk1): string | undefined =>
  checksOf(evidence, profile).find((each) => each.id === id)?.state

const played = [ask(0, PLAY), hear(s(1), START), ...ticks(1, 4)]

describe('a silence', () => {
  const silentMute = [...played, ask(s(5), MUTE), time(s(16)), ask(s(16), null)]

  it('of a mute is taken back by a mute of that track, and not by those of others', () => {
    expect(rows(seeing(...silentMute))).toContain(11)
    const later = seeing(...silentMute, hear(s(17), mute(1, 127)), hear(s(18), mute(1, 0)))
    expect([rows(later).includes(11), check(later, 'mutes')]).toEqual([false, 'works'])
    const [other] = diagnose(seeing(...silentMute, hear(s(17), mute(2, 127))), mk1)
    expect(other?.steps.map(pathText)).toEqual([
      'SETTINGS > MIDI CONFIG > CHANNELS > TRACK 1: a channel of its own, 1 to 16',
    ])
  })

  it('of PLAY is taken back by a clock', () => {
    const silent = [ask(0, PLAY), time(s(9)), ask(s(9), null)]
    expect(rows(seeing(...silent))).toContain(2)
    const later = seeing(...silent, hear(s(10), START), ...ticks(10, 30))
    expect([rows(later), check(later, 'clock')]).toEqual([[], 'works'])
  })

  it('that was left before patience is over counts for nothing', () => {
    expect(rows(seeing(...played, ask(s(5), MUTE), ask(s(12), null)))).not.toContain(11)
    expect(rows(seeing(ask(0, PLAY), ask(s(3), null)))).toEqual([])
  })

  it('of its clock is told once its wire falls silent, whatever came before', () => {
    const evidence = seeing(...ticks(0, 2), ask(s(4), PLAY), time(s(13)), ask(s(13), MUTE), time(s(24)))
    expect([rows(evidence)[0], check(evidence, 'clock')]).toEqual([2, 'fails'])
  })
})

describe('PLAY', () => {
  const running = [...ticks(0, 2), ask(s(2), PLAY), ...ticks(2, 9)]

  it('is not answered by a clock that ran before', () => {
    expect(stateIn(seeing(...running), mk1, 'play')).toBe('waiting')
    expect(rows(seeing(...running, answer('midiTrack', true)))).toEqual([])
    expect(stateIn(seeing(...running, hear(s(8.9), note(60))), mk1, 'play')).toBe('answered')
  })

  it('names no missing notes where they come later', () => {
    const silent = seeing(...played, time(s(7)), answer('midiTrack', true))
    expect(rows(silent)).toEqual([5])
    const later = observe(observe(silent, ask(s(8), null)), hear(s(20), note(60, 11)))
    expect([rows(later), check(later, 'notes')]).toEqual([[], 'works'])
  })

  it('of a box that nothing is known of expects no notes, unless its channels were set by hand', () => {
    const evidence = seeing(...played, time(s(7)))
    expect(diagnose(evidence, generic)).toMatchObject([{ row: 4, kind: 'normal' }])
    expect(check(evidence, 'notes', generic)).toBe('normal')
    expect(rows(evidence, withMidi(11))).toEqual([5])
  })

  it('asks for a MIDI track by the same rule that names a row by it', () => {
    const keys = [...played, ask(s(5), TRIG), hear(s(6), note(60)), ask(s(7), null)]
    const evidence = seeing(...keys)
    expect(rows(evidence)).toEqual([6])
    expect(questionsNow(evidence, mk1).map(({ id }) => id)).toContain('midiTrack')
    expect(rows(seeing(...keys, answer('midiTrack', true)))).toEqual([5])
  })
})

describe('a mute', () => {
  const nrpn = (at: number, lsb: number, value: number): readonly Observation[] =>
    [cc(1, 99, 1), cc(1, 98, lsb), cc(1, 6, value), cc(1, 38, 0)].map((each, i) => hear(at + i, each))

  it('that comes as NRPN is told from one that does not come', () => {
    for (const lsb of [101, 104]) {
      const evidence = seeing(...played, ask(s(5), MUTE), ...nrpn(s(6), lsb, 1))
      const [first] = diagnose(evidence, mk1)
      expect(first?.steps.map(pathText)).toEqual(['SETTINGS > MIDI CONFIG > PORT CONFIG > PARAM OUTPUT: CC'])
      expect([check(evidence, 'mutes'), check(evidence, 'knobs')]).toEqual(['fails', 'unknown'])
      expect(rows(observe(evidence, hear(s(7), mute(1, 127))))).not.toContain(11)
    }
    expect(rows(seeing(...played, time(s(7)), ...nrpn(s(7), 20, 1)))).not.toContain(11)
  })

  it('of a track that was muted before teaches no polarity', () => {
    const pair = [ask(0, MUTE), hear(1, mute(1, 0)), ask(2, UNMUTE), hear(3, mute(1, 127)), ask(4, null)]
    const evidence = seeing(...pair, answer('fellSilent', false))
    expect(rows(evidence)).toEqual([])
    expect(learnFrom(evidence, mk1).profile.muteValues).toEqual(mk1.muteValues)
    expect(checksOf(evidence, mk1).find(({ id }) => id === 'polarity')).toMatchObject({
      state: 'fails',
      says: 'Track 1 was muted before.',
    })
    expect(rows(seeing(...pair, answer('fellSilent', true)))).toEqual([13])
  })

  it('is taken from the channel of its own track, and several channels teach nothing', () => {
    const evidence = seeing(
      ask(0, MUTE),
      hear(1, mute(5, 0)),
      hear(2, mute(1, 127)),
      ask(3, UNMUTE),
      hear(4, mute(1, 0)),
    )
    expect(rows(evidence)).toEqual([])
    expect(learnFrom(evidence, mk1)).toMatchObject({ changes: [], facts: [] })
  })
})

describe('what we send', () => {
  const sent = (at: number, message: Message): readonly Observation[] => [
    send(s(at), message),
    hear(s(at) + 900, message),
  ]
  const both = (from: number, to: number): readonly Observation[] =>
    [...ticks(from, to, 'out'), ...ticks(from, to)].sort((a, b) => a.time - b.time)

  it('and what comes back of it is no clock of the box: our own Stop ends it', () => {
    const start = sent(1, START)
    const led = [...start, ...both(1, 5), ...sent(5, mute(1, 127)), ...sent(5.1, { type: 'stop' }), time(s(9))]
    expect(rows(seeing(...led))).toEqual([9])
  })

  it('a box that plays by a clock of its own is told to send none, and not that it does not start', () => {
    const evidence = seeing(send(s(1), START), ...both(1, 4), hear(s(3), note(60, 11)))
    expect(rows(evidence)).toEqual([])
    const follows = checksOf(evidence, mk1).find(({ id }) => id === 'follows')
    expect(follows?.state).toBe('fails')
    expect(follows?.step).toMatchObject({ path: ['SETTINGS', 'MIDI CONFIG', 'SYNC', 'CLOCK SEND'], value: 'off' })
    expect(rows(observe(evidence, answer('started', false)))).toEqual([15])
  })

  it('a pattern is another one than was last told, or last sent', () => {
    const told = (at: number, channel: number, number: number): Observation =>
      hear(at, { type: 'programChange', channel, program: number })
    expect(lastPattern(seeing(told(1, 10, 1), told(2, 3, 7)), mk1)).toBe(1)
    expect(lastPattern(seeing(told(1, 10, 4), send(2, program(10))), mk1)).toBe(1)
    expect(lastPattern(seeing(told(2, 3, 7)), mk1)).toBeNull()
    expect(questionsNow(seeing(send(2, program(10))), mk1).map(({ text }) => text)).toEqual([
      'Is the box at pattern A02 now, as Muteline sent it?',
    ])
  })

  it('a pattern that stays is told with the channel it was sent on, a note with its track', () => {
    const pattern = seeing(send(1, program(10)), answer('patternChanged', false))
    expect(diagnose(pattern, { ...mk1, programIn: 12 })[0]?.steps.map(pathText)).toContain(
      'SETTINGS > MIDI CONFIG > CHANNELS > PROGRAM CHG IN CH: 12, as here',
    )
    const steps = (pitch: number): readonly string[] =>
      (diagnose(seeing(send(1, note(pitch, 3)), answer('heardNote', false)), mk1)[0]?.steps ?? []).map(pathText)
    expect(steps(60).at(-1)).toContain('CHANNELS > TRACK 3')
    expect([steps(60)[0], steps(11)[0]]).toEqual([
      expect.stringContaining('RECEIVE NOTES'),
      'MUTELINE > Notes: 12 to 84',
    ])
  })
})

describe('a MIDI track’s own messages', () => {
  const profile = withMidi(12)

  it('are no pattern and no knob of the box', () => {
    const evidence = seeing(
      ask(0, { type: 'pattern', track: null }),
      hear(1, program(12)),
      hear(2, cc(12, 70, 9)),
      ask(3, { type: 'knob', track: null }),
      hear(4, cc(12, 70, 10)),
    )
    expect([check(evidence, 'programs', profile), check(evidence, 'knobs', profile)]).toEqual(['unknown', 'unknown'])
    expect(learnFrom(evidence, profile).changes).toEqual([])
    const seen = itemsOf('record', profile).filter(({ proved }) => proved(evidence, profile))
    expect(seen.map(({ id }) => id)).toEqual(['outputTo'])
  })

  it('are no key: only a note on its track’s channel is, or one while the box is stopped', () => {
    const heard = (channel: number, ...before: readonly Observation[]): string | null =>
      stateIn(seeing(...before, ask(s(9), TRIG), hear(s(10), note(60, channel))), profile, 'trig', 0)
    expect([heard(1), heard(12), heard(12, ...played)]).toEqual(['answered', 'waiting', 'waiting'])
    expect(heard(10, hear(s(8), { type: 'stop' }))).toBe('answered')
    expect(stateIn(seeing(ask(0, TRIG), hear(1, note(60, 12)), time(s(9))), profile, 'trig', 0)).not.toBe('answered')
  })
})

describe('notes', () => {
  it('that come in octaves are asked for before they are called a fault', () => {
    const octaves = Array.from({ length: 8 }, (_, i) => [
      hear(s(i), note(60, 11)),
      hear(s(i) + 1000, note(48, 11)),
    ]).flat()
    expect(rows(seeing(...octaves))).toEqual([])
    expect(questionsNow(seeing(...octaves), mk1).map(({ id }) => id)).toEqual(['strangePitch'])
    expect(rows(seeing(...octaves, answer('strangePitch', true)))).toEqual([10])
    expect(rows(seeing(...octaves, answer('strangePitch', false)))).toEqual([])
  })

  it('of a held key are not left behind by Stop', () => {
    const held = (channel: number): Evidence =>
      seeing(hear(0, note(60, channel)), hear(1, { type: 'stop' }), time(s(3)))
    expect(fromBox(held(1)).hung).toEqual([1])
    expect([rows(held(1), withMidi(12)), rows(held(12), withMidi(12))]).toEqual([[], [22]])
  })
})

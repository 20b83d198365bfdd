// What verify says of a replay into a virtual box, as it is set and as it is not.
import { describe, expect, it } from 'vitest'
import { run } from '../../src-common/domain/edit/command'
import type { BankPattern } from '../../src-common/domain/model/bank'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { BAR, PULSE } from '../../src-common/domain/time/ticks'
import type { BoxSettings } from '../../src-common/virtual/box-settings'
import { demoPatterns } from '../../src-common/virtual/demo-patterns'
import { device, Rig } from './engine-rig'

/** The patterns of the box as they would be fetched: its last tracks are MIDI tracks. */
const bank = Object.fromEntries(
  Object.entries(demoPatterns()).map(([index, { tracks, ...rest }]): [string, BankPattern] => {
    const pattern = { ...rest, tracks: tracks.map((track, number) => (number < 8 ? track : { ...track, kind: 'midi' as const })) } // prettier-ignore
    const dump = { device: 'digitakt' as const, kind: 'patternKit' as const, index: Number(index), structVersion: 9, verified: true, inferred: [], notices: [], pattern } // prettier-ignore
    return [index, { dump, file: '', readAt: '', source: 'box' }]
  }),
)

/** Bars of A01, A02 and A01 again, with mutes on two MIDI tracks and on an audio track. */
const song: Project = [
  { type: 'putPattern' as const, tick: 0, pattern: 0, from: null },
  { type: 'putPattern' as const, tick: 4 * BAR, pattern: 1, from: null },
  { type: 'putPattern' as const, tick: 8 * BAR, pattern: 0, from: null },
  { type: 'paintMutes' as const, tracks: [8], kind: 'global' as const, from: 2 * BAR, to: 3 * BAR },
  { type: 'paintMutes' as const, tracks: [9], kind: 'global' as const, from: 5 * BAR, to: 7 * BAR },
  { type: 'paintMutes' as const, tracks: [0], kind: 'global' as const, from: BAR, to: 2 * BAR },
].reduce(run, { ...emptyProject('Test', device), bank })

/** Plays the song into a box that is set like this; the verdicts of its first ten bars, and all that was said. */
function replayed(settings: Partial<BoxSettings>, played: Project = song, bars = 10) {
  const rig = new Rig()
  rig.lead(played)
  rig.box.press({ type: 'set', settings })
  rig.run((4.2 + bars * 4.2) * (60 / played.bpm))
  const { bars: checks, patternLead } = rig.report
  const verdicts = Array.from(
    { length: bars },
    (_, bar) => checks.find((each) => each.bar === bar * BAR)?.verdict ?? 'unknown',
  )
  return { verdicts, patternLead, words: checks.flatMap(({ lines }) => lines).join('\n') }
}

describe('verify', () => {
  it.each([60, 120, 300])('finds everything landed where the box is set as it is to be, at %i BPM', (bpm) => {
    const { verdicts, patternLead } = replayed({}, { ...song, bpm })
    expect(verdicts).toEqual(Array.from({ length: 10 }, () => 'landed'))
    expect(patternLead).toBeNull()
  })

  it('does not know where the box tells nothing', () => {
    const silent = device.tracks.map((track) => ({ ...track, noteChannel: null }))
    const { verdicts } = replayed({ tracks: silent }, { ...song, device: { ...device, tracks: silent } })
    expect(new Set(verdicts)).toEqual(new Set(['unknown']))
  })

  const wrong: readonly (readonly [name: string, settings: Partial<BoxSettings>, words: RegExp])[] = [
    ['program changes are not received', { programChangeReceive: false }, /PRG CH RECEIVE/],
    ['program changes are received on another channel', { programIn: 3 }, /PROGRAM CHG IN CH/],
    ['controllers are not received', { receiveControllers: false }, /RECEIVE CC\/NRPN/],
    ['the values of mutes are the other way round', { muteValue: { muted: 0, unmuted: 127 } }, /values of mutes/],
    ['nothing is taken in from our port', { inputFrom: 'MIDI' }, /INPUT FROM/],
    ['it does not follow our clock', { clockReceive: false, clockSend: true }, /CLOCK RECEIVE/],
    ['it is not started from outside', { transportReceive: false }, /TRANSPORT RECEIVE/],
    ['its MIDI tracks have other channels', { tracks: device.tracks.map((track, number) => (number === 8 ? { ...track, channel: 9 } : track)) }, /channel/],
    ['its mutes need more time', { muteDelay: 24 }, /longer lead of mutes/],
    ['its patterns need more time', { programChangeDeadline: 30 }, /A02 began .* late/],
  ] // prettier-ignore
  it.each(wrong)('tells where %s', (_, settings, words) => {
    const found = replayed(settings)
    expect(found.verdicts).toContainEqual(expect.stringMatching(/missing|late/))
    expect(found.words).toMatch(words)
  })

  it('offers a longer lead where patterns began late, and with that they land', () => {
    const found = replayed({ programChangeDeadline: 30 })
    expect(found.patternLead).toBe(36 * PULSE)
    const longer = { ...song, device: { ...device, patternLead: found.patternLead ?? 0 } }
    expect(new Set(replayed({ programChangeDeadline: 30 }, longer).verdicts)).toEqual(new Set(['landed']))
  })

  it('measures how early the box needs to be asked', () => {
    const rig = new Rig()
    rig.lead(song)
    rig.box.press({ type: 'set', settings: { programChangeDeadline: 30 } })
    rig.run(46)
    expect(rig.report.leads).toEqual({ late: 24 * PULSE, enough: null })
    rig.engine.stop()
    rig.run(1)
    rig.lead({ ...song, device: { ...device, patternLead: 36 * PULSE } })
    rig.run(46)
    expect(rig.report.leads).toEqual({ late: 24 * PULSE, enough: 36 * PULSE })
  })

  it('tells by the box’s program change, too, where it sends one as a pattern begins', () => {
    const told = { programChangeSent: 'switch' } as const
    const blind = { ...song, bank: {}, device: { ...device, ...told } }
    const right = replayed(told, blind)
    expect(right.verdicts[4]).toBe('landed')
    expect(right.words).toContain('A02 began as asked')
    const late = replayed({ ...told, programChangeDeadline: 30 }, blind)
    expect(late.verdicts[4]).toBe('late')
    expect(late.words).toMatch(/A02 began .* late/)
  })
})

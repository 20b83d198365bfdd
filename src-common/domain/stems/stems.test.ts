import { describe, expect, it } from 'vitest'
import { run } from '../edit/command'
import type { Command } from '../edit/command'
import { defaultProfile } from '../device/device'
import { NEW_PATTERN, NEW_TRACK, plainTrig, TRACK_DEFAULTS, type Trig } from '../device/pattern'
import type { BankPattern } from '../model/bank'
import { emptyProject, type Project } from '../model/project'
import { Player } from '../play/player'
import { sequenceOf } from '../play/sequence'
import { BAR } from '../time/ticks'
import { samenessOf } from './chance'
import { durationOf, passSong } from './pass-song'
import { stemPasses } from './stem-pass'
import { USUAL_TAIL, type StemSettings } from './stem-settings'
import { stemTrack, usualTracks } from './stem-track'

const edited = (...commands: readonly Command[]): Project => commands.reduce(run, emptyProject('Test'))
const span = { from: 0, to: 4 * BAR }
const settings: StemSettings = { tracks: [0, 2], mix: true, span: null, marker: 0, tail: USUAL_TAIL }

const trig = (change: Partial<Trig>): Trig => ({ ...plainTrig(0, TRACK_DEFAULTS), ...change })

/** With a pattern that was read: trigs by track. */
function withPattern(project: Project, index: number, tracks: readonly (readonly Trig[])[], sound: string): Project {
  const pattern = { ...NEW_PATTERN, tracks: tracks.map((trigs) => ({ ...NEW_TRACK, sound, trigs })) }
  const bank = { ...project.bank, [String(index)]: { dump: { index, pattern }, file: '' } as unknown as BankPattern }
  return { ...project, bank }
}

/** Which tracks are muted at a song tick, as the box is told. */
function mutedAt(song: Project, tick: number): readonly number[] {
  const state = sequenceOf(song).stateAt(tick)
  return state.flatMap((event) =>
    event.type === 'mute' && event.kind === 'global' && event.muted ? [event.track] : [],
  )
}

describe('a pass', () => {
  const song = edited(
    { type: 'putPattern', tick: 0, pattern: 0, from: null },
    { type: 'paintMutes', tracks: [0], kind: 'global', from: BAR, to: 2 * BAR },
    { type: 'setTrack', track: 4, drive: 'off' },
    { type: 'setTrack', track: 5, muted: true },
    { type: 'setTrack', track: 6, soloed: true },
  )
  it('lets one track through, with the mutes that are arranged for it', () => {
    const pass = passSong(song, 0, span)
    expect(mutedAt(pass, 0)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(mutedAt(pass, BAR)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })
  it('or all of them, but for those that Muteline leaves alone or that are muted as a whole', () => {
    expect(mutedAt(passSong(song, null, span), 0)).toEqual([4, 5])
  })
  it('mutes everything from its end on', () => {
    expect(mutedAt(passSong(song, null, span), 4 * BAR)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(mutedAt(passSong(song, null, span), 100 * BAR)).toHaveLength(8)
  })
  it('sends no solo, and only the notes of its track', () => {
    const notes = edited(
      ...[1, 2].flatMap((track): Command[] => [
        { type: 'addNotes', track, notes: [{ tick: 0, length: 240, pitch: 60 + track, velocity: 100 }] },
        { type: 'setTrack', track, drive: 'notes' },
      ]),
    )
    const player = new Player(sequenceOf(passSong(notes, 2, span)))
    player.start({ song: 0, clock: 0, from: -960, loop: null, chase: 'now' })
    const sent = player.pump(BAR).filter(({ why }) => why === 'note')
    expect(sent.map(({ bytes }) => bytes)).toEqual([[0x92, 62, 100]])
  })
})

it('a song lasts as its tempos say', () => {
  const song = edited({ type: 'setTempo', bpm: 120 }, { type: 'putTempo', tick: 2 * BAR, bpm: 60 })
  expect(durationOf(song, span)).toBeCloseTo(4e6 + 8e6, 3)
  expect(durationOf(song, { from: BAR, to: 2 * BAR })).toBeCloseTo(2e6, 3)
})

describe('the files', () => {
  it('are named by track, sound and pattern', () => {
    const song = edited(
      { type: 'putPattern', tick: 0, pattern: 0, from: null },
      { type: 'putPattern', tick: 2 * BAR, pattern: 17, from: null },
      { type: 'setTrack', track: 2, name: 'Hats: open/closed?' },
    )
    const named = withPattern(song, 0, [[], [], []], 'HH CLOSED')
    expect(stemPasses(named, settings).map(({ file }) => file)).toEqual([
      '00 Mix - A01 B02.wav',
      '01 Track 1 - HH CLOSED - A01 B02.wav',
      '03 Hats open closed - HH CLOSED - A01 B02.wav',
    ])
  })
  it('are never too long for a file system', () => {
    const song = edited({ type: 'setTrack', track: 2, name: '鼓'.repeat(110) })
    const [, , { file } = { file: '' }] = stemPasses(song, settings)
    expect(Buffer.from(file).length).toBeLessThan(200)
    expect(file).toMatch(/^03 鼓+\.wav$/)
  })
  it('of many patterns name the first', () => {
    const puts = [0, 1, 2, 3, 4].map((pattern): Command => ({
      type: 'putPattern',
      tick: pattern * BAR,
      pattern,
      from: null,
    }))
    expect(stemPasses(edited(...puts), { ...settings, tracks: [] })[0]?.file).toBe(
      '00 Mix - A01 A02 A03 and 2 more.wav',
    )
  })
})

describe('whether passes can differ is told', () => {
  const song = edited({ type: 'putPattern', tick: 0, pattern: 0, from: null })
  const chanceOf = (tracks: readonly (readonly Trig[])[], track: number): readonly string[] =>
    samenessOf(withPattern(song, 0, tracks, ''), track, { from: 0, to: BAR }).chance

  it('of chance, as a condition or as a probability', () => {
    expect(chanceOf([[trig({ condition: '50%' })]], 0)).toEqual(['A01'])
    expect(chanceOf([[trig({ probability: 30 })]], 0)).toEqual(['A01'])
    expect(chanceOf([[trig({ probability: 100 })], [trig({ condition: '50%' })]], 0)).toEqual([])
  })
  it('also by way of the neighbour', () => {
    expect(chanceOf([[trig({ condition: '50%' })], [trig({ condition: 'NEI' })]], 1)).toEqual(['A01'])
    expect(chanceOf([[trig({ condition: '1:2' })], [trig({ condition: '!NEI' })]], 1)).toEqual([])
  })
  it('not of what comes round the same each time', () => {
    expect(chanceOf([[trig({ condition: '1:4' }), trig({ condition: '1ST' }), trig({ fill: true })]], 0)).toEqual([])
  })
  it('not of notes that are sent', () => {
    const sent = run(withPattern(song, 0, [[trig({ condition: '50%' })]], ''), {
      type: 'setTrack',
      track: 0,
      drive: 'notes',
    })
    expect(samenessOf(sent, 0, { from: 0, to: BAR })).toEqual({ chance: [], unread: [] })
  })
  it('and where a pattern was not read, nobody knows', () => {
    expect(samenessOf(song, 0, { from: 0, to: BAR })).toEqual({ chance: [], unread: ['A01'] })
  })
})

it('the usual tracks are those that are heard, and are the box’s own', () => {
  const song = edited(
    { type: 'putPattern', tick: 0, pattern: 0, from: null },
    { type: 'paintMutes', tracks: [1], kind: 'pattern', from: 0, to: BAR },
    { type: 'setTrack', track: 2, drive: 'off' },
    { type: 'setTrack', track: 3, muted: true },
  )
  const tracks = song.tracks.map((_, track) => stemTrack(song, track, { from: 0, to: BAR }))
  expect(usualTracks(tracks)).toEqual({ tracks: [0, 4, 5, 6, 7], marker: 0 })
  expect(tracks[1]?.not).toBe('is muted throughout')
  expect(tracks[2]?.not).toContain('left alone')
  expect(tracks[8]?.not).toContain('has no channel')
  expect(defaultProfile('digitakt').tracks[8]?.channel).toBeNull()
})

import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { writeMidi, type MidiEvent } from 'midi-file'
import { PPQ } from '../time/ticks'
import { readSmf, type SmfResult } from './smf-read'

type Sparse = MidiEvent extends infer Each ? (Each extends MidiEvent ? Omit<Each, 'deltaTime'> : never) : never
type Placed = Sparse & { readonly at: number }
const on = (at: number, pitch = 60, channel = 0): Placed => ({
  ...{ at, type: 'noteOn', channel, noteNumber: pitch, velocity: 100 },
})
const off = (at: number, pitch = 60, channel = 0): Placed => ({
  ...{ at, type: 'noteOff', channel, noteNumber: pitch, velocity: 0 },
})
const control = (at: number, controllerType: number, value: number, channel = 0): Placed => ({
  ...{ at, type: 'controller', channel, controllerType, value },
})
const tempo = (at: number, microsecondsPerBeat: number): Placed => ({ at, type: 'setTempo', microsecondsPerBeat })
const named = (name: string): Placed => ({ at: 0, type: 'trackName', text: name })

/** A file as another program writes it. */
function foreign(tracks: readonly (readonly Placed[])[], format: 0 | 1 | 2 = 1, division: object = {}): Uint8Array {
  const header = { format, numTracks: tracks.length, ticksPerBeat: 96, ...division }
  const events = tracks.map((list) =>
    list.map(({ at, ...event }, i) => ({ ...event, deltaTime: at - (list[i - 1]?.at ?? 0) })),
  )
  return Uint8Array.from(writeMidi({ header, tracks: events }))
}
function read(...file: Parameters<typeof foreign>): Extract<SmfResult, { readonly ok: true }> {
  const result = readSmf(foreign(...file))
  if (!result.ok) throw new Error(result.reason)
  return result
}

describe('a file of another program', () => {
  it('of format 0 is split by channel: each is the track of its number', () => {
    const { arrangement } = read([[named('Song'), on(0, 40, 9), on(0, 60, 2), off(96, 40, 9), off(96, 60, 2)]], 0)
    expect(arrangement.name).toBe('Song')
    const note = (pitch: number): object => ({ tick: 0, length: PPQ, pitch, velocity: 100 })
    expect(arrangement.tracks).toHaveLength(10)
    expect(arrangement.tracks.map(({ notes }) => notes).filter((notes) => notes.length > 0)).toEqual([
      [note(60)],
      [note(40)],
    ])
    expect([arrangement.tracks[2]?.notes.length, arrangement.tracks[9]?.notes.length]).toEqual([1, 1])
  })

  it('of format 1 keeps its tracks in order, without those that hold nothing to play', () => {
    const { arrangement } = read([
      [named('Song')],
      [named('B'), named('C'), on(0), off(9)],
      [named('-')],
      [named('A'), on(5), off(9)],
    ])
    expect(arrangement.tracks.map(({ name }) => name)).toEqual(['B', 'A'])
    expect(arrangement.bpm).toBeNull()
  })

  it('of more than 16 tracks is cut to the first 16, and says so', () => {
    const { arrangement, notices } = read(Array.from({ length: 20 }, (_, i) => [named(String(i)), on(0), off(9)]))
    expect(arrangement.tracks.map(({ name }) => name)).toEqual(Array.from({ length: 16 }, (_, i) => String(i)))
    expect(notices).toEqual(['The file has 20 tracks; the first 16 were taken.'])
  })

  it('is rescaled to the nearest tick, wherever in the file it stands', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 32_767 }), (lengths, ticksPerBeat) => {
        let at = 0
        const starts = lengths.map((length) => (at += length))
        const { arrangement } = read([starts.flatMap((start) => [on(start), off(start + 1)])], 1, { ticksPerBeat })
        const notes = arrangement.tracks[0]?.notes ?? []
        expect(notes.map((each) => each.tick)).toEqual(starts.map((start) => Math.round((start * PPQ) / ticksPerBeat)))
        expect(notes.every(({ length }) => Number.isInteger(length) && length >= 1)).toBe(true)
      }),
    )
  })

  it('that counts in frames is placed by its tempo, in the same time', () => {
    const events = [tempo(0, 400_000), on(0), off(1000), on(2000), off(3000)]
    const frames = { ticksPerBeat: undefined, framesPerSecond: 25, ticksPerFrame: 40 }
    const { arrangement, notices } = read([events], 0, frames)
    expect(arrangement.bpm).toBe(150)
    expect(arrangement.tracks[0]?.notes.map((each) => each.tick)).toEqual([0, 5 * PPQ])
    expect(notices).toEqual(['The file counts in frames; it was placed at 150 bpm.'])
    const drop = read([[on(29_970), off(30_000)]], 0, { ...frames, framesPerSecond: 29, ticksPerFrame: 10 })
    expect(drop.arrangement).toMatchObject({ bpm: 120, tracks: [{ notes: [{ tick: 200 * PPQ }] }] })
  })

  it('has its equal pitches paired first on, first off, and those left open closed at the end of the track', () => {
    const end: Placed = { at: 960, type: 'endOfTrack' }
    const { arrangement, notices } = read([[off(0), on(0), on(96), off(192), off(288), on(384), end]])
    expect(arrangement.tracks[0]?.notes.map((each) => [each.tick, each.length])).toEqual([
      [0, 2 * PPQ],
      [PPQ, 2 * PPQ],
      [4 * PPQ, 6 * PPQ],
    ])
    expect(notices).toEqual(['1 note without an end: closed at the end of the track.'])
  })

  it('has its notes ended on their own channel only', () => {
    const { arrangement } = read([
      [on(0, 60, 1), on(0, 60, 2), off(96, 60, 2), off(192, 60, 1)],
      [on(0), off(96)],
    ])
    expect(arrangement.tracks[0]?.notes.map(({ length }) => length)).toEqual([2 * PPQ, PPQ])
  })

  it('gives its tempo and the changes of it, within what can be played', () => {
    const { arrangement, notices } = read([[tempo(96, 600_000)], [tempo(0, 500_000), on(0), off(9)]])
    expect(arrangement.bpm).toBe(120)
    expect(arrangement.tempos).toEqual([{ tick: PPQ, bpm: 100 }])
    expect(notices).toEqual([])
    expect(read([[tempo(0, 0), tempo(0, 600_000), on(0), off(9)]]).arrangement.bpm).toBe(100)
    const fast = read([[tempo(0, 100_000), on(0), off(9)]])
    expect(fast).toMatchObject({ arrangement: { bpm: 400 }, notices: ['The tempo of 600 bpm became 400.'] })
  })

  it('has its markers as sections, and the last one where several share a tick', () => {
    const marker = (at: number, name: string): Placed => ({ at, type: 'marker', text: name })
    const { arrangement } = read([
      [marker(0, 'Intro'), marker(96, 'Dr\u00f6p'), marker(96, 'Drop')],
      [on(0), off(9)],
    ])
    expect(arrangement.sections).toEqual([
      { tick: 0, name: 'Intro', color: null },
      { tick: PPQ, name: 'Drop', color: null },
    ])
  })

  it('has at most 1,000 sections', () => {
    const markers = Array.from({ length: 1500 }, (_, at): Placed => ({ at, type: 'marker', text: '' }))
    const { arrangement, notices } = read([markers, [on(0), off(9)]])
    expect(arrangement.sections).toHaveLength(1000)
    expect(notices).toEqual(['Only the first 1,000 markers were taken.'])
  })

  it('has mutes where controller 94 is not 0, also where it holds no notes', () => {
    const events = [control(0, 94, 0), control(96, 94, 1), control(144, 94, 127), control(192, 94, 0)]
    const { arrangement, notices } = read([[...events, control(288, 94, 127), control(384, 110, 127)]])
    expect(arrangement.tracks[0]?.muted).toEqual([
      { from: PPQ, to: 2 * PPQ },
      { from: 3 * PPQ, to: 4 * PPQ },
    ])
    expect(notices).toEqual(['Controller 94 was read as mutes.', 'Pattern mutes (controller 110) were left out.'])
  })

  it('gives no patterns, since its program changes are sounds', () => {
    const program: Placed = { at: 0, type: 'programChange', channel: 9, programNumber: 3 }
    const { arrangement, notices } = read([[program, on(0), off(9)]])
    expect(arrangement.patterns).toEqual([])
    expect(notices).toEqual(['Program changes were left out: they are patterns only in files of Muteline.'])
  })

  it('keeps names in UTF-8 and in Latin-1', () => {
    const { arrangement } = read([
      [named('B\u00c3\u00a4sse'), on(0), off(9)],
      [named('B\u00e4sse'), on(0), off(9)],
    ])
    expect(arrangement.tracks.map(({ name }) => name)).toEqual(['B\u00e4sse', 'B\u00e4sse'])
  })

  it('says what it cannot keep: other meters, missing tracks', () => {
    const meter: Placed = {
      at: 0,
      type: 'timeSignature',
      numerator: 3,
      denominator: 4,
      metronome: 24,
      thirtyseconds: 8,
    }
    const asLong: Placed = { ...meter, numerator: 2, denominator: 2 }
    expect(read([[asLong, on(0), off(9)]]).notices).toEqual([])
    const bytes = foreign([[meter, on(0), off(9)]])
    bytes[11] = 3
    const notices = [
      'The file is incomplete: 2 tracks missing.',
      'Bars were counted in 4/4; the file has other time signatures.',
    ]
    expect(readSmf(bytes)).toMatchObject({ ok: true, notices })
  })

  it.each([
    ['The file holds no notes and no mutes.', foreign([[named('Empty'), control(0, 94, 0)]])],
    ['The file holds several independent songs (format 2).', foreign([[on(0), off(9)]], 2)],
    ['The file is longer than 100,000 bars.', foreign([[on(0), off(0x0fffffff)]], 1, { ticksPerBeat: 1 })],
    ['The file cannot be read: not a Standard MIDI File (at byte 0).', Uint8Array.of(1, 2, 3)],
  ])('is refused: %s', (reason, bytes) => {
    expect(readSmf(bytes)).toEqual({ ok: false, reason })
  })
})

import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../device/device'
import { NEW_PATTERN, NEW_TRACK, plainTrig, TRACK_DEFAULTS } from '../device/pattern'
import type { BankPattern } from '../model/bank'
import { emptyProject, type Project, type Track } from '../model/project'
import { BAR, STEP } from '../time/ticks'
import { sequenceOf } from './sequence'

const trigs = [0, 4, 8, 12].map((step) => plainTrig(step, TRACK_DEFAULTS))
const pattern = { ...NEW_PATTERN, tracks: [{ ...NEW_TRACK, trigs }] }
const read: BankPattern = {
  dump: {
    device: 'digitakt',
    kind: 'patternKit',
    index: 0,
    structVersion: 9,
    verified: true,
    inferred: [],
    notices: [],
    pattern,
  },
  file: 'A01.syx',
  readAt: '',
  source: 'box',
}
const song: Project = {
  ...emptyProject('Test', defaultProfile('digitakt')),
  patterns: [
    { tick: 0, pattern: 0, assumed: false },
    { tick: 2 * BAR, pattern: 5, assumed: false },
  ],
  bank: { '0': read },
}
const withTrack = (change: Partial<Track>): Project => ({
  ...song,
  tracks: song.tracks.map((track, number) => (number === 0 ? { ...track, ...change } : track)),
})
const sent = (project: Project): readonly number[] =>
  sequenceOf(project)
    .notes(-Infinity, Infinity)
    .map(({ tick }) => tick / STEP)

describe('the notes of a pattern', () => {
  it('are sent to a track that is driven by notes, where nothing mutes it', () => {
    expect(sent(withTrack({ drive: 'notes' }))).toEqual([0, 4, 8, 12, 16, 20, 24, 28])
    const mutes = { global: [{ from: 0, to: BAR }], pattern: [] }
    expect(sent(withTrack({ drive: 'notes', mutes }))).toEqual([16, 20, 24, 28])
  })

  it('go to the channel on which a MIDI track takes notes, not to the one on which it sends', () => {
    const note = { id: 1, tick: 0, length: 10, pitch: 60, velocity: 100 }
    const driven = (noteChannel: number | null, channel: number | null): readonly number[] =>
      sequenceOf({
        ...song,
        device: {
          ...song.device,
          tracks: song.device.tracks.map((track, number) =>
            number === 8 ? { ...track, channel, noteChannel } : track,
          ),
        },
        tracks: song.tracks.map((track, number) =>
          number === 8 ? { ...track, drive: 'notes', notes: [note] } : track,
        ),
      })
        .notes(-Infinity, Infinity)
        .map((each) => each.channel)
    expect(driven(11, 9)).toEqual([9])
    expect(driven(11, null)).toEqual([])
  })

  it('are left to the box where it is driven by its pattern', () => {
    expect(sent(song)).toEqual([])
  })
})

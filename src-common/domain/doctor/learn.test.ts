import { expect, it } from 'vitest'
import { defaultProfile } from '../device/device'
import type { Evidence, Observation } from './evidence'
import { learnFrom, type Learned } from './learn'
import { ask, hear, mute, seeing } from './sightings'

const profile = defaultProfile('digitakt')

/** Mutes and unmutes tracks, each on its channel with its two values. */
const taught = (...tracks: readonly (readonly [track: number, channel: number, on: number, off: number])[]): Evidence =>
  seeing(
    ...tracks.flatMap(([track, channel, on, off], index): readonly Observation[] => [
      ask(index * 100, { type: 'mute', track }),
      hear(index * 100 + 1, mute(channel, on)),
      ask(index * 100 + 2, { type: 'unmute', track }),
      hear(index * 100 + 3, mute(channel, off)),
    ]),
  )
const channels = ({ profile: { tracks } }: Learned): readonly (number | null)[] =>
  tracks.slice(0, 3).map(({ channel }) => channel)

it('learns nothing where nothing was seen', () => {
  expect(learnFrom(seeing(), profile)).toEqual({ profile, facts: [], changes: [] })
})

it('learns the values of a mute as they came, never by a threshold', () => {
  const learned = learnFrom(taught([0, 1, 0, 1]), profile)
  expect(learned.profile.muteValues).toEqual({ ...profile.muteValues, global: { muted: 0, unmuted: 1 } })
  expect(learned.profile.learned).toEqual(['channel:0', 'globalMute'])
  expect(learned.facts).toEqual(['Track 1 is on channel 1.', 'Mutes: 0 on, 1 off.'])
  expect(learned.changes).toEqual(['Mutes: 0 on, 1 off, was 127 on, 0 off'])
})

it('learns no values from a box that sends the same for both', () => {
  expect(learnFrom(taught([0, 1, 64, 64]), profile).profile.muteValues).toEqual(profile.muteValues)
})

it('a pattern mute that comes instead is learned as what it is', () => {
  const evidence = seeing(
    ask(0, { type: 'mute', track: 0 }),
    hear(1, { type: 'controller', channel: 1, controller: 110, value: 1 }),
    ask(2, { type: 'unmute', track: 0 }),
    hear(3, { type: 'controller', channel: 1, controller: 110, value: 0 }),
  )
  const { muteValues } = learnFrom(evidence, profile).profile
  expect(muteValues).toEqual({ global: profile.muteValues.global, pattern: { muted: 1, unmuted: 0 } })
})

it('one track on another channel may be OUTPUT CH = AUTO CH: a second one decides', () => {
  expect(channels(learnFrom(taught([0, 7, 127, 0]), profile))).toEqual([1, 2, 3])
  expect(channels(learnFrom(taught([0, 7, 127, 0], [1, 2, 127, 0]), profile))).toEqual([7, 2, 3])
  expect(channels(learnFrom(taught([0, 7, 127, 0], [1, 8, 127, 0]), profile))).toEqual([7, 8, 3])
  expect(channels(learnFrom(taught([0, 10, 127, 0], [1, 10, 127, 0]), profile))).toEqual([1, 2, 3])
})

it('learns where pattern changes arrive', () => {
  const evidence = seeing(
    ask(0, { type: 'pattern', track: null }),
    hear(1, { type: 'programChange', channel: 14, program: 1 }),
  )
  const { profile: learned, changes } = learnFrom(evidence, profile)
  expect([learned.programOut, learned.programIn]).toEqual([14, 10])
  expect(changes).toEqual(['Channel of pattern changes: 14, was 10'])
})

it('what is learned once is not learned again', () => {
  const evidence = taught([0, 1, 0, 1])
  const { profile: learned } = learnFrom(evidence, profile)
  expect(learnFrom(evidence, learned).profile).toEqual(learned)
})

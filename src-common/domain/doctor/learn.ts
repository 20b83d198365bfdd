// What the gestures taught of this box: its channels, the values of its mutes. Nothing is learned that was not seen.
import {
  MUTE_KINDS,
  trackLabel,
  type DeviceProfile,
  type LearnedFact,
  type MuteKind,
  type MuteValues,
  type TrackNumber,
} from '../device/device'
import type { Channel } from '../midi/message'
import { fromBox, type Evidence } from './evidence'
import { oneChannel } from './detect-notes'
import { askedOf, askedWith, muteAnswer } from './gesture-state'
import { mutePairs } from './mute-pairs'
import { tellsPatterns } from './sequence-channels'

export type Learned = {
  readonly profile: DeviceProfile
  /** What is known now, in sentences. */
  readonly facts: readonly string[]
  /** What of it differs from the profile as it was. */
  readonly changes: readonly string[]
}

const PULSES_OF_A_CLOCK = 24

type Lesson = {
  readonly fact: LearnedFact
  readonly text: string
  readonly change: string | null
  readonly apply: (profile: DeviceProfile) => DeviceProfile
}

export function learnFrom(evidence: Evidence, profile: DeviceProfile): Learned {
  const lessons = [
    ...clockLessons(evidence),
    ...channelLessons(evidence, profile),
    ...MUTE_KINDS.flatMap((kind) => muteLessons(evidence, profile, kind)),
    ...programLessons(evidence, profile),
  ]
  const taught = lessons.reduce((before, { apply }) => apply(before), profile)
  const learned = [...new Set([...profile.learned, ...lessons.map(({ fact }) => fact)])]
  return {
    profile: learned.length === profile.learned.length && taught === profile ? profile : { ...taught, learned },
    facts: lessons.map(({ text }) => text),
    changes: lessons.flatMap(({ change }) => change ?? []),
  }
}

const unchanged = (profile: DeviceProfile): DeviceProfile => profile
const seen = (fact: LearnedFact, text: string): Lesson => ({ fact, text, change: null, apply: unchanged })

function clockLessons(evidence: Evidence): readonly Lesson[] {
  const { pulses, starts } = fromBox(evidence)
  return [
    ...((pulses?.count ?? 0) >= PULSES_OF_A_CLOCK ? [seen('clock', 'The clock arrives.')] : []),
    ...(starts === null ? [] : [seen('transport', 'Start arrives.')]),
  ]
}

/** Only tracks that were asked for: the channels of others are not known by that. */
function channelLessons(evidence: Evidence, profile: DeviceProfile): readonly Lesson[] {
  if (oneChannel(evidence, profile) !== null) return []
  return [...channelsSeen(evidence, profile)].flatMap(([track, channel]): readonly Lesson[] => {
    const before = profile.tracks[track]
    if (before === undefined) return []
    const name = trackLabel(profile.model, track)
    const text = `Track ${name} is on channel ${String(channel)}.`
    if (before.channel === channel) return [seen(`channel:${track}`, text)]
    // One track by itself on another channel may be OUTPUT CH = AUTO CH: a second one has to be seen.
    if (askedWith(evidence, profile, 'mute', 'answered').length < 2) return []
    const was = before.channel === null ? 'OFF' : String(before.channel)
    return [
      {
        fact: `channel:${track}`,
        text,
        change: `Channel of track ${name}: ${String(channel)}, was ${was}`,
        apply: (each) => ({
          ...each,
          tracks: each.tracks.map((one, number) => (number === track ? { ...one, channel } : one)),
        }),
      },
    ]
  })
}

function channelsSeen(evidence: Evidence, profile: DeviceProfile): ReadonlyMap<TrackNumber, Channel> {
  const asked = [
    ...askedWith(evidence, profile, 'mute', 'answered'),
    ...askedWith(evidence, profile, 'patternMute', 'answered'),
  ]
  return new Map(
    asked.flatMap((each) => {
      const answer = muteAnswer(each, profile)
      return answer?.alone !== true || each.gesture.track === null
        ? []
        : [[each.gesture.track, answer.channel] as const]
    }),
  )
}

/** Muted is what came at "mute", unmuted what came at "unmute"; equal values teach nothing. */
function muteLessons(evidence: Evidence, profile: DeviceProfile, kind: MuteKind): readonly Lesson[] {
  const [pair] = mutePairs(evidence, profile, kind)
  if (pair === undefined || pair.muted === pair.unmuted) return []
  // A track that played on was muted before, or is not muted by this.
  if (evidence.answers.fellSilent === false) return []
  const values: MuteValues = { muted: pair.muted, unmuted: pair.unmuted }
  const before = profile.muteValues[kind]
  const same = before.muted === values.muted && before.unmuted === values.unmuted
  const words = `${kind === 'global' ? 'Mutes' : 'Pattern mutes'}: ${valuesText(values)}`
  return [
    {
      fact: kind === 'global' ? 'globalMute' : 'patternMute',
      text: `${words}.`,
      change: same ? null : `${words}, was ${valuesText(before)}`,
      apply: same ? unchanged : (each) => ({ ...each, muteValues: { ...each.muteValues, [kind]: values } }),
    },
  ]
}

const valuesText = ({ muted, unmuted }: MuteValues): string => `${String(muted)} on, ${String(unmuted)} off`

function programLessons(evidence: Evidence, profile: DeviceProfile): readonly Lesson[] {
  const message = askedOf(evidence, 'pattern')?.heard.find(
    (each) => each.message.type === 'programChange' && tellsPatterns(profile, each.message.channel),
  )?.message
  if (message?.type !== 'programChange') return []
  const { channel } = message
  const text = `Pattern changes arrive on channel ${String(channel)}.`
  if (profile.programOut === channel) return [seen('programOut', text)]
  return [
    {
      fact: 'programOut',
      text,
      change: `Channel of pattern changes: ${String(channel)}, was ${String(profile.programOut)}`,
      apply: (each) => ({ ...each, programOut: channel }),
    },
  ]
}

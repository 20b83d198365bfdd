// What a box sends for muted and unmuted, as the gestures showed it.
import type { DeviceProfile, MuteKind, TrackNumber } from '../device/device'
import type { Channel } from '../midi/message'
import type { Evidence } from './evidence'
import { askedOf, muteAnswer } from './gesture-state'

export type MutePair = {
  readonly track: TrackNumber
  readonly channel: Channel
  readonly muted: number
  readonly unmuted: number
}

const UNDOING = { mute: 'unmute', patternMute: 'patternUnmute' } as const

/** A mute and its undoing, of one track and one kind: the kind is what came. Where other channels told of mutes as well,
 * it is not certain whose they were. */
export const mutePairs = (evidence: Evidence, profile: DeviceProfile, kind: MuteKind): readonly MutePair[] =>
  evidence.asked.flatMap((asked): readonly MutePair[] => {
    const { type, track } = asked.gesture
    if ((type !== 'mute' && type !== 'patternMute') || track === null) return []
    const undone = askedOf(evidence, UNDOING[type], track)
    const [mute, unmute] = [muteAnswer(asked, profile), undone === null ? null : muteAnswer(undone, profile)]
    if (mute === null || unmute === null || mute.kind !== kind || unmute.kind !== kind) return []
    return mute.channel === unmute.channel && mute.alone && unmute.alone
      ? [{ track, channel: mute.channel, muted: mute.value, unmuted: unmute.value }]
      : []
  })

/** What came is the profile's the other way round, and the track did not fall silent: it was muted before. */
export function wasMutedBefore(evidence: Evidence, profile: DeviceProfile, kind: MuteKind): boolean {
  const [pair] = mutePairs(evidence, profile, kind)
  const { muted, unmuted } = profile.muteValues[kind]
  if (pair === undefined || evidence.answers.fellSilent !== false) return false
  return pair.muted !== pair.unmuted && pair.muted === unmuted && pair.unmuted === muted
}

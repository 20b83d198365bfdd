// On which channels a box sends its sequences, so that what comes there is not taken for keys, knobs or patterns.
import { defaultProfile, type DeviceProfile } from '../device/device'
import type { Channel } from '../midi/message'
import type { Evidence } from './evidence'

/** What was set by hand or learned: the channels that a profile begins with are known of no box. */
export function knownSequences({ model, tracks }: DeviceProfile): ReadonlySet<Channel> {
  const begun = defaultProfile(model).tracks
  return new Set(
    tracks.flatMap(({ noteChannel }, track) =>
      noteChannel === null || noteChannel === begun[track]?.noteChannel ? [] : [noteChannel],
    ),
  )
}

/** Those, and where notes came as the box played. */
export function sequencesOf({ asked }: Evidence, profile: DeviceProfile): ReadonlySet<Channel> {
  const heard = asked.find(({ gesture }) => gesture.type === 'play')?.heard ?? []
  const played = heard.flatMap(({ message }) => (message.type === 'noteOn' ? [message.channel] : []))
  return new Set([...knownSequences(profile), ...played])
}

/** A MIDI track may send PROG by itself (manual, mk I, p. 43): only PROGRAM CHG OUT CH may lie on such a channel. */
export const tellsPatterns = (profile: DeviceProfile, channel: Channel): boolean =>
  channel === profile.programOut || !knownSequences(profile).has(channel)

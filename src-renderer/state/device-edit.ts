// Changes of what is known of the box, as the musician makes them by hand.
import {
  defaultProfile,
  type DeviceModel,
  type DeviceProfile,
  type DeviceTrack,
  type LearnedFact,
  type MuteKind,
  type MuteValues,
  type TrackNumber,
} from '../../src-common/domain/device/device'

/** Another model brings its own tracks and defaults; what the old one was is not carried over. */
export const withModel = (device: DeviceProfile, model: DeviceModel): DeviceProfile =>
  model === device.model ? device : defaultProfile(model)

/** What is set by hand is not learned any more. */
export function withTrack(device: DeviceProfile, number: TrackNumber, change: Partial<DeviceTrack>): DeviceProfile {
  const tracks = device.tracks.map((track, index) => (index === number ? settled({ ...track, ...change }) : track))
  return 'channel' in change ? forgetting({ ...device, tracks }, `channel:${number}`) : { ...device, tracks }
}

/** Only a MIDI track has a CHAN of its own. */
const settled = (track: DeviceTrack): DeviceTrack => (track.kind === 'audio' ? { ...track, noteChannel: null } : track)

export function withMuteValues(device: DeviceProfile, kind: MuteKind, values: MuteValues): DeviceProfile {
  return forgetting(
    { ...device, muteValues: { ...device.muteValues, [kind]: values } },
    kind === 'global' ? 'globalMute' : 'patternMute',
  )
}

export const isLearned = (device: DeviceProfile, fact: LearnedFact): boolean => device.learned.includes(fact)

function forgetting(device: DeviceProfile, fact: LearnedFact): DeviceProfile {
  return isLearned(device, fact) ? { ...device, learned: device.learned.filter((each) => each !== fact) } : device
}

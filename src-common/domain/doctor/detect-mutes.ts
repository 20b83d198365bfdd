// Detectors of mutes that do not come, or do not mean what they say (rows 11 to 14).
import { MUTE_KINDS, trackLabel, type DeviceProfile, type TrackNumber } from '../device/device'
import { channelsOfBox, fromBox, type Asked, type Evidence } from './evidence'
import { fault, normal, type Detector } from './finding'
import { askedWith } from './gesture-state'
import { mutePairs, wasMutedBefore } from './mute-pairs'
import { MENU, trackChannel, type Step } from './menu'
import { mutesAreNrpn } from './nrpn-mutes'

const trackOf = ({ gesture }: Asked): TrackNumber => gesture.track ?? 0

export const mutesSilent: Detector = (evidence, profile) => {
  if (mutesAreNrpn(evidence, profile))
    return fault(11, 92, 'Mutes arrive as NRPN, and Muteline reads them as CC.', [MENU.paramOutput('CC')])
  const silent = askedWith(evidence, profile, 'mute', 'silent')
  const [first] = silent
  if (first === undefined || fromBox(evidence).any === null) return null
  const saw = `No mute of track ${trackLabel(profile.model, trackOf(first))} arrived.`
  if (askedWith(evidence, profile, 'mute', 'answered').length === 0 && !otherMutes(evidence, first))
    return fault(11, loneChannel(evidence, profile, silent) ? 60 : 90, saw, [
      MENU.muteDest('INT+EXT'),
      channelStep(profile, trackOf(first)),
    ])
  return fault(11, 84, `${saw} Those of other tracks do.`, [channelStep(profile, trackOf(first))])
}

/** Mutes that nobody asked for came since. */
const otherMutes = (evidence: Evidence, { from }: Asked): boolean =>
  channelsOfBox(evidence).some(
    ([channel, { mutes }]) =>
      !evidence.copies.echoes.channels.includes(channel) && [mutes.global, mutes.pattern].some((seen) => (seen?.last ?? -1) > from),
  ) // prettier-ignore

/** One track alone was tried, and its key is silent, too: its channel is likelier to be OFF. */
const loneChannel = (evidence: Evidence, profile: DeviceProfile, silent: readonly Asked[]): boolean =>
  silent.length === 1 && askedWith(evidence, profile, 'trig', 'silent').length > 0

const channelStep = (profile: DeviceProfile, track: TrackNumber): Step =>
  profile.model === 'digitakt' && profile.tracks[track]?.kind === 'midi'
    ? MENU.midiTracks('a channel each, not OFF')
    : trackChannel(profile, track)

export const muteOnlySent: Detector = (evidence, profile) =>
  evidence.answers.fellSilent === false && !wasMutedBefore(evidence, profile, 'global') && !wasMutedBefore(evidence, profile, 'pattern') && askedWith(evidence, profile, 'mute', 'answered').length > 0
    ? fault(12, 89, 'The mute arrives, and the track was still heard.')
    : null // prettier-ignore

export const wrongPolarity: Detector = (evidence, profile) => {
  const { muteValues } = profile
  for (const kind of MUTE_KINDS) {
    const [pair] = mutePairs(evidence, profile, kind)
    if (pair === undefined) continue
    const { muted, unmuted } = pair
    const controller = kind === 'global' ? 'Mute' : 'Pattern mute'
    if (muted === unmuted) return fault(13, 80, `${controller} and its undoing both send ${String(muted)}.`)
    // A track that played on was not muted by it: its values are not those of a mute.
    if (evidence.answers.fellSilent === false) continue
    if (muted !== muteValues[kind].muted || unmuted !== muteValues[kind].unmuted)
      return fault(13, 85, `This box sends ${String(muted)} for muted and ${String(unmuted)} for unmuted.`)
  }
  return null
}

export const patternMutes: Detector = ({ answers }) =>
  answers.mutesAfterPattern === false ? normal(14, 70, 'You saw other mutes than those of the box.') : null

// Mutes that come as NRPN: 1:101 is the mute, 1:104 the pattern mute (pencilresearch/midi, CC BY-SA 4.0). PARAM OUTPUT
// decides whether a box sends CC or NRPN (Digitone manual, MIDI CONFIG).
import type { DeviceProfile, MuteKind } from '../device/device'
import { nrpnStep, NO_NRPN, type NrpnState, type NrpnValue } from '../midi/nrpn'
import type { Channel } from '../midi/message'
import { channelsOfBox, type Asked, type Evidence } from './evidence'

const MUTES: Readonly<Record<number, MuteKind>> = { 101: 'global', 104: 'pattern' }

export const muteOfNrpn = ({ msb, lsb }: Pick<NrpnValue, 'msb' | 'lsb'>): MuteKind | null =>
  msb === 1 ? (MUTES[lsb] ?? null) : null

/** Whether a mute came as NRPN while a gesture was asked for. */
export function hasNrpnMute({ heard }: Asked): boolean {
  const states = new Map<Channel, NrpnState>()
  return heard.some(({ message }) => {
    if (message.type !== 'controller') return false
    const { state, told } = nrpnStep(states.get(message.channel) ?? NO_NRPN, message.controller, message.value)
    states.set(message.channel, state)
    return told !== null && muteOfNrpn(told) !== null
  })
}

/** Mutes come as NRPN, and none since came as CC; not those on the channel of a sequence, which sends what it is told to. */
export function mutesAreNrpn(evidence: Evidence, { tracks }: DeviceProfile): boolean {
  const channels = channelsOfBox(evidence)
  const own = channels.filter(([channel]) => tracks.some((track) => track.channel === channel) || tracks.every(({ noteChannel }) => noteChannel !== channel))
  const last = Math.max(-1, ...own.map(([, { nrpnMutes }]) => nrpnMutes?.last ?? -1))
  const asController = channels.flatMap(([, { mutes }]) => [mutes.global?.last ?? -1, mutes.pattern?.last ?? -1])
  return last >= 0 && asController.every((time) => time < last)
} // prettier-ignore

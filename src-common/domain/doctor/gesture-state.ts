// What came of what the musician was asked to do: what counts as its answer, and when its absence counts.
import { MUTE_CONTROLLER, MUTE_KINDS, type DeviceProfile, type MuteKind, type TrackNumber } from '../device/device'
import type { Channel, Message } from '../midi/message'
import type { Micros } from '../time/ticks'
import { channelsOfBox, fromBox, type Asked, type Evidence, type GestureType, type Seen } from './evidence'
import { hasNrpnMute } from './nrpn-mutes'
import { sameGesture } from './observe'
import { sequencesOf, tellsPatterns } from './sequence-channels'

/** *silent*: nothing came that could be its answer. *skipped*: left before one could tell, or its answer came later. */
export type GestureState = 'waiting' | 'answered' | 'silent' | 'skipped'

/** Four beats: by then a track that sends notes has sent some. */
const BAR_OF_PULSES = 96
/** After this long without an answer, none is expected any more. */
const PATIENCE: Micros = 8_000_000
/** Where something else came instead, that is told sooner. */
const PARTLY: Micros = 5_000_000
/** Our pulses and those that come back may differ by what is under way. */
const UNDER_WAY = 6

export function stateOf(evidence: Evidence, profile: DeviceProfile, asked: Asked): GestureState {
  const until = asked.to ?? evidence.now
  if (isAnswered(evidence, profile, asked, until)) return 'answered'
  if (isMute(asked) && hasNrpnMute(asked)) return 'silent'
  const partly = asked.gesture.type === 'play' && asked.heard.length > 0 && asked.pulses === 0
  const ranOut = until - asked.from > (partly ? PARTLY : PATIENCE)
  if (!ranOut) return asked.to === null ? 'waiting' : 'skipped'
  // A note that came may be a sequence’s as well as a key’s: then one cannot tell.
  if (asked.gesture.type === 'trig' && asked.heard.some(({ message }) => message.type === 'noteOn')) return 'skipped'
  return asked.to !== null && cameLater(evidence, profile, asked, asked.to) ? 'skipped' : 'silent'
}

const isMute = ({ gesture: { type } }: Asked): boolean =>
  type === 'mute' || type === 'unmute' || type === 'patternMute' || type === 'patternUnmute'

function isAnswered(evidence: Evidence, profile: DeviceProfile, asked: Asked, until: Micros): boolean {
  const messages = asked.heard.map(({ message }) => message)
  switch (asked.gesture.type) {
    case 'play':
      // The clock runs while the box is stopped, too (xor-electronics.com forum): one that ran before tells nothing of PLAY.
      if (asked.pulses < BAR_OF_PULSES) return false
      if (messages.some(isStart)) return true
      return until - asked.from > PARTLY && (!asked.ticking || messages.some(({ type }) => type === 'noteOn'))
    case 'stop':
      return messages.some(({ type }) => type === 'stop')
    case 'mute':
    case 'unmute':
    case 'patternMute':
    case 'patternUnmute':
      return messages.some((message) => message.type === 'controller' && muteKind(message.controller) !== null)
    case 'pattern':
      return messages.some((message) => message.type === 'programChange' && tellsPatterns(profile, message.channel))
    case 'trig':
      return keysIn(evidence, profile, asked).length > 0
    case 'knob':
      return messages.some(
        (message) =>
          message.type === 'controller' &&
          muteKind(message.controller) === null &&
          !sequencesOf(evidence, profile).has(message.channel),
      )
  }
} // prettier-ignore

const isStart = ({ type }: Message): boolean => type === 'start' || type === 'continue'

const muteKind = (controller: number): MuteKind | null =>
  MUTE_KINDS.find((kind) => MUTE_CONTROLLER[kind] === controller) ?? null

/**
 * The channels of the notes that a key sent: any while the box is stopped, else its track's or the auto channel, where no
 * sequence is sent.
 */
function keysIn(evidence: Evidence, profile: DeviceProfile, { gesture, heard, stopped }: Asked): readonly Channel[] {
  const own = profile.tracks[gesture.track ?? -1]?.channel ?? null
  const sequences = sequencesOf(evidence, profile)
  const start = heard.find(({ message }) => isStart(message))?.time ?? Infinity
  return heard.flatMap(({ time, message }) => {
    if (message.type !== 'noteOn') return []
    const { channel } = message
    const isKeys = channel === own || channel === profile.autoChannel
    return (stopped && time < start) || (isKeys && !sequences.has(channel)) ? [channel] : []
  })
} // prettier-ignore

/** Whether something came after a gesture was left that would have answered it. */
function cameLater(evidence: Evidence, profile: DeviceProfile, asked: Asked, left: Micros): boolean {
  const { pulses, starts, stops } = fromBox(evidence)
  const later = (seen: Seen | null): boolean => seen !== null && seen.last > left
  const channels = channelsOfBox(evidence).filter(([channel]) => !evidence.copies.echoes.channels.includes(channel))
  const own = profile.tracks[asked.gesture.track ?? -1]?.channel ?? null
  switch (asked.gesture.type) {
    case 'play':
      if (clockIsOurs(evidence)) return false
      if (asked.pulses === 0) return later(pulses)
      return later(starts) || channels.some(([, { notes }]) => later(notes))
    case 'stop':
      return later(stops)
    case 'mute':
    case 'unmute':
    case 'patternMute':
    case 'patternUnmute': {
      const others = channelsOfOthers(evidence, profile, asked)
      return channels.some(([channel, { mutes }]) => !others.has(channel) && (later(mutes.global) || later(mutes.pattern)))
    }
    case 'pattern':
      return channels.some(([channel, { programs }]) => later(programs) && tellsPatterns(profile, channel))
    case 'trig': {
      const sequences = sequencesOf(evidence, profile)
      return channels.some(([channel, { notes }]) => channel === own && !sequences.has(channel) && later(notes))
    }
    case 'knob':
      return channels.some(([channel, { controllers }]) => later(controllers) && !sequencesOf(evidence, profile).has(channel))
  }
} // prettier-ignore

/** Where the mutes of other tracks come, as far as they are known. */
function channelsOfOthers(evidence: Evidence, profile: DeviceProfile, { gesture }: Asked): ReadonlySet<Channel> {
  const own = profile.tracks[gesture.track ?? -1]?.channel ?? null
  const known = profile.tracks.flatMap(({ channel }) => (channel === null || channel === own ? [] : [channel]))
  const shown = evidence.asked.flatMap((each) =>
    isMute(each) && each.gesture.track !== gesture.track ? (muteAnswer(each, profile)?.channel ?? []) : [],
  )
  return new Set([...known, ...shown])
}

/** What came as a clock while we led was our own: as much came back as was sent, and so did other things. */
export function clockIsOurs({ sent: { leading }, copies }: Evidence): boolean {
  if (leading === null || copies.echoes.others === 0 || leading.pulses === 0) return false
  return Math.abs(leading.pulses - leading.ours) <= UNDER_WAY
}

export type MuteAnswer = {
  readonly kind: MuteKind
  readonly channel: Channel
  readonly value: number
  /** Mutes came on this channel only; else it is not certain whose they were. */
  readonly alone: boolean
}

/** The first mute that came while one was asked for, on the track's own channel where there is one. */
export function muteAnswer({ gesture, heard }: Asked, { tracks }: DeviceProfile): MuteAnswer | null {
  const mutes = heard.flatMap(({ message }) => {
    const kind = message.type === 'controller' ? muteKind(message.controller) : null
    return message.type !== 'controller' || kind === null
      ? []
      : [{ kind, channel: message.channel, value: message.value }]
  })
  const own = tracks[gesture.track ?? -1]?.channel ?? null
  const first = mutes.find(({ channel }) => channel === own) ?? mutes[0]
  return first === undefined ? null : { ...first, alone: mutes.every(({ channel }) => channel === first.channel) }
}

/** What came of a gesture; null where it was not asked for. */
export const askedOf = ({ asked }: Evidence, type: GestureType, track: TrackNumber | null = null): Asked | null =>
  asked.find(({ gesture }) => sameGesture(gesture, { type, track })) ?? null

/** Its state; null where it was not asked for. */
export function stateIn(
  evidence: Evidence,
  profile: DeviceProfile,
  type: GestureType,
  track: TrackNumber | null = null,
): GestureState | null {
  const asked = askedOf(evidence, type, track)
  return asked === null ? null : stateOf(evidence, profile, asked)
}

/** Gestures of one type with a state, whichever their track. */
export const askedWith = (evidence: Evidence, profile: DeviceProfile, type: GestureType, state: GestureState): readonly Asked[] =>
  evidence.asked.filter((each) => each.gesture.type === type && stateOf(evidence, profile, each) === state) // prettier-ignore

/**
 * A beat played, with its clock, and no note of a sequence has come since. What comes on the channel of a key, or back to
 * us, is none.
 */
export function playsWithoutNotes(evidence: Evidence, profile: DeviceProfile): boolean {
  const play = askedOf(evidence, 'play')
  if (play === null || stateOf(evidence, profile, play) !== 'answered') return false
  if (play.heard.some(({ message }) => message.type === 'noteOn')) return false
  const keys = evidence.asked.flatMap((each) => (each.gesture.type === 'trig' ? keysIn(evidence, profile, each) : []))
  const others = new Set([...keys, ...evidence.copies.echoes.channels])
  return channelsOfBox(evidence).every(
    ([channel, { notes }]) => notes === null || notes.last < play.from || others.has(channel),
  )
}

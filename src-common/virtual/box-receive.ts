// What the virtual box does with messages from outside.
import { MUTE_CONTROLLER, type TrackNumber } from '../domain/device/device'
import type { Channel, Message } from '../domain/midi/message'
import { followsClock, sending, still, withMute, type Box, type BoxStep, type Played } from './box'
import { answersTo } from './box-dumps'
import { pulse } from './box-pulse'
import { selectPattern, start, stop } from './box-transport'

export function receive(box: Box, message: Message): BoxStep {
  const { settings } = box
  switch (message.type) {
    case 'clock':
      return followsClock(box) ? pulse(box) : still(box)
    case 'start':
      return followsClock(box) && settings.transportReceive ? start({ ...box, held: [] }) : still(box)
    case 'stop':
      return followsClock(box) && settings.transportReceive ? stop(box, false) : still(box)
    case 'controller':
      return settings.receiveControllers
        ? receiveMute(box, message.channel, message.controller, message.value)
        : still(box)
    case 'programChange': {
      const taken = settings.programChangeReceive && message.channel === settings.programIn
      return taken ? selectPattern(box, message.program, settings.programChangeDeadline, settings.answers) : still(box)
    }
    case 'sysex':
      return sending(box, answersTo(box, message.bytes))
    case 'noteOn':
    case 'noteOff':
      return settings.receiveNotes ? receiveNote(box, message) : still(box)
    default:
      return still(box)
  }
}

function receiveMute(box: Box, channel: Channel, controller: number, value: number): BoxStep {
  const kind = (['global', 'pattern'] as const).find((each) => MUTE_CONTROLLER[each] === controller)
  const { muted, unmuted } = box.settings.muteValue
  if (kind === undefined || (value !== muted && value !== unmuted)) return still(box)
  const mutes = tracksOn(box, channel).map((track) => ({ kind, track, muted: value === muted }))
  const { muteDelay, answers } = box.settings
  const told: readonly Message[] = answers ? [{ type: 'controller', channel, controller, value }] : []
  if (muteDelay === 0)
    return still(
      mutes.reduce((next, each) => withMute(next, each.kind, each.track, each.muted), box),
      told,
    )
  const coming = mutes.map((each) => ({ ...each, pulses: muteDelay }))
  return still({ ...box, comingMutes: [...box.comingMutes, ...coming] }, told)
}

/** Every track on the channel plays, and notes bypass mutes; those for a MIDI track go out on its CHAN (videomusik/dt_og_plus_plus). */
function receiveNote(box: Box, message: Message & { readonly type: 'noteOn' | 'noteOff' }): BoxStep {
  const tracks = tracksOn(box, message.channel)
  const forwarded = tracks.flatMap((track): Message[] => {
    const channel = box.settings.tracks[track]?.noteChannel ?? null
    return channel === null ? [] : [{ ...message, channel }]
  })
  if (message.type === 'noteOff') return still(box, forwarded)
  const played = tracks.map((track): Played => ({
    tick: box.next,
    track,
    pitch: message.pitch,
    velocity: message.velocity,
    source: 'midi',
    audible: true,
  }))
  return still(box, forwarded, played)
}

const tracksOn = ({ settings }: Box, channel: Channel): readonly TrackNumber[] =>
  settings.tracks.flatMap((track, number) => (track.channel === channel ? [number] : []))

// The keys of the virtual box.
import { MUTE_CONTROLLER, type TrackNumber } from '../domain/device/device'
import type { Channel, Message } from '../domain/midi/message'
import { mutesOf, still, withMute, type Box, type BoxKey, type BoxStep, type Played } from './box'
import { selectPattern, start, stop } from './box-transport'

export function pressKey(box: Box, key: BoxKey): BoxStep {
  switch (key.type) {
    case 'play':
      return box.transport === 'stopped' ? start(box) : still(box)
    case 'stop':
      return stop(box, true)
    case 'mute':
      return toggleMute(box, key.track)
    case 'muteMode':
      return still({ ...box, muteMode: key.kind })
    case 'pattern':
      return selectPattern(box, key.pattern, 0, true)
    case 'trig':
      return playKey(box, key.track, key.velocity, key.down)
    case 'fill':
      return still({ ...box, fill: key.on })
    case 'tempo':
      return still({ ...box, tempo: key.bpm })
    case 'set':
      return still({ ...box, settings: { ...box.settings, ...key.settings } })
  }
}

function toggleMute(box: Box, track: TrackNumber): BoxStep {
  const { muteDest, muteValue } = box.settings
  const muted = mutesOf(box, box.muteMode)[track] !== true
  // EXT sends, and does not mute here (manual, mk I, p. 61).
  const next = muteDest === 'EXT' ? box : withMute(box, box.muteMode, track, muted)
  const channel = outChannel(box, track)
  if (muteDest === 'INT' || channel === null) return still(next)
  const value = muted ? muteValue.muted : muteValue.unmuted
  return still(next, [{ type: 'controller', channel, controller: MUTE_CONTROLLER[box.muteMode], value }])
}

/** OUTPUT CH = AUTO sends keys and mutes of every track on the auto channel (thought so; TRK is what to set). */
function outChannel({ settings }: Box, track: TrackNumber): Channel | null {
  const own = settings.tracks[track]?.channel ?? null
  return own !== null && settings.outputChannel === 'AUTO' ? settings.autoChannel : own
}

function playKey(box: Box, track: TrackNumber, velocity: number, down: boolean): BoxStep {
  const channel = outChannel(box, track)
  const sends = box.settings.trigKeyDest !== 'INT' && channel !== null
  const message: Message = down
    ? { type: 'noteOn', channel: channel ?? 1, pitch: 60, velocity }
    : { type: 'noteOff', channel: channel ?? 1, pitch: 60 }
  const sounds = down && box.settings.trigKeyDest !== 'EXT'
  const played: Played = { tick: box.next, track, pitch: 60, velocity, source: 'key', audible: true }
  return still(box, sends ? [message] : [], sounds ? [played] : [])
}

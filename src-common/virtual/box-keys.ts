// The keys of the virtual box.
import { MUTE_CONTROLLER, type MuteKind, type TrackNumber } from '../domain/device/device'
import type { Pattern } from '../domain/device/pattern'
import { requestBytes } from '../domain/device/dump/read-request'
import type { Bytes, Channel, Message } from '../domain/midi/message'
import { DATA_LSB, DATA_MSB, NRPN_LSB, NRPN_MSB } from '../domain/midi/nrpn'
import { mutesOf, sending, still, withMute, type Box, type BoxKey, type BoxStep, type Played } from './box'
import { answersTo } from './box-dumps'
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
    case 'program':
      return still(programmed(box, key.pattern, key.to))
    case 'dump':
      return sending(box, dumpOf(box, key.pattern))
    case 'set':
      return still({ ...box, settings: { ...box.settings, ...key.settings } })
  }
}

/** Which tracks are MIDI tracks stays as it is. */
function programmed(box: Box, index: number, pattern: Pattern): Box {
  const tracks = box.settings.tracks.map((track, number) =>
    track.kind === 'midi' ? { ...track, noteChannel: pattern.tracks[number]?.channel ?? null } : track,
  )
  return { ...box, settings: { ...box.settings, tracks }, patterns: { ...box.patterns, [String(index)]: pattern } }
}

/** The same message that answers a request. */
function dumpOf(box: Box, index: number): readonly Bytes[] {
  return box.model === 'generic' ? [] : answersTo(box, requestBytes({ type: 'patternKit', device: box.model, index }))
}

function toggleMute(box: Box, track: TrackNumber): BoxStep {
  const { muteDest, muteValue, paramOutput } = box.settings
  const muted = mutesOf(box, box.muteMode)[track] !== true
  // EXT sends, and does not mute here (manual, mk I, p. 61).
  const next = muteDest === 'EXT' ? box : withMute(box, box.muteMode, track, muted)
  const channel = outChannel(box, track)
  if (muteDest === 'INT' || channel === null) return still(next)
  const value = muted ? muteValue.muted : muteValue.unmuted
  const controllers = paramOutput === 'CC' ? [[MUTE_CONTROLLER[box.muteMode], value] as const] : asNrpn(box.muteMode, value)
  return still(next, controllers.map(([controller, value]) => ({ type: 'controller', channel, controller, value })))
} // prettier-ignore

/** 1:101 is the mute, 1:104 the pattern mute (pencilresearch/midi). */
const asNrpn = (kind: MuteKind, value: number): readonly (readonly [controller: number, value: number])[] => [
  [NRPN_MSB, 1],
  [NRPN_LSB, kind === 'global' ? 101 : 104],
  [DATA_MSB, value],
  [DATA_LSB, 0],
]

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

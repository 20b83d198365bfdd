// What one pass sends and how it lies in time, before anything of it is recorded.
import { MUTE_CONTROLLER, type DeviceProfile, type TrackNumber } from '../../../src-common/domain/device/device'
import { encode, type Bytes } from '../../../src-common/domain/midi/message'
import type { Project } from '../../../src-common/domain/model/project'
import { contains } from '../../../src-common/domain/model/intervals'
import { startPlace } from '../../../src-common/domain/play/start-place'
import type { PassTiming } from '../../../src-common/domain/stems/listener'
import { durationOf, passSong } from '../../../src-common/domain/stems/pass-song'
import { spanOf } from '../../../src-common/domain/stems/stem-pass'
import type { StemSettings } from '../../../src-common/domain/stems/stem-settings'
import type { Micros } from '../../../src-common/domain/time/ticks'
import type { Pass } from '../../../src-common/rpc/engine-contract'

export type PassPlan = {
  readonly song: Project
  readonly pass: Pass
  /** The marker leaves so long before the box begins. */
  readonly markerAhead: Micros | null
  readonly timing: PassTiming
}

/** The marker has died away by then, as samples of drums do; and nobody waits for it as long (`PATIENCE` of the listener). */
const MARKER_AHEAD: Micros = 3_000_000
const MARKER_LENGTH: Micros = 100_000
/** Where external notes do not bypass mutes (not known of Digitakt II), the marker's track is unmuted for it. */
const UNMUTED_AHEAD: Micros = 100_000
const MUTED_AFTER: Micros = 400_000
/** The sample's own pitch (videomusik/dt_og_plus_plus: note 60 plays it as it is). */
const MARKER_NOTE = 60

export function planPass(project: Project, settings: StemSettings, track: TrackNumber | null): PassPlan {
  const span = spanOf(project, settings)
  const song = passSong(project, track, span)
  const place = startPlace(song, span.from, song.device.startInside)
  const preRoll = durationOf(project, { from: place.song, to: place.heard })
  const before =
    settings.marker === null
      ? []
      : markerMessages(song, settings.marker, mutedAt(song, settings.marker, place.song) || preRoll > 0)
  const markerAhead = before.length === 0 ? null : MARKER_AHEAD
  return {
    song,
    pass: { from: span.from, before },
    markerAhead,
    timing: {
      startAfter: ((markerAhead ?? 0) + preRoll) / 1e6,
      song: durationOf(project, span) / 1e6,
      tail: settings.tail,
    },
  }
}

function markerMessages(song: Project, track: TrackNumber, muted: boolean): Pass['before'] {
  const channel = song.device.tracks[track]?.channel ?? null
  if (channel === null) return []
  const note = { channel, pitch: MARKER_NOTE, velocity: 127 }
  const mute = (on: boolean): Bytes =>
    encode({ type: 'controller', channel, controller: MUTE_CONTROLLER.global, value: muteValue(song.device, on) })
  const notes = [
    { ahead: MARKER_AHEAD, bytes: encode({ type: 'noteOn', ...note }) },
    { ahead: MARKER_AHEAD - MARKER_LENGTH, bytes: encode({ type: 'noteOff', channel, pitch: MARKER_NOTE }) },
  ]
  if (!muted) return notes
  return [
    { ahead: MARKER_AHEAD + UNMUTED_AHEAD, bytes: mute(false) },
    ...notes,
    { ahead: MARKER_AHEAD - MUTED_AFTER, bytes: mute(true) },
  ]
}

const muteValue = ({ muteValues }: DeviceProfile, muted: boolean): number =>
  muteValues.global[muted ? 'muted' : 'unmuted']

function mutedAt({ tracks }: Project, track: TrackNumber, tick: number): boolean {
  const { muted, drive, mutes } = tracks[track] ?? { muted: true, drive: 'box', mutes: { global: [], pattern: [] } }
  return muted || drive === 'notes' || contains(mutes.global, tick) || contains(mutes.pattern, tick)
}

// A short try of what the box takes: a mute, a note or a pattern is sent on request, and undone a moment later. Notes of
// the piano roll are heard so, too.
import { MUTE_CONTROLLER, trackLabel, type DeviceProfile } from '../../src-common/domain/device/device'
import { encode, type Bytes, type Channel } from '../../src-common/domain/midi/message'
import type { Micros } from '../../src-common/domain/time/ticks'
import type { Probe } from '../../src-common/rpc/engine-contract'

type Plan = {
  readonly begin: Bytes
  /** A pattern is not changed back: which one it was need not be known. */
  readonly undo: Bytes | null
  readonly length: Micros
}

/** It takes a look at the ports or two until one knows that a cable was pulled. */
const UNNOTICED: Micros = 2_000_000
const MUTED: Micros = 600_000
const SOUNDING: Micros = 200_000
/** As long as a note is heard while it is drawn, at most. */
const AUDITIONED: Micros = 300_000
/** Note 60 is the original pitch of an audio track (videomusik/dt_og_plus_plus, parameters.md). */
const PITCH = 60
const VELOCITY = 100

/** Throws, in words, where the box has no channel for it. */
function planOf(probe: Probe, profile: DeviceProfile): Plan {
  switch (probe.type) {
    case 'mute': {
      const channel = orThrow(profile.tracks[probe.track]?.channel ?? null, profile, probe.track)
      const { muted, unmuted } = profile.muteValues[probe.kind]
      const mute = { type: 'controller', channel, controller: MUTE_CONTROLLER[probe.kind] } as const
      return { begin: encode({ ...mute, value: muted }), undo: encode({ ...mute, value: unmuted }), length: MUTED }
    }
    case 'note':
      return notePlan(probe.track, PITCH, VELOCITY, SOUNDING, profile)
    case 'audition':
      return notePlan(probe.track, probe.pitch, probe.velocity, AUDITIONED, profile)
    case 'pattern': {
      const { programIn: channel } = profile
      return { begin: encode({ type: 'programChange', channel, program: probe.pattern }), undo: null, length: 0 }
    }
  }
}

/** Input is taken on the channel of MIDI CONFIG > CHANNELS, also that of a MIDI track (elektronauts.com/t/116957). */
function notePlan(track: number, pitch: number, velocity: number, length: Micros, profile: DeviceProfile): Plan {
  const channel = orThrow(profile.tracks[track]?.channel ?? null, profile, track)
  return {
    begin: encode({ type: 'noteOn', channel, pitch, velocity }),
    undo: encode({ type: 'noteOff', channel, pitch }),
    length,
  }
}

function orThrow(channel: Channel | null, { model }: DeviceProfile, track: number): Channel {
  if (channel !== null) return channel
  throw new Error(
    `Track ${trackLabel(model, track)} has no channel: on the box, give it one in MIDI CONFIG > CHANNELS.`,
  )
}

export class Probing {
  #open: { readonly undo: Bytes; readonly due: Micros } | null = null
  #undone: { readonly undo: Bytes; readonly at: Micros } | null = null

  /** What is to leave now. */
  begin(probe: Probe, profile: DeviceProfile, now: Micros): Bytes {
    const { begin, undo, length } = planOf(probe, profile)
    this.#open = undo === null ? null : { undo, due: now + length }
    return begin
  }

  /** What undoes it, once that is due; null where nothing is. */
  due(now: Micros): Bytes | null {
    return this.#open !== null && now >= this.#open.due ? this.end(now) : null
  }

  /** What undoes it, now; null where nothing is to be undone. */
  end(now: Micros): Bytes | null {
    const undo = this.#open?.undo ?? null
    if (undo !== null) this.#undone = { undo, at: now }
    this.#open = null
    return undo
  }

  /** It is to be undone as soon as that is possible. */
  hurry(): void {
    if (this.#open !== null) this.#open = { ...this.#open, due: -Infinity }
  }

  /** The output went away: what was sent just before may never have reached the box, and is sent again. */
  lost(now: Micros): void {
    if (this.#open === null && this.#undone !== null && now - this.#undone.at < UNNOTICED)
      this.#open = { undo: this.#undone.undo, due: now }
  }
}

/** Throws, in words, why nothing can be tried now. */
export function assertFree(now: {
  readonly playing: boolean
  readonly recording: boolean
  readonly output: boolean
}): void {
  if (now.playing) throw new Error('A song is being played into the box. Stop it first, then try again.')
  if (now.recording) throw new Error('A take is being recorded. End it first, then try again.')
  if (!now.output) throw new Error('There is no output to try. Choose one beside the input, at the top left.')
}

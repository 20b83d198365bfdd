// What arrives right now: the performance as it is being recorded, and the lights of tracks. It comes fast, so most of
// it is not reactive: canvases read it once a frame.
import {
  trackOfChannel,
  trackOfNote,
  type DeviceProfile,
  type TrackNumber,
} from '../../src-common/domain/device/device'
import { parse, type Bytes } from '../../src-common/domain/midi/message'
import type { ControllerTarget, ControlPoint } from '../../src-common/domain/model/controllers'
import { Performance, type LiveTake } from '../../src-common/domain/record/performance'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { LiveBatch, LiveMessage, Transport } from '../../src-common/rpc/engine-contract'

const LIGHT_MS = 110

type ChangeWatch = {
  /** The tick from which on the performance looks different than when this was asked last. */
  readonly since: () => Tick
  readonly end: () => void
}

export class Live {
  /** Tracks whose light is on. */
  lit = $state.raw<ReadonlySet<number>>(new Set())

  #performance: Performance | null = null
  #from: Tick = 0
  /** Whether this page was there before recording began. */
  #sawStart = false
  /** Messages since the input opened that tell a state: a take begins with them. */
  readonly #state = new Map<string, LiveMessage>()
  readonly #watches = new Set<{ since: Tick }>()
  #lightTimer: ReturnType<typeof setTimeout> | null = null

  /** Begins and ends with the recording; a page that comes later shows what it hears itself, from `now` on. */
  follow({ recording, recordedFrom }: Transport, device: DeviceProfile, now: Tick): void {
    if (!recording || recordedFrom === null) {
      if (!recording) this.#performance = null
      this.#sawStart = true
      return
    }
    if (this.#performance !== null) return
    this.#performance = new Performance(device)
    this.#from = this.#sawStart ? recordedFrom : Math.max(recordedFrom, now)
    for (const message of this.#state.values()) {
      this.#performance.push(parse(message.bytes), { pressed: this.#from, tick: this.#from, rolling: false })
    }
  }

  push({ input }: LiveBatch, device: DeviceProfile): void {
    for (const message of input) {
      if (message.echo === true) continue
      const key = stateKey(message.bytes)
      if (key !== null) this.#state.set(key, message)
      this.#performance?.push(parse(message.bytes), message.at)
    }
    this.hit(input.flatMap(({ bytes }) => trackOf(bytes, device)))
  }

  /** Lights up tracks for a moment. */
  hit(tracks: readonly number[]): void {
    if (tracks.length === 0) return
    if (tracks.some((track) => !this.lit.has(track))) this.lit = new Set([...this.lit, ...tracks])
    if (this.#lightTimer !== null) clearTimeout(this.#lightTimer)
    this.#lightTimer = setTimeout(() => {
      this.lit = new Set()
    }, LIGHT_MS)
  }

  /** What was performed so far, up to `now`, to be looked at in parts; null where nothing is being recorded. */
  performed(now: Tick): LiveTake | null {
    const performance = this.#performance
    if (performance === null || now <= this.#from) return null
    const whole = { from: this.#from, to: now }
    return {
      ...whole,
      patterns: performance.patternsWithin(whole),
      lanes: (part) => performance.lanesWithin(whole, part),
      notes: (part) => performance.notesWithin(whole, part),
    }
  }

  /** For one who paints what is performed: each painter watches for himself, until he ends. */
  watchChanges(): ChangeWatch {
    const own = { since: -Infinity }
    this.#watches.add(own)
    return {
      since: () => {
        const changed = this.#performance?.takeChanged() ?? Infinity
        for (const watch of this.#watches) watch.since = Math.min(watch.since, changed)
        const { since } = own
        own.since = Infinity
        return since
      },
      end: () => this.#watches.delete(own),
    }
  }

  /** What a lane was turned to so far, up to `now`; null where nothing is being recorded. */
  turned(track: TrackNumber, target: ControllerTarget, now: Tick): readonly ControlPoint[] | null {
    if (this.#performance === null || now <= this.#from) return null
    const tracks = this.#performance.turnedWithin({ from: this.#from, to: now })
    return tracks.find((each) => each.track === track)?.lanes.find((lane) => lane.target === target)?.points ?? null
  }
}

function stateKey(bytes: Bytes): string | null {
  const message = parse(bytes)
  if (message.type === 'controller') return `${String(message.channel)}:${String(message.controller)}`
  if (message.type === 'pitchBend') return `${String(message.channel)}:bend`
  return message.type === 'programChange' ? `${String(message.channel)}:program` : null
}

function trackOf(bytes: Bytes, device: DeviceProfile): readonly number[] {
  const message = parse(bytes)
  const track =
    message.type === 'noteOn'
      ? trackOfNote(device, message.channel)
      : message.type === 'controller'
        ? trackOfChannel(device, message.channel)
        : null
  return track === null ? [] : [track]
}

// What arrives right now: the performance as it is being recorded, messages for the monitor, lights. It comes fast, so
// most of it is not reactive: canvases read it once a frame.
import { describe } from '../../src-common/domain/device/describe'
import { trackOfChannel, trackOfNote, type DeviceProfile } from '../../src-common/domain/device/device'
import { parse, toHex, type Bytes } from '../../src-common/domain/midi/message'
import { Performance, type Performed } from '../../src-common/domain/record/performance'
import type { Tick } from '../../src-common/domain/time/ticks'
import type { LiveBatch, LiveMessage, Transport } from '../../src-common/rpc/engine-contract'

export type MonitorLine = {
  readonly id: number
  readonly time: number
  readonly out: boolean
  readonly text: string
  readonly hex: string
}

const LINES_KEPT = 300
const LIGHT_MS = 110
const MONITOR_MS = 80

export class Live {
  /** Tracks whose light is on. */
  lit = $state.raw<ReadonlySet<number>>(new Set())
  lines = $state.raw<readonly MonitorLine[]>([])

  #performance: Performance | null = null
  #from: Tick = 0
  /** Whether this page was there before recording began. */
  #sawStart = false
  /** Messages since the input opened that tell a state: a take begins with them. */
  readonly #state = new Map<string, LiveMessage>()
  #waiting: MonitorLine[] = []
  #nextLine = 1
  #monitorTimer: ReturnType<typeof setTimeout> | null = null
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

  push({ input, output }: LiveBatch, device: DeviceProfile): void {
    for (const message of input) {
      const key = stateKey(message.bytes)
      if (key !== null) this.#state.set(key, message)
      this.#performance?.push(parse(message.bytes), message.at)
      this.#line(message.time, message.bytes, false, device)
    }
    for (const { time, bytes } of output) this.#line(time, bytes, true, device)
    this.hit(input.flatMap(({ bytes }) => trackOf(bytes, device)))
  }

  /** Lights up tracks for a moment. */
  hit(tracks: readonly number[]): void {
    if (tracks.length === 0) return
    this.lit = new Set([...this.lit, ...tracks])
    if (this.#lightTimer !== null) clearTimeout(this.#lightTimer)
    this.#lightTimer = setTimeout(() => {
      this.lit = new Set()
    }, LIGHT_MS)
  }

  clear(): void {
    this.lines = []
  }

  /** What was performed so far, up to `now`; null where nothing is being recorded. */
  performed(now: Tick): (Performed & { readonly from: Tick; readonly to: Tick }) | null {
    if (this.#performance === null || now <= this.#from) return null
    const span = { from: this.#from, to: now }
    return { ...this.#performance.within(span), ...span }
  }

  #line(time: number, bytes: Bytes, out: boolean, device: DeviceProfile): void {
    this.#waiting.push({
      id: this.#nextLine++,
      time,
      out,
      text: describe(bytes, device),
      hex: toHex(bytes.slice(0, 24)),
    })
    this.#monitorTimer ??= setTimeout(() => {
      this.lines = [...this.lines, ...this.#waiting].slice(-LINES_KEPT)
      this.#waiting = []
      this.#monitorTimer = null
    }, MONITOR_MS)
  }
}

function stateKey(bytes: Bytes): string | null {
  const message = parse(bytes)
  if (message.type === 'controller') return `${String(message.channel)}:${String(message.controller)}`
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

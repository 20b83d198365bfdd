// What the monitor shows of the messages that were kept. Messages come by the thousand a second, so nothing is reactive
// for each: the list is taken from the log a few times a second, and only while someone looks.
import type { DeviceProfile } from '../../src-common/domain/device/device'
import type { Micros } from '../../src-common/domain/time/ticks'
import type { LiveBatch } from '../../src-common/rpc/engine-contract'
import { HIDE_NOTHING, hidesAny, passes, type MessageFilter } from './message-filter'
import { MessageLog, type KeptMessage } from './message-log'
import { titleText } from './message-text'

const REFRESH_MS = 100
const CLOCK = 0xf8

export class Monitor {
  /** Whether anything was ever heard or sent. */
  heard = $state(false)
  filter = $state.raw<MessageFilter>(HIDE_NOTHING)
  asBytes = $state(false)
  filterOpen = $state(true)
  /** Held by the musician, who alone lets it go on. */
  paused = $state(false)
  /** Scrolled away from the newest: what is being read is held where it is. */
  away = $state(false)
  /** How many came since the list is held. */
  newer = $state(0)
  /** Messages at the last refresh, oldest first. */
  kept = $state.raw<readonly KeptMessage[]>([])
  readonly shown = $derived.by(() => {
    const { filter, kept } = this
    return hidesAny(filter) ? kept.filter((message) => passes(filter, message, this.#textOf)) : kept
  })
  /** When the first message came: from here times are counted. */
  origin = $state<Micros>(0)

  readonly #log = new MessageLog()
  /** The texts that were looked through, kept since most messages stay from one refresh to the next. */
  #texts = new WeakMap<KeptMessage, string>()
  #textsOf: DeviceProfile | null = null
  readonly #device: () => DeviceProfile
  /** How many messages had come at the last refresh. */
  #seen = 0
  #started = false
  #watchers = 0
  #timer: ReturnType<typeof setTimeout> | null = null
  #refreshed = -Infinity

  constructor(device: () => DeviceProfile) {
    this.#device = device
  }

  push({ input, output }: LiveBatch): void {
    const before = this.#log.count
    for (const { at: _, ...heard } of input) this.#keep({ ...heard, direction: 'in' })
    for (const { time, port, bytes } of output) this.#keep({ time, direction: 'out', port, bytes })
    if (this.#log.count === before) return
    if (!this.heard) this.heard = true
    if (this.#watchers > 0) {
      const wait = Math.max(0, this.#refreshed + REFRESH_MS - performance.now())
      this.#timer ??= setTimeout(() => {
        this.#refresh()
      }, wait)
    }
  }

  /** Keeps the list up to date until the returned function is called. */
  watch(): () => void {
    this.#watchers++
    this.away = false
    this.#refresh()
    return () => {
      this.#watchers--
    }
  }

  pauseOrGoOn(): void {
    this.paused = !this.paused
    this.#refresh()
  }

  scrolled(away: boolean): void {
    if (away === this.away) return
    this.away = away
    this.#refresh()
  }

  clear(): void {
    this.#log.clear()
    this.#started = false
    this.away = false
    this.kept = []
    this.#seen = this.#log.count
    this.newer = 0
  }

  readonly #textOf = (message: KeptMessage): string => {
    const device = this.#device()
    if (device !== this.#textsOf) this.#texts = new WeakMap()
    this.#textsOf = device
    const text = this.#texts.get(message) ?? titleText(message, device)
    this.#texts.set(message, text)
    return text
  }

  #keep(message: Parameters<MessageLog['push']>[0]): void {
    if (message.bytes[0] === CLOCK) return
    if (!this.#started) this.origin = message.time
    this.#started = true
    this.#log.push(message)
  }

  #refresh(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#refreshed = performance.now()
    if (!this.paused && !this.away) {
      this.kept = this.#log.messages()
      this.#seen = this.#log.count
    }
    this.newer = this.#log.count - this.#seen
  }
}

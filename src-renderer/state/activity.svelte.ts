// The lights of the ports: messages and clock, by port. They are looked at some thirty times a second while a panel
// shows them and anything is alight, and told only when one of them changes.
import type { LiveBatch } from '../../src-common/rpc/engine-contract'
import { portKey, type PortKey } from './message-filter'
import { DARK, PortActivity, type PortLight } from './port-activity'

const LOOK_MS = 33
const START = 0xfa

export class Activity {
  #lights = $state.raw<ReadonlyMap<PortKey, PortLight>>(new Map())
  readonly #ports = new Map<PortKey, PortActivity>()
  #watchers = 0
  #timer: ReturnType<typeof setTimeout> | null = null

  lightOf(key: PortKey): PortLight {
    return this.#lights.get(key) ?? DARK
  }

  push({ input, output, pulses }: LiveBatch): void {
    const now = performance.now()
    for (const { port, bytes } of input) {
      this.#port(portKey('in', port)).messageAt(now)
      if (bytes[0] === START) this.#port(portKey('in', port)).restart()
    }
    for (const { port } of output) this.#port(portKey('out', port)).messageAt(now)
    for (const { direction, port, count } of pulses) this.#port(portKey(direction, port)).pulsesAt(now, count)
    if (this.#watchers > 0) this.#look()
  }

  /** Keeps the lights up to date until the returned function is called. */
  watch(): () => void {
    this.#watchers++
    this.#look()
    return () => {
      this.#watchers--
    }
  }

  #port(key: PortKey): PortActivity {
    const port = this.#ports.get(key) ?? new PortActivity()
    this.#ports.set(key, port)
    return port
  }

  #look(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      const now = performance.now()
      const lights = new Map([...this.#ports].map(([key, port]) => [key, port.light(now)]))
      if ([...lights].some(([key, light]) => !sameLight(light, this.lightOf(key)))) this.#lights = lights
      const alive = [...this.#ports.values()].some((port) => port.alive(now))
      if (alive && this.#watchers > 0) this.#look()
    }, LOOK_MS)
  }
}

const sameLight = (a: PortLight, b: PortLight): boolean => a.lit === b.lit && a.beat === b.beat && a.rate === b.rate

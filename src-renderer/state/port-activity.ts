// What the lights of one port show: whether a message came just now, the beat of its clock, and how fast that runs.

export type PortLight = {
  readonly lit: boolean
  /** The clock's light: on for the first quarter of each beat. */
  readonly beat: boolean
  /** Pulses a second; null until it was counted for a second, and when none come. */
  readonly rate: number | null
}

export const DARK: PortLight = { lit: false, beat: false, rate: null }

const HOLD_MS = 120
/** The slowest clock, 20 BPM, has a pulse every 125 ms. */
const SILENT_MS = 500
const COUNTED_MS = 1000
const PULSES_PER_BEAT = 24

/** Times are the page's own, in milliseconds: pulses are told in numbers, not one by one. */
export class PortActivity {
  #message = -Infinity
  #pulse = -Infinity
  #pulses = 0
  #rate: number | null = null
  #countedFrom = 0
  #counted = 0

  messageAt(now: number): void {
    this.#message = now
  }

  /** Start was received: the next pulse is the first of a beat. */
  restart(): void {
    this.#pulses = 0
  }

  pulsesAt(now: number, count: number): void {
    this.#pulses += count
    if (now - this.#pulse > SILENT_MS) {
      this.#rate = null
      this.#countedFrom = now
      this.#counted = 0
    } else this.#counted += count
    this.#pulse = now
    if (now - this.#countedFrom < COUNTED_MS) return
    this.#rate = (this.#counted * 1000) / (now - this.#countedFrom)
    this.#countedFrom = now
    this.#counted = 0
  }

  light(now: number): PortLight {
    const clock = now - this.#pulse <= SILENT_MS
    return {
      lit: now - this.#message < HOLD_MS,
      beat: clock && (this.#pulses + PULSES_PER_BEAT - 1) % PULSES_PER_BEAT < PULSES_PER_BEAT / 4,
      rate: clock ? this.#rate : null,
    }
  }

  /** Whether its lights change by themselves, with time. */
  alive(now: number): boolean {
    return now - this.#message < HOLD_MS || now - this.#pulse <= SILENT_MS
  }
}

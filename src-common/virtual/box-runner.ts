// Runs the virtual box in time: what is put in has a time, and so has all that comes out. Time is handed in, so that an
// hour can be run in a moment.
import type { Bytes } from '../domain/midi/message'
import { PULSE, type Micros } from '../domain/time/ticks'
import { microsOf } from '../domain/time/timeline'
import { keysOf, type ScriptLine } from './perform-script'
import { followsClock, tempoOf, type Box, type BoxInput, type BoxKey, type Played } from './box'
import { boxStep } from './virtual-digitakt'

export type TimedBytes = { readonly time: Micros; readonly bytes: Bytes }
export type TimedPlayed = Played & { readonly time: Micros }
export type Ran = { readonly out: readonly TimedBytes[]; readonly played: readonly TimedPlayed[] }

/** Some 200 bytes a millisecond go over USB (mzero/elk-herd paces its own so). */
const DUMP_BYTE: Micros = 5

/** At 20 BPM. */
const LONGEST_PULSE: Micros = 125_000

type Waiting = { readonly time: Micros; readonly input: BoxInput }

export class BoxRunner {
  #box: Box
  #nextPulse: Micros
  #waiting: Waiting[] = []
  #leaving: TimedBytes[] = []
  #script: readonly ScriptLine[] = []
  #lastPulse: Micros | null = null
  /** Between the last two pulses from outside. */
  #heardPeriod: Micros | null = null
  #played: TimedPlayed[] = []
  #dumpsUntil: Micros = 0

  constructor(box: Box, now: Micros) {
    this.#box = box
    this.#nextPulse = now
  }

  get box(): Box {
    return this.#box
  }

  /** A key, pressed at a time; in the past is now. */
  press(key: BoxKey, time: Micros): void {
    this.#enqueue({ time, input: { type: 'key', key } })
  }

  receive(bytes: Bytes, time: Micros): void {
    this.#enqueue({ time, input: { type: 'message', bytes } })
  }

  /** Gestures to be made as the box plays; those without a position are made now. */
  perform(script: readonly ScriptLine[], now: Micros): void {
    for (const line of script.filter(({ tick }) => tick === null)) this.#gesture(line, now)
    this.#script = script.filter(({ tick }) => tick !== null)
  }

  /** All that happens up to and with `now`. */
  advance(now: Micros): Ran {
    for (;;) {
      const waiting = this.#waiting[0]
      const ownPulse = followsClock(this.#box) ? Infinity : this.#nextPulse
      if (waiting !== undefined && waiting.time <= now && waiting.time <= ownPulse) {
        this.#waiting.shift()
        this.#input(waiting)
      } else if (ownPulse <= now) {
        this.#nextPulse = ownPulse + this.#period()
        this.#input({ time: ownPulse, input: { type: 'pulse' } })
      } else break
    }
    if (followsClock(this.#box)) this.#nextPulse = Math.max(this.#nextPulse, now)
    const out = this.#leaving.filter((each) => each.time <= now)
    this.#leaving = this.#leaving.filter((each) => each.time > now)
    const played = this.#played
    this.#played = []
    return { out, played }
  }

  #enqueue(waiting: Waiting): void {
    const at = this.#waiting.findIndex((each) => each.time > waiting.time)
    this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, waiting)
  }

  #input({ time, input }: Waiting): void {
    const isPulse = input.type === 'pulse' || (input.type === 'message' && input.bytes[0] === 0xf8)
    if (isPulse) this.#gesturesBefore(time)
    if (isPulse && input.type === 'message') {
      // A pause is no tempo.
      if (this.#lastPulse !== null && time - this.#lastPulse < LONGEST_PULSE) this.#heardPeriod = time - this.#lastPulse
      this.#lastPulse = time
    }
    this.#step(input, time)
  }

  /** A gesture that is to hold from a pulse on is made half a pulse before it, as by a finger that is in time. */
  #gesturesBefore(pulse: Micros): void {
    while (
      this.#script[0] !== undefined &&
      this.#box.transport !== 'stopped' &&
      (this.#script[0].tick ?? 0) <= this.#box.next
    ) {
      const [line, ...rest] = this.#script
      this.#script = rest
      this.#gesture(line, Math.max(pulse - this.#period() / 2, this.#lastPulse ?? 0))
    }
  }

  #gesture({ gesture }: ScriptLine, time: Micros): void {
    for (const key of keysOf(gesture, this.#box)) this.#step({ type: 'key', key }, time)
  }

  #step(input: BoxInput, time: Micros): void {
    const { box, out, played } = boxStep(this.#box, input)
    const period = this.#period()
    this.#box = box
    for (const each of out)
      this.#leave({ time: this.#leaveAt(time + (each.offset / PULSE) * period, each.bytes), bytes: each.bytes })
    this.#played.push(...played.map((each) => ({ ...each, time })))
  }

  /** A dump takes its time on the wire, one after the other. */
  #leaveAt(time: Micros, bytes: Bytes): Micros {
    if (bytes[0] !== 0xf0) return Math.round(time)
    this.#dumpsUntil = Math.max(time, this.#dumpsUntil) + bytes.length * DUMP_BYTE
    return Math.round(this.#dumpsUntil)
  }

  #leave(timed: TimedBytes): void {
    const at = this.#leaving.findLastIndex((each) => each.time <= timed.time)
    this.#leaving.splice(at + 1, 0, timed)
  }

  /** Between two pulses: by its own tempo, or as they come where it follows. */
  #period(): Micros {
    const followed = followsClock(this.#box) ? this.#heardPeriod : null
    return followed ?? microsOf(PULSE, tempoOf(this.#box))
  }
}

// Clocks to measure by: where pulses truly are, and when a computer says that they came.
import { seededRandom } from '../../src-common/domain/base/random'
import { PULSE, type Micros } from '../../src-common/domain/time/ticks'

/** A clock whose truth is known. `arrivals`: the stamps that a driver would give, in order. */
export type KnownClock = { readonly truth: readonly Micros[]; readonly stamps: readonly Micros[] }

/** The tempo at pulse number n, in BPM. */
export type Tempo = (number: number) => number

export const steady =
  (bpm: number): Tempo =>
  () =>
    bpm

/** A jump by a tenth in the middle. */
export const step =
  (bpm: number, at: number): Tempo =>
  (number) =>
    number < at ? bpm : bpm * 1.1

/** Every 64 bars a ramp of 16 bars up or down by a sixth. */
export const ramps =
  (bpm: number): Tempo =>
  (number) => {
    const place = (number % (96 * 128)) / 96
    if (place < 48) return bpm
    if (place < 64) return bpm * (1 + (place - 48) / 96)
    if (place < 112) return bpm * (1 + 1 / 6)
    return bpm * (1 + (128 - place) / 96)
  }

/**
 * A hand on the tempo knob, every `rest` pulses or so: 3 to 14 detents, some eight pulses apart, a tenth of a BPM each or
 * one BPM.
 */
export function knob(bpm: number, seed: number, count: number, rest: number): Tempo {
  const random = seededRandom(seed)
  const tempo: number[] = []
  let now = bpm
  let moves = 0
  let detent = 0
  for (let i = 0; i < count; i++) {
    if (moves === 0 && random() < 1 / rest) {
      moves = 3 + Math.floor(random() * 12)
      detent = (now > bpm ? -1 : 1) * (random() < 0.5 ? 0.1 : 1)
    }
    if (moves > 0 && random() < 1 / 8) {
      now += detent
      moves--
    }
    tempo.push(now)
  }
  return (number) => tempo[number] ?? now
}

/** Gives a true time the delay that the way to the computer adds, in order. */
export type Way = (truth: Micros) => Micros

export function ways(seed: number): Readonly<Record<string, () => Way>> {
  const random = seededRandom(seed)
  const held = (): Way => {
    let until = -Infinity
    return (truth) => {
      if (truth > until && random() < 0.01) until = truth + 5000 + random() * 55_000
      return Math.max(truth + random() * 600, until + random() * 50)
    }
  }
  return {
    '±1 ms uniform': () => (truth) => truth + (random() * 2 - 1) * 1000,
    '±0.3 ms, as from an Elektron box by USB': () => (truth) => truth + (random() * 2 - 1) * 300,
    'USB frames of 1 ms': () => (truth) => Math.ceil(truth / 1000) * 1000,
    'bursts from the system': held,
  }
}

/** A clock of `count` pulses from time `begin`. Stamps are whole microseconds, and never step back. */
export function knownClock(tempo: Tempo, count: number, way: Way, begin: Micros = 1_000_000): KnownClock {
  const truth: Micros[] = []
  const stamps: Micros[] = []
  let time = begin
  let last = -Infinity
  for (let number = 0; number < count; number++) {
    truth.push(time)
    last = Math.max(last, Math.round(way(time)))
    stamps.push(last)
    time += 60e6 / (24 * tempo(number))
  }
  return { truth, stamps }
}

/** Moments between the pulses, and the tick that each truly has. */
export function moments({ truth }: KnownClock, seed: number, from: number, to: number) {
  const random = seededRandom(seed)
  return truth.slice(from, Math.min(to, truth.length - 1)).map((time, i) => {
    const share = random()
    const next = truth[from + i + 1] ?? time
    return { time: time + share * (next - time), tick: (from + i + share) * PULSE, number: from + i }
  })
}

// What one hears of the virtual box: a short sound for each track, the same each time, so that recordings can be compared.
import type { Micros } from '../domain/time/ticks'
import type { TimedPlayed } from './box-runner'

const DECAY_SECONDS = 0.05
const LONGEST_SECONDS = 0.6
const LOUDEST = 0.4

/** `rate`: frames a second; two channels. Tracks after the audio tracks have no sound. */
export class BoxSound {
  readonly #rate: number
  readonly #audioTracks: number
  readonly #played: TimedPlayed[] = []

  constructor(rate: number, audioTracks: number) {
    this.#rate = rate
    this.#audioTracks = audioTracks
  }

  add(played: readonly TimedPlayed[]): void {
    this.#played.push(...played.filter(({ audible, track }) => audible && track < this.#audioTracks))
  }

  /** So many frames from a time on, channels interleaved. */
  render(from: Micros, frames: number): Float32Array {
    const sound = new Float32Array(frames * 2)
    const frameOf = (time: Micros): number => Math.round(((time - from) * this.#rate) / 1e6)
    for (const [index, hit] of this.#played.entries()) {
      const begin = frameOf(hit.time)
      if (begin >= frames || begin + LONGEST_SECONDS * this.#rate < 0) continue
      // One voice a track: a new hit cuts the last one (videomusik/dt_og_plus_plus).
      const next = this.#played.slice(index + 1).find(({ track, time }) => track === hit.track && time > hit.time)
      this.#voice(sound, hit, begin, next === undefined ? Infinity : frameOf(next.time))
    }
    return sound
  }

  #voice(sound: Float32Array, { track, velocity, pitch }: TimedPlayed, begin: number, cut: number): void {
    const radians = (2 * Math.PI * 90 * (1 + track * 0.73) * 2 ** ((pitch - 60) / 12)) / this.#rate
    const pan = 0.3 + 0.05 * (track % 8)
    const end = Math.min(begin + LONGEST_SECONDS * this.#rate, cut, sound.length / 2)
    for (let frame = Math.max(0, begin); frame < end; frame++) {
      const age = frame - begin
      const value = LOUDEST * (velocity / 127) * Math.cos(age * radians) * Math.exp(-age / (DECAY_SECONDS * this.#rate))
      sound[frame * 2] = (sound[frame * 2] ?? 0) + value * (1 - pan)
      sound[frame * 2 + 1] = (sound[frame * 2 + 1] ?? 0) + value * pan
    }
  }
}

// Listens to one pass as it comes in: how loud the room is, where the marker sounds, the song, and its tail until silence.
// It counts in frames of the input, so that no clock but the input's own decides where anything lies.
import { amplitudeOf, peakOf } from '../audio/levels'
import type { AudioFormat } from '../audio/wav'
import { MarkerSearch, type Found } from './marker-search'

export type PassTiming = {
  /** From the marker, or without one from when the box begins, to where the song is heard from; in seconds. */
  readonly startAfter: number
  readonly song: number
  readonly tail: TailSettings
}

export type TailSettings = {
  /** What is softer is silence, in decibels. */
  readonly below: number
  /** How long it has to be silent, and how long is waited for that at most, in seconds. */
  readonly hold: number
  readonly most: number
}

/** *deaf*: no marker was heard. */
type Phase = 'room' | 'armed' | 'marker' | 'song' | 'tail' | 'done' | 'deaf'

/** The first seconds tell how loud the room is. */
const ROOM = 0.3
/** The room is as loud as most of its pieces of this length: a click in it counts for nothing. */
const ROOM_PIECE = 0.01
const MOST_OF_ROOM = 0.8
/** However loud the room is, what is louder than this is no silence. */
const NO_SILENCE = amplitudeOf(-40)
/** Browsers hand sound on in pieces of so many frames (Web Audio API, render quantum). */
const QUANTUM = 128
const LONGEST_HOLE = QUANTUM * 32
const IN_SOUND = amplitudeOf(-40)
const CLIPPED = 1 - 2 ** -14

export class Listener {
  readonly #format: AudioFormat
  readonly #timing: PassTiming
  readonly #search: MarkerSearch
  #phase: Phase = 'room'
  #frames = 0
  #roomPeak = 0
  #roomPieces: number[] = []
  #found: Found | null = null
  #songFrom = Infinity
  #lastLoud = 0
  #peak = 0
  #clipped = 0
  #holes = 0
  #zeros = 0
  #loudBeforeZeros = false

  constructor(format: AudioFormat, timing: PassTiming, reference: Float32Array | null) {
    this.#format = format
    this.#timing = timing
    this.#search = new MarkerSearch(format, reference)
  }

  get phase(): Phase {
    return this.#phase
  }

  /** Frames heard so far. */
  get frames(): number {
    return this.#frames
  }

  /** The frame at which the song begins; known once the marker was heard. */
  get songFrom(): number {
    return this.#songFrom
  }

  /** The frame at which the marker began; null where none was heard. */
  get onset(): number | null {
    return this.#found?.onset ?? null
  }

  /** The marker as it was heard, for the passes to come. */
  get marker(): Float32Array | null {
    return this.#found?.shape ?? null
  }

  /** How alike it is to that of the passes before, from 0 to 1; null for the first. */
  get alike(): number | null {
    return this.#found?.alike ?? null
  }

  /** Where the song's tail is over; known once the pass is done. */
  get end(): number {
    return Math.max(this.#songEnd, Math.min(this.#frames, this.#lastLoud + this.#inFrames(this.#timing.tail.hold)))
  }

  /** The loudest sample of the song; how many frames were as loud as can be; how often the input left something out. */
  get levels(): { readonly peak: number; readonly clipped: number; readonly holes: number } {
    return { peak: this.#peak, clipped: this.#clipped, holes: this.#holes }
  }

  /** The loudest sample of the room, before anything was played. */
  get roomPeak(): number {
    return this.#roomPeak
  }

  /** How far the song is, in seconds; negative before it begins. */
  get position(): number {
    return this.#songFrom === Infinity ? -this.#timing.startAfter : (this.#frames - this.#songFrom) / this.#format.rate
  }

  /** The marker is on its way: what comes in from here on may be it. */
  expectMarker(): void {
    this.#search.begin(this.#frames, this.#roomPeak)
    this.#phase = 'marker'
  }

  /** There is no marker: the box began at a frame. */
  beginAt(frame: number): void {
    this.#songFrom = frame + this.#inFrames(this.#timing.startAfter)
    this.#phase = 'song'
  }

  /** What came in, its channels interleaved. */
  hear(samples: Float32Array): void {
    const before = this.#frames
    this.#frames += samples.length / this.#format.channels
    if (this.#phase === 'armed' || this.#phase === 'marker') this.#search.hear(samples)
    if (this.#phase === 'room') this.#hearRoom(samples)
    if (this.#phase === 'marker') this.#seekMarker()
    if (this.#phase === 'song' || this.#phase === 'tail') this.#hearSong(samples, before)
  }

  get #songEnd(): number {
    return this.#songFrom + this.#inFrames(this.#timing.song)
  }

  #inFrames(seconds: number): number {
    return Math.round(seconds * this.#format.rate)
  }

  #hearRoom(samples: Float32Array): void {
    this.#search.skip(samples)
    const piece = this.#inFrames(ROOM_PIECE) * this.#format.channels
    for (let at = 0; at < samples.length; at += piece) this.#roomPieces.push(peakOf(samples.subarray(at, at + piece)))
    if (this.#frames < this.#inFrames(ROOM)) return
    const sorted = this.#roomPieces.sort((a, b) => a - b)
    this.#roomPeak = sorted[Math.floor(sorted.length * MOST_OF_ROOM)] ?? 0
    this.#phase = 'armed'
  }

  #seekMarker(): void {
    const found = this.#search.found()
    if (found === 'none') this.#phase = 'deaf'
    if (found === 'none' || found === null) return
    this.#found = found
    this.#songFrom = found.onset + this.#inFrames(this.#timing.startAfter)
    this.#phase = 'song'
  }

  #hearSong(samples: Float32Array, before: number): void {
    const { channels } = this.#format
    const skipped = Math.max(0, Math.min(samples.length / channels, this.#songFrom - before))
    this.#measure(samples.subarray(skipped * channels), channels)
    const { hold, most, below } = this.#timing.tail
    const softest = Math.max(amplitudeOf(below), Math.min(NO_SILENCE, this.#roomPeak * 2))
    if (peakOf(samples) > softest) this.#lastLoud = this.#lastOver(samples, softest, before)
    if (this.#frames < this.#songEnd) return
    this.#phase = 'tail'
    const quietSince = Math.max(this.#songEnd, this.#lastLoud)
    if (this.#frames - quietSince >= this.#inFrames(hold) || this.#frames - this.#songEnd >= this.#inFrames(most))
      this.#phase = 'done'
  }

  #lastOver(samples: Float32Array, softest: number, before: number): number {
    const last = samples.findLastIndex((sample) => Math.abs(sample) > softest)
    return before + Math.floor(last / this.#format.channels) + 1
  }

  #measure(samples: Float32Array, channels: number): void {
    for (let at = 0; at + channels <= samples.length; at += channels) {
      let loudest = 0
      for (let channel = 0; channel < channels; channel++)
        loudest = Math.max(loudest, Math.abs(samples[at + channel] ?? 0))
      this.#peak = Math.max(this.#peak, loudest)
      if (loudest >= CLIPPED) this.#clipped++
      this.#look(loudest)
    }
  }

  /** Nothing at all, for some whole pieces, in the middle of sound: they were lost on their way. */
  #look(loudness: number): void {
    if (loudness === 0) {
      this.#zeros++
      return
    }
    const isHole = this.#zeros > 0 && this.#zeros % QUANTUM === 0 && this.#zeros <= LONGEST_HOLE
    if (isHole && this.#loudBeforeZeros && loudness > IN_SOUND) this.#holes++
    this.#zeros = 0
    this.#loudBeforeZeros = loudness > IN_SOUND
  }
}

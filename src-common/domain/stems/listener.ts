// Listens to one pass as it comes in: how loud the room is, where the marker sounds, the song, and its tail until silence.
// It counts in frames of the input, so that no clock but the input's own decides where anything lies.
import { amplitudeOf, monoOf, peakOf } from '../audio/levels'
import { lagOf } from '../audio/lag'
import type { AudioFormat } from '../audio/wav'

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
/** So long a marker is waited for: less than it is ahead of the song, whose first sound would be taken for it. */
const PATIENCE = 2.8
/** The room is as loud as most of its pieces of this length: a click in it counts for nothing. */
const ROOM_PIECE = 0.01
const MOST_OF_ROOM = 0.8
/** However loud the room is, what is louder than this is no silence. */
const NO_SILENCE = amplitudeOf(-40)
/** A marker is louder than the room by this, and than silence. */
const ABOVE_ROOM = 4
const LEAST_MARKER = amplitudeOf(-50)
/** What is kept of a marker, to be compared: before its onset, and from it on. */
const BEFORE = 0.01
const AFTER = 0.15
/** How far the onset of one marker may be off that of another. */
const MOST_OFF = 0.02
/** What is less alike is another sound. */
const ALIKE = 0.6
/** A click is shorter than this part of the time after it; a sound is not. */
const CLICK_SECONDS = 0.01
const CLICK_PART = 0.05
/** What came in a moment before a marker was sent is looked at, too: the moment is not told to the frame. */
const LOOK_BACK = 0.2
/** Browsers hand sound on in pieces of so many frames (Web Audio API, render quantum). */
const QUANTUM = 128
const LONGEST_HOLE = QUANTUM * 32
const IN_SOUND = amplitudeOf(-40)
const CLIPPED = 1 - 2 ** -14

/** `alike` is null where there is nothing to compare with. */
type Found = { readonly onset: number; readonly alike: number | null }

export class Listener {
  readonly #format: AudioFormat
  readonly #timing: PassTiming
  /** The marker of an earlier pass; null for the first. */
  readonly #reference: Float32Array | null
  #phase: Phase = 'room'
  #frames = 0
  #roomPeak = 0
  #roomPieces: number[] = []
  /** From this frame on all is kept, as long as the marker is looked for. */
  #keptFrom = 0
  #kept: Float32Array[] = []
  #soughtFrom = 0
  #onset = 0
  #marker: Float32Array | null = null
  #alike: number | null = null
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
    this.#reference = reference
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
    return this.#marker === null ? null : this.#onset
  }

  /** The marker as it was heard, for the passes to come. */
  get marker(): Float32Array | null {
    return this.#marker
  }

  /** How alike it is to that of the passes before, from 0 to 1; null for the first. */
  get alike(): number | null {
    return this.#alike
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
    this.#soughtFrom = Math.max(0, this.#frames - this.#inFrames(LOOK_BACK))
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
    if (this.#phase === 'room') this.#hearRoom(samples)
    if (this.#phase === 'armed' || this.#phase === 'marker') this.#keep(samples)
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
    const piece = this.#inFrames(ROOM_PIECE) * this.#format.channels
    for (let at = 0; at < samples.length; at += piece) this.#roomPieces.push(peakOf(samples.subarray(at, at + piece)))
    if (this.#frames < this.#inFrames(ROOM)) return
    const sorted = this.#roomPieces.sort((a, b) => a - b)
    this.#roomPeak = sorted[Math.floor(sorted.length * MOST_OF_ROOM)] ?? 0
    this.#phase = 'armed'
  }

  #keep(samples: Float32Array): void {
    if (this.#kept.length === 0) this.#keptFrom = this.#frames - samples.length / this.#format.channels
    this.#kept.push(monoOf(samples, this.#format.channels))
    const least = this.#phase === 'armed' ? this.#frames - this.#inFrames(LOOK_BACK * 2) : 0
    for (;;) {
      const first = this.#kept[0]
      if (first === undefined || this.#keptFrom + first.length > least) return
      this.#keptFrom += first.length
      this.#kept.shift()
    }
  }

  #seekMarker(): void {
    const heard = joined(this.#kept)
    const from = Math.max(0, this.#soughtFrom - this.#keptFrom)
    const isOver = this.#frames - this.#soughtFrom > this.#inFrames(PATIENCE + LOOK_BACK)
    let best: Found | null = null
    for (const found of this.#onsets(heard, from)) {
      // What is alike in part may hold the marker a little later.
      if (best !== null && isIt(best) && found > best.onset + this.#inFrames(AFTER)) break
      if (heard.length < found + this.#inFrames(AFTER + MOST_OFF)) return
      const place = this.#placeOf(heard, found)
      if (best === null || (place.alike ?? 0) > (best.alike ?? 0)) best = place
      if (place.alike === null) break
    }
    if (best !== null && (isIt(best) || isOver)) this.#take(heard, best)
    else if (isOver) this.#phase = 'deaf'
  }

  /** Where something begins that is louder than the room, and no click. */
  *#onsets(heard: Float32Array, from: number): Generator<number> {
    const threshold = Math.max(this.#roomPeak * ABOVE_ROOM, LEAST_MARKER)
    const click = this.#inFrames(CLICK_SECONDS)
    for (let at = from; at < heard.length; at++) {
      if (Math.abs(heard[at] ?? 0) <= threshold) continue
      let loud = 0
      for (let next = at; next < at + click; next++) if (Math.abs(heard[next] ?? 0) > threshold / 2) loud++
      if (at + click >= heard.length || loud > click * CLICK_PART) yield at
      // Something else begins only after a moment of quiet.
      for (let quiet = 0; at < heard.length && quiet < click; at++)
        quiet = Math.abs(heard[at] ?? 0) > threshold / 2 ? 0 : quiet + 1
    }
  }

  /** Found by how loud it is; then, where there was one before, by its shape. */
  #placeOf(heard: Float32Array, found: number): Found {
    if (this.#reference === null) return { onset: found, alike: null }
    const { lag, alike } = lagOf(this.#reference, heard, this.#inFrames(MOST_OFF), found - this.#inFrames(BEFORE))
    return { onset: alike >= ALIKE ? found + lag : found, alike }
  }

  #take(heard: Float32Array, { onset, alike }: Found): void {
    const before = this.#inFrames(BEFORE)
    const shape = new Float32Array(before + this.#inFrames(AFTER))
    shape.set(heard.subarray(Math.max(0, onset - before), onset - before + shape.length), Math.max(0, before - onset))
    this.#alike = alike
    this.#onset = this.#keptFrom + onset
    this.#marker = this.#reference ?? shape
    this.#songFrom = this.#onset + this.#inFrames(this.#timing.startAfter)
    this.#phase = 'song'
    this.#kept = []
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

const isIt = ({ alike }: Found): boolean => alike === null || alike >= ALIKE

function joined(pieces: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

// Finds the marker in what comes in: by how loud it is, and, where it was heard before, by its shape, to the frame.
import { lagOf } from '../audio/lag'
import { amplitudeOf, monoOf } from '../audio/levels'
import type { AudioFormat } from '../audio/wav'

export type Found = {
  /** The frame at which it begins. */
  readonly onset: number
  /** As it was heard the first time. */
  readonly shape: Float32Array
  /** How alike it is to that, from 0 to 1; null the first time. */
  readonly alike: number | null
}

type Place = Pick<Found, 'onset' | 'alike'>

/** So long a marker is waited for: less than it is ahead of the song, whose first sound would be taken for it. */
const PATIENCE = 2.8
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
/** What came in a moment before a marker was sent is looked at, too: the moment is not told to the frame. */
const LOOK_BACK = 0.2
/** A click is shorter than this part of the time after it; a sound is not. */
const CLICK_SECONDS = 0.01
const CLICK_PART = 0.05

export class MarkerSearch {
  readonly #format: AudioFormat
  readonly #reference: Float32Array | null
  /** All channels as one, from a frame on. */
  #kept: Float32Array[] = []
  #keptFrom = 0
  #frames = 0
  #soughtFrom: number | null = null
  #threshold = LEAST_MARKER

  /** `reference`: the marker as it was heard before; null for the first time. */
  constructor(format: AudioFormat, reference: Float32Array | null) {
    this.#format = format
    this.#reference = reference
  }

  /** What came in before it is looked for, and is not it. */
  skip(samples: Float32Array): void {
    this.#frames += samples.length / this.#format.channels
    this.#keptFrom = this.#frames
  }

  /** It is on its way. */
  begin(frame: number, roomPeak: number): void {
    this.#soughtFrom = Math.max(0, frame - this.#inFrames(LOOK_BACK))
    this.#threshold = Math.max(roomPeak * ABOVE_ROOM, LEAST_MARKER)
  }

  hear(samples: Float32Array): void {
    this.#kept.push(monoOf(samples, this.#format.channels))
    this.#frames += samples.length / this.#format.channels
    if (this.#soughtFrom === null) this.#forgetBefore(this.#frames - this.#inFrames(LOOK_BACK * 2))
  }

  /** Null where that is not known yet, *none* where it did not come in time. */
  found(): Found | 'none' | null {
    const from = this.#soughtFrom ?? this.#frames
    const heard = joined(this.#kept)
    const isOver = this.#frames - from > this.#inFrames(PATIENCE + LOOK_BACK)
    let best: Place | null = null
    for (const at of this.#onsets(heard, Math.max(0, from - this.#keptFrom))) {
      // What is alike in part may hold the marker a little later.
      if (best !== null && isIt(best) && at > best.onset + this.#inFrames(AFTER)) break
      if (heard.length < at + this.#inFrames(AFTER + MOST_OFF)) return null
      const place = this.#placeOf(heard, at)
      if (best === null || (place.alike ?? 0) > (best.alike ?? 0)) best = place
      if (place.alike === null) break
    }
    if (best !== null && (isIt(best) || isOver)) return this.#taken(heard, best)
    return isOver ? 'none' : null
  }

  #inFrames(seconds: number): number {
    return Math.round(seconds * this.#format.rate)
  }

  #forgetBefore(frame: number): void {
    for (let [first] = this.#kept; first !== undefined; [first] = this.#kept) {
      if (this.#keptFrom + first.length > frame) return
      this.#keptFrom += first.length
      this.#kept.shift()
    }
  }

  /** Where something begins that is louder than the room, and no click. */
  *#onsets(heard: Float32Array, from: number): Generator<number> {
    const click = this.#inFrames(CLICK_SECONDS)
    const isLoud = (at: number): boolean => Math.abs(heard[at] ?? 0) > this.#threshold / 2
    for (let at = from; at < heard.length; at++) {
      if (Math.abs(heard[at] ?? 0) <= this.#threshold) continue
      let loud = 0
      for (let next = at; next < at + click; next++) if (isLoud(next)) loud++
      if (at + click >= heard.length || loud > click * CLICK_PART) yield at
      // Something else begins only after a moment of quiet.
      for (let quiet = 0; at < heard.length && quiet < click; at++) quiet = isLoud(at) ? 0 : quiet + 1
    }
  }

  /** Found by how loud it is; then, where there was one before, by its shape. */
  #placeOf(heard: Float32Array, at: number): Place {
    if (this.#reference === null) return { onset: at, alike: null }
    const { lag, alike } = lagOf(this.#reference, heard, this.#inFrames(MOST_OFF), at - this.#inFrames(BEFORE))
    return { onset: alike >= ALIKE ? at + lag : at, alike }
  }

  #taken(heard: Float32Array, { onset, alike }: Place): Found {
    const before = this.#inFrames(BEFORE)
    const shape = new Float32Array(before + this.#inFrames(AFTER))
    shape.set(heard.subarray(Math.max(0, onset - before), onset - before + shape.length), Math.max(0, before - onset))
    return { onset: this.#keptFrom + onset, shape: this.#reference ?? shape, alike }
  }
}

const isIt = ({ alike }: Place): boolean => alike === null || alike >= ALIKE

function joined(pieces: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

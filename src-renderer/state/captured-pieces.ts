// Pieces of equal length out of sound that comes in any, with the channels that are wanted.

/** What came: samples by channel, all of one length. */
export type Planes = readonly Float32Array[]

export class CapturedPieces {
  readonly #channels: number
  readonly #frames: number
  readonly #handOn: (piece: Float32Array) => void
  #piece: Float32Array
  #filled = 0

  constructor(channels: number, frames: number, handOn: (piece: Float32Array) => void) {
    this.#channels = channels
    this.#frames = frames
    this.#handOn = handOn
    this.#piece = new Float32Array(channels * frames)
  }

  /** One channel for two is both of them; two for one are halved and added. */
  push(planes: Planes): void {
    const [left, right = left] = planes
    if (left === undefined || right === undefined) return
    for (let frame = 0; frame < left.length; frame++) {
      const [a, b] = [left[frame] ?? 0, right[frame] ?? 0]
      const at = this.#filled * this.#channels
      if (this.#channels === 1) this.#piece[at] = left === right ? a : (a + b) / 2
      else {
        this.#piece[at] = a
        this.#piece[at + 1] = b
      }
      if (++this.#filled === this.#frames) this.#whole()
    }
  }

  #whole(): void {
    this.#handOn(this.#piece)
    this.#piece = new Float32Array(this.#channels * this.#frames)
    this.#filled = 0
  }
}

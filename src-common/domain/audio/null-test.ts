// What is left of a mix where its stems are taken off: nothing, if they are the mix.
import { decibels } from './levels'

export class NullTest {
  #mix = 0
  #left = 0

  /** The same stretch of the mix, and of each stem. */
  add(mix: Float32Array, stems: readonly Float32Array[]): void {
    for (let index = 0; index < mix.length; index++) {
      const whole = mix[index] ?? 0
      let left = whole
      for (const stem of stems) left -= stem[index] ?? 0
      this.#mix += whole * whole
      this.#left += left * left
    }
  }

  /** What is left, in decibels below the mix; null where the mix is silent. */
  get residual(): number | null {
    return this.#mix === 0 ? null : decibels(Math.sqrt(this.#left / this.#mix))
  }
}

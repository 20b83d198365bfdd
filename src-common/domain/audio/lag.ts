// By how much one recording of a sound lies behind another: to the sample.

export type Lag = {
  /** In frames: what is at `i` in the one is at `i + lag` in the other. */
  readonly lag: number
  /** How alike they are there, from 0 to 1. */
  readonly alike: number
  /** How loud the one is in the other: 1 is as loud. */
  readonly share: number
  /** How much of that likeness is there without any lag, too: 1 is all. */
  readonly atOnce: number
}

/**
 * Where `sound` lies in `heard`: the lag, of at most so many frames either way from `at`, at which they are most alike.
 * `heard` may hold other sounds as well.
 */
export function lagOf(sound: Float32Array, heard: Float32Array, most: number, at = 0): Lag {
  const own = energy(sound, 0, sound.length)
  const atOnce = productAt(sound, heard, at)
  let best: Lag = { lag: 0, alike: 0, share: 0, atOnce: 1 }
  let highest = 0
  for (let lag = -most; lag <= most; lag++) {
    const product = productAt(sound, heard, at + lag)
    if (product <= highest) continue
    highest = product
    const other = energy(heard, at + lag, at + lag + sound.length)
    best = { lag, alike: product / Math.sqrt(own * other), share: product / own, atOnce: atOnce / product }
  }
  return best
}

function productAt(sound: Float32Array, heard: Float32Array, offset: number): number {
  let product = 0
  const end = Math.min(sound.length, heard.length - offset)
  for (let index = Math.max(0, -offset); index < end; index++)
    product += (sound[index] ?? 0) * (heard[index + offset] ?? 0)
  return product
}

function energy(samples: Float32Array, from: number, to: number): number {
  let sum = 0
  for (let index = Math.max(0, from); index < Math.min(samples.length, to); index++) sum += (samples[index] ?? 0) ** 2
  return sum
}

// How loud samples are.

/** Nothing at all is as soft as 24 bits go. */
const SOFTEST = -144

/** Decibels below full scale. */
export const decibels = (amplitude: number): number =>
  amplitude <= 0 ? SOFTEST : Math.max(SOFTEST, 20 * Math.log10(amplitude))

export const amplitudeOf = (db: number): number => 10 ** (db / 20)

/** The loudest sample, of any channel. */
export function peakOf(samples: Float32Array): number {
  let peak = 0
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
  return peak
}

/** All channels of interleaved samples as one. */
export function monoOf(samples: Float32Array, channels: number): Float32Array {
  if (channels === 1) return samples
  const mono = new Float32Array(Math.floor(samples.length / channels))
  for (let frame = 0; frame < mono.length; frame++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) sum += samples[frame * channels + channel] ?? 0
    mono[frame] = sum / channels
  }
  return mono
}

// Samples as signed 24-bit integers, least significant byte first, as a WAV file holds them.

export const SAMPLE_BYTES = 3
const SCALE = 0x800000

/** From −1 to 1; what is beyond is as loud as can be. */
export function toPcm24(samples: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.length * SAMPLE_BYTES)
  for (let index = 0; index < samples.length; index++) {
    const value = Math.max(-SCALE, Math.min(SCALE - 1, Math.round((samples[index] ?? 0) * SCALE)))
    bytes[index * 3] = value
    bytes[index * 3 + 1] = value >> 8
    bytes[index * 3 + 2] = value >> 16
  }
  return bytes
}

export function fromPcm24(bytes: Uint8Array): Float32Array {
  const samples = new Float32Array(Math.floor(bytes.length / SAMPLE_BYTES))
  for (let index = 0; index < samples.length; index++) {
    const [low = 0, middle = 0, high = 0] = [bytes[index * 3], bytes[index * 3 + 1], bytes[index * 3 + 2]]
    samples[index] = (((high << 24) | (middle << 16) | (low << 8)) >> 8) / SCALE
  }
  return samples
}

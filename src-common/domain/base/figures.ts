// Numbers as people read them: counts, sizes, and how long something took.

/** `12,034` */
export const formatCount = (count: number): string => String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',')

/** Microseconds in the unit that suits them: `3 µs`, `4.1 ms`, `210 ms`, `1.2 s`. */
export function formatMicros(micros: number): string {
  if (micros < 999.5) return `${micros.toFixed(0)} µs`
  if (micros < 99_950) return `${(micros / 1e3).toFixed(1)} ms`
  return micros < 999_500 ? `${(micros / 1e3).toFixed(0)} ms` : `${(micros / 1e6).toFixed(1)} s`
}

/** A size in bytes: `1 byte`, `512 bytes`, `3.4 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 999.5) return bytes === 1 ? '1 byte' : `${bytes.toFixed(0)} bytes`
  return bytes < 999_950 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

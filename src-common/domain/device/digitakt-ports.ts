// Which model a port's name speaks of (names seen in the wild: dagargo/elektroid, mzero/elk-herd, forum threads).
import type { DeviceModel } from './device'

/** "Elektron Digitakt" begins "Elektron Digitakt II", so II is tried first. Null for a port of something else. */
export function modelOfPort(name: string): DeviceModel | null {
  if (/digitakt\s*(ii|2)\b/i.test(name)) return 'digitakt2'
  if (/digitakt/i.test(name) || /elektron midi/i.test(name)) return 'digitakt'
  return null
}

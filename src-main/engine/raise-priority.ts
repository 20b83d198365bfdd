// Asks the system to run this thread before others. Where it does not grant that, all works without.
import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'

const HIGH = -15

/** On Linux a thread has a priority of its own; elsewhere only the whole process has, and that is left alone. */
export function raisePriority(): boolean {
  if (process.platform !== 'linux') return false
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    if (!Number.isInteger(thread)) return false
    setPriority(thread, HIGH)
    return true
  } catch {
    return false
  }
}

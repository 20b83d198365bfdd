// How long the calling thread was on a core.
import { readFileSync } from 'node:fs'

/** Nanoseconds; -1 where the system does not tell of single threads. */
export function threadCpu(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0])
  } catch {
    return -1
  }
}

// Finds out that the machine slept: between two looks its uptime, which goes on in sleep, went on by far more than it should.
import { uptime } from 'node:os'
import type { Dispose } from '../../src-common/rpc/wire'

const LOOK_S = 2
/** A program that is merely held up is not taken for a machine that slept. */
const LEAST_SLEEP_S = 20

/** Whether between two looks, so many seconds of uptime apart, the machine slept. */
export const slept = (elapsed: number): boolean => elapsed > LOOK_S + LEAST_SLEEP_S

/** Calls `onWake` after each sleep. `now` in seconds; no clock of the day, which may be set. */
export function watchSleep(onWake: () => void, now: () => number = uptime): Dispose {
  let last = now()
  const timer = setInterval(() => {
    const time = now()
    const elapsed = time - last
    last = time
    if (slept(elapsed)) onWake()
  }, LOOK_S * 1000)
  timer.unref()
  return () => {
    clearInterval(timer)
  }
}

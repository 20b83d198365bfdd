// The one clock of all threads of a host.
import type { Micros } from '../../src-common/domain/time/ticks'

/** Monotonic time in whole microseconds; the same base in every thread of the machine. */
export const now = (): Micros => Math.floor(Number(process.hrtime.bigint()) / 1000)

// How the engine fares, in words.
import { formatBytes, formatCount, formatMicros } from '../../src-common/domain/base/figures'
import type { Diagnostics } from '../../src-common/rpc/engine-contract'

/** `Sent in time: half within 3 µs, 99 in 100 within 210 µs, at most 4.1 ms (12,034 messages in the last minute)` */
export function latenessText({ count, p50, p99, max }: Diagnostics['sent']): string {
  if (count === 0) return 'Nothing was sent in the last minute.'
  const within = `half within ${formatMicros(p50)}, 99 in 100 within ${formatMicros(p99)}, at most ${formatMicros(max)}`
  return `Sent in time: ${within} (${formatCount(count)} ${count === 1 ? 'message' : 'messages'} in the last minute)`
}

/** Null while the disk takes all that is written. */
export function waitingText(journal: Diagnostics['journal']): string | null {
  if (journal === null || journal.waiting === 0) return null
  return `${formatBytes(journal.waiting)} not on disk yet: the disk is slow or full.`
}

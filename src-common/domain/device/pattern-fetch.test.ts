import { describe, expect, it } from 'vitest'
import {
  beginFetch,
  cancelFetch,
  faultText,
  FIRST_BYTE,
  isOver,
  RETRIES,
  STALL,
  stepFetch,
  type Fetch,
} from './pattern-fetch'

const start = (): Fetch => beginFetch([3, 1, 3], 0).fetch

describe('fetching patterns', () => {
  it('asks for one at a time, each once, in order', () => {
    const first = beginFetch([3, 1, 3], 0)
    expect(first.ask).toBe(1)
    const second = stepFetch(first.fetch, { type: 'pattern', pattern: 1 }, 10)
    expect(second.ask).toBe(3)
    const end = stepFetch(second.fetch, { type: 'pattern', pattern: 3 }, 20)
    expect([end.ask, isOver(end.fetch), end.fetch.done]).toEqual([null, true, [1, 3]])
  })

  it('goes on waiting where another pattern arrives than the one that was asked for', () => {
    const { fetch, ask } = stepFetch(start(), { type: 'pattern', pattern: 9 }, 10)
    expect([ask, fetch.asked?.pattern]).toEqual([null, 1])
  })

  it('asks again after 5 s without a byte, and after 2 s without a further one', () => {
    const early = stepFetch(start(), { type: 'time' }, FIRST_BYTE - 1)
    expect(early.ask).toBeNull()
    expect(stepFetch(early.fetch, { type: 'time' }, FIRST_BYTE).ask).toBe(1)
    const begun = stepFetch(start(), { type: 'bytes', bytes: 400 }, 1_000_000).fetch
    expect(stepFetch(begun, { type: 'time' }, 1_000_000 + STALL - 1).ask).toBeNull()
    expect(stepFetch(begun, { type: 'time' }, 1_000_000 + STALL).ask).toBe(1)
  })

  it('gives a damaged answer up after two more tries, and goes on with the next', () => {
    let step = { fetch: start(), ask: null as number | null }
    for (let attempt = 0; attempt <= RETRIES; attempt++)
      step = stepFetch(step.fetch, { type: 'damaged', reason: 'the checksum is wrong' }, attempt)
    expect(step.ask).toBe(3)
    expect(step.fetch.failed).toEqual([{ pattern: 1, reason: 'the checksum is wrong' }])
  })

  it('does not ask again for what arrived whole and cannot be made sense of', () => {
    const { fetch, ask } = stepFetch(start(), { type: 'unreadable', pattern: 1, reason: 'it is built like none.' }, 10)
    expect([ask, fetch.failed]).toEqual([3, [{ pattern: 1, reason: 'it is built like none.' }]])
    expect(fetch.failed.map(faultText)).toEqual(['A02 was not fetched: it is built like none.'])
  })

  it('does not ask a box for more that never answered', () => {
    let { fetch } = beginFetch([0, 1, 2, 3], 0)
    for (let attempt = 1; attempt <= RETRIES + 1; attempt++)
      fetch = stepFetch(fetch, { type: 'time' }, attempt * FIRST_BYTE).fetch
    expect([isOver(fetch), fetch.failed.length]).toEqual([true, 1])
    expect(fetch.failed[0]?.reason).toContain('PORT CONFIG')
  })

  it('asks for nothing more once it is cancelled, and keeps what arrived', () => {
    const fetch = cancelFetch(stepFetch(start(), { type: 'pattern', pattern: 1 }, 1).fetch)
    expect([isOver(fetch), fetch.done]).toEqual([true, [1]])
    expect(stepFetch(fetch, { type: 'time' }, 1e9).ask).toBeNull()
  })
})

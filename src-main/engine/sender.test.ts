import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src-common/domain/base/random'
import type { Bytes } from '../../src-common/domain/midi/message'
import { Lateness } from './lateness'
import { now } from './now'
import { SendQueue } from './send-queue'
import { Sender, type DriverOutput } from './sender'
import { BUSY_SINCE, SenderLink, type SenderLine, type SenderNews, type SenderOrder } from './sender-link'
import { WakeMargin } from './wake-margin'

describe('the queue of the sender', () => {
  it('gives messages by their time, those of one time as they came', () => {
    const queue = new SendQueue()
    for (const [time, note] of [[30, 1], [10, 2], [30, 3], [20, 4], [10, 5]] as const) queue.add({ port: 1, time, bytes: [note] }) // prettier-ignore
    const taken = Array.from({ length: 5 }, () => queue.take()?.bytes[0])
    expect(taken).toEqual([2, 5, 4, 1, 3])
    expect(queue.take()).toBeNull()
    expect(queue.nextTime()).toBe(Infinity)
  })
})

describe('the margin for waking up', () => {
  /** After so many wakes, a hundred a second, each late by what is given. */
  const settled = (late: () => number, wakes = 3000): number => {
    const margin = new WakeMargin()
    for (let i = 0; i < wakes; i++) margin.woke(late(), i * 10_000)
    return margin.length
  }

  it('covers nineteen wakes in twenty, on a machine that is prompt and on one that is not', () => {
    const random = seededRandom(2)
    expect(settled(() => 60 + random() * 30)).toBeLessThan(200)
    const slow = settled(() => 200 + random() * 300)
    expect(slow).toBeGreaterThan(450)
    expect(slow).toBeLessThan(700)
  })

  it('costs no more than a tenth of a core, however late the machine and however dense the messages', () => {
    const dense = new WakeMargin()
    for (let i = 0; i < 20_000; i++) dense.woke(5000, i * 1000)
    expect((dense.length * 1000) / 1e6).toBeLessThan(0.1)
    expect(settled(() => 50_000)).toBeLessThanOrEqual(1000)
  })
})

describe('lateness', () => {
  it('is told as the half, the 99 in 100 and the worst of the last minute', () => {
    const lateness = new Lateness()
    for (let second = 0; second < 60; second++) lateness.add(Array.from({ length: 100 }, (_, i) => (i === 99 ? 5000 : i < 90 ? 3 : 200)), second * 1e6) // prettier-ignore
    const { count, p50, p99, max } = lateness.summary(59e6)
    expect(count).toBe(6000)
    expect(p50).toBeCloseTo(3, 0)
    expect(p99).toBeGreaterThan(190)
    expect(p99).toBeLessThan(220)
    expect(max).toBe(5000)
    expect(lateness.summary(500e6)).toEqual({ count: 0, p50: 0, p99: 0, max: 0 })
  })
})

describe('the link to the sender', () => {
  const line = (): { readonly line: SenderLine; readonly orders: () => unknown[]; readonly shared: Int32Array } => {
    const signal = new SharedArrayBuffer(8)
    const { port1, port2 } = new MessageChannel()
    const orders = (): unknown[] => {
      const found: unknown[] = []
      for (let next = receiveMessageOnPort(port2); next !== undefined; next = receiveMessageOnPort(port2)) found.push(next.message) // prettier-ignore
      return found
    }
    return { line: { signal, port: port1 }, orders, shared: new Int32Array(signal) }
  }

  it('notices a driver that does not return, once, and has its outputs opened again in another thread', () => {
    const first = line()
    const told: string[] = []
    const link = new SenderLink(first.line, { lateness: () => undefined, stuck: () => told.push('stuck') })
    const output = link.open('A', { opened: () => told.push('open'), failed: (reason) => told.push(reason) })
    link.watch(9_000_000)
    Atomics.store(first.shared, BUSY_SINCE, 9000)
    link.watch(10_000_000)
    expect(told).toEqual([])
    link.watch(10_600_000)
    link.watch(12_000_000)
    expect(told).toEqual(['stuck'])
    const second = line()
    link.replace(second.line)
    expect(told).toEqual(['stuck', 'its driver does not answer'])
    output.close()
    link.open('A', { opened: () => undefined, failed: () => undefined })
    expect(second.orders()).toEqual([{ type: 'open', port: 2, id: 'A' }])
  })

  it('holds when its milliseconds run over 32 bits', () => {
    const { line: only, shared } = line()
    let stuck = 0
    const link = new SenderLink(only, { lateness: () => undefined, stuck: () => stuck++ })
    const edge = 2 ** 31 - 500
    Atomics.store(shared, BUSY_SINCE, edge | 0)
    link.watch((edge + 1000) * 1000)
    expect(stuck).toBe(0)
    link.watch((edge + 2000) * 1000)
    expect(stuck).toBe(1)
  })
})

describe('the sender', () => {
  type Sent = { readonly at: number; readonly bytes: readonly number[] }

  /** Runs a sender over some orders, until it was told to end; `onSend` may refuse. */
  function run(orders: (post: (order: SenderOrder) => void, from: number) => void, onSend: (bytes: Bytes) => void = () => undefined, exitsAtOnce = false) {
    const signal = new SharedArrayBuffer(8)
    const [lines, urgent] = [new MessageChannel(), new MessageChannel()]
    const sent: Sent[] = []
    let closed = 0
    const from = now() + 3000
    orders((order) => { lines.port1.postMessage(order) }, from)
    const exit = (): void => { urgent.port1.postMessage({ type: 'exit' }) }
    if (exitsAtOnce) exit()
    const driver = {
      send: (bytes: Bytes) => {
        // A message of this kind is the last one of a test.
        if (bytes[0] === 0xff) exit()
        onSend(bytes)
        sent.push({ at: now(), bytes })
      },
      close: () => { closed++ },
    }
    const open = (id: string): DriverOutput => {
      if (id === 'gone') throw new Error('it is not there')
      return driver
    }
    new Sender({ signal, port: lines.port2, urgent: urgent.port2 }, open).run()
    const news: SenderNews[] = []
    for (let next = receiveMessageOnPort(lines.port1); next !== undefined; next = receiveMessageOnPort(lines.port1)) news.push(next.message as SenderNews)
    return { sent, news, from, closed }
  } // prettier-ignore

  it('sends nothing before its time, and everything in its order', () => {
    const { sent, from } = run((post, begin) => {
      post({ type: 'open', port: 1, id: 'A' })
      const messages = [4000, 1000, 2500, 1000].map((time, i) => ({ time: begin + time, bytes: [0xb0, i, 0] }))
      post({ type: 'send', port: 1, messages: [...messages, { time: begin + 6000, bytes: [0xff] }] })
    })
    expect(sent.map(({ bytes }) => bytes[1])).toEqual([1, 3, 2, 0, undefined])
    expect(sent.every(({ at }, i) => at >= from + ([1000, 1000, 2500, 4000, 6000][i] ?? 0))).toBe(true)
  })

  it('lets no SysEx leave but requests that only read, whoever orders it', () => {
    const write = (type: number): Bytes => [0xf0, 0, 0x20, 0x3c, 0x0a, 0, type, 1, 1, 0, 0, 0, 0, 5, 0xf7]
    const forbidden = [0x50, 0x51, 0x52, 0x53, 0x54, 0x5f, 0x62, 0x63].map(write)
    const requests = [0x60, 0x61, 0x64, 0x6f].map(write)
    const { sent } = run((post, begin) => {
      post({ type: 'open', port: 1, id: 'A' })
      const messages = [...forbidden, ...requests, [0xf0, 0x7e, 0x7f, 6, 1, 0xf7], [0xff]]
      post({ type: 'send', port: 1, messages: messages.map((bytes) => ({ time: begin, bytes })) })
    })
    expect(sent.map(({ bytes }) => bytes)).toEqual([...requests, [0xff]])
  })

  it('ends what sounds when it is told to end, and closes its ports', () => {
    const { sent, closed } = run((post, begin) => {
      post({ type: 'open', port: 1, id: 'A' })
      post({ type: 'send', port: 1, messages: [{ time: begin, bytes: [0x92, 60, 100] }, { time: begin + 100, bytes: [0xff] }, { time: begin + 9e9, bytes: [0x92, 60, 0] }] }) // prettier-ignore
    })
    expect(sent.map(({ bytes }) => bytes)).toEqual([[0x92, 60, 100], [0xff], [0x92, 60, 0]])
    expect(closed).toBe(1)
  })

  it('ends at once when it is told to, also where nothing is to be sent', () => {
    const { sent, closed } = run((post) => { post({ type: 'open', port: 1, id: 'A' }) }, () => undefined, true) // prettier-ignore
    expect(sent).toEqual([])
    expect(closed).toBe(1)
  })

  it('drops what waits when it is silenced, but for the clock', () => {
    const { sent } = run((post, begin) => {
      post({ type: 'open', port: 1, id: 'A' })
      post({ type: 'send', port: 1, messages: [{ time: begin, bytes: [0xf8] }, { time: begin, bytes: [0x90, 1, 1] }, { time: begin + 500, bytes: [0xff] }] }) // prettier-ignore
      post({ type: 'silence', port: 1 })
    })
    expect(sent.map(({ bytes }) => bytes)).toEqual([[0xf8], [0xff]])
  })

  it('sends first what is due already when it is silenced and closed: it may be what undoes something', () => {
    const { sent } = run((post, begin) => {
      post({ type: 'open', port: 1, id: 'A' })
      post({ type: 'open', port: 2, id: 'A' })
      post({ type: 'send', port: 1, messages: [{ time: begin - 9000, bytes: [0xb0, 94, 0] }, { time: begin + 9e9, bytes: [0xb0, 94, 1] }] }) // prettier-ignore
      post({ type: 'silence', port: 1 })
      post({ type: 'close', port: 1 })
      post({ type: 'send', port: 2, messages: [{ time: begin, bytes: [0xff] }] })
    })
    expect(sent.map(({ bytes }) => bytes)).toEqual([[0xb0, 94, 0], [0xff]])
  })

  it('tells of an output that is not there, and of one that fails, and goes on with the others', () => {
    const { sent, news } = run(
      (post, begin) => {
        post({ type: 'open', port: 1, id: 'gone' })
        post({ type: 'open', port: 2, id: 'A' })
        post({ type: 'open', port: 3, id: 'B' })
        post({ type: 'send', port: 2, messages: [{ time: begin, bytes: [0xb0, 13, 13] }, { time: begin, bytes: [0xb0, 1, 1] }] }) // prettier-ignore
        post({ type: 'send', port: 3, messages: [{ time: begin + 100, bytes: [0xb1, 2, 2] }, { time: begin + 200, bytes: [0xff] }] }) // prettier-ignore
      },
      (bytes) => {
        if (bytes[1] === 13) throw new Error('unplugged')
      },
    )
    expect(news.filter(({ type }) => type !== 'lateness')).toEqual([
      { type: 'failed', port: 1, reason: 'it is not there' },
      { type: 'opened', port: 2 },
      { type: 'opened', port: 3 },
      { type: 'failed', port: 2, reason: 'unplugged' },
    ])
    expect(sent.map(({ bytes }) => bytes)).toEqual([[0xb1, 2, 2], [0xff]])
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { DriverLink, type DriverNews, type DriverOrder } from './driver-link'

type Fake = { readonly orders: DriverOrder[]; readonly tell: (news: DriverNews) => void; readonly die: (reason: string) => void; ended: boolean } // prettier-ignore

let threads: Fake[] = []
let said: string[] = []
let listed: unknown[] = []

const link = (): DriverLink =>
  new DriverLink(
    {
      start: (tell, die) => {
        const fake: Fake = { orders: [], tell, die, ended: false }
        threads.push(fake)
        return { send: (order) => { fake.orders.push(order) }, end: () => { fake.ended = true; return Promise.resolve() } }
      },
      onPorts: (ports) => { listed.push(ports) },
      onStuck: (text) => { said.push(text) },
    },
  ) // prettier-ignore

const news: string[] = []
const events = (name: string) => ({
  opened: () => { news.push(`${name} open`) },
  failed: (reason: string) => { news.push(`${name} failed: ${reason}`) },
  messages: (messages: readonly unknown[]) => { news.push(`${name} ${String(messages.length)}`) },
}) // prettier-ignore

beforeEach(() => {
  threads = []
  said = []
  listed = []
  news.length = 0
})

describe('the link to the driver', () => {
  it('opens inputs in the thread, and hands on what it says of each', () => {
    const driver = link()
    driver.open('A', events('A'))
    threads[0]?.tell({ type: 'opened', port: 1 })
    threads[0]?.tell({
      type: 'messages',
      batches: [{ port: 1, messages: [{ time: 1, bytes: [0xf8], mended: false }] }],
    })
    driver.open('B', events('B'))
    threads[0]?.tell({ type: 'failed', port: 2, reason: 'busy' })
    expect(news).toEqual(['A open', 'A 1', 'B failed: busy'])
  })

  it('gives up a thread that does not answer; its inputs failed, so that there is a gap, and are opened again in another', () => {
    const driver = link()
    driver.open('A', events('A'))
    threads[0]?.tell({ type: 'opened', port: 1 })
    for (let look = 0; look < 8; look++) driver.watch()
    expect(said).toEqual([])
    driver.watch()
    expect(said).toHaveLength(1)
    expect(threads[0]?.ended).toBe(true)
    expect(news).toEqual(['A open', 'A failed: its driver does not answer'])
    // What the old one says when it comes to itself is not heard.
    threads[0]?.tell({ type: 'messages', batches: [{ port: 1, messages: [] }] })
    expect(news).toHaveLength(2)
    driver.open('A', events('A'))
    expect(threads[1]?.orders).toEqual([{ type: 'open', port: 2, id: 'A' }])
  })

  it('leaves alone a thread that says that it is alive', () => {
    const driver = link()
    for (let look = 0; look < 200; look++) {
      threads[0]?.tell({ type: 'alive' })
      driver.watch()
    }
    expect(threads).toHaveLength(1)
  })

  it('starts a thread that died anew, but not over and over', () => {
    const driver = link()
    driver.open('A', events('A'))
    for (let i = 0; i < 20; i++) threads.at(-1)?.die('it broke')
    for (let look = 0; look < 100; look++) driver.watch()
    expect(threads).toHaveLength(6)
    expect(said[0]).toContain('it broke')
    expect(said.at(-1)).toContain('no real ports')
  })
})

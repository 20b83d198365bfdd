import { describe, expect, it } from 'vitest'
import type { PortInfo } from '../../src-common/rpc/engine-contract'
import { KeptPort } from './kept-port'
import type { PortNews } from './ports'

const there: PortInfo = { id: 'box', name: 'box 20:0', virtual: false, model: null }
const replugged: PortInfo = { ...there, name: 'box 24:0' }

/** A port in time that only the test moves; its driver opens it where the test says so. */
class Watched {
  time = 0
  news: PortNews | null = null
  /** What its driver says while it is asked to open. */
  atOnce: (news: PortNews) => void = () => undefined
  readonly said: string[] = []
  readonly kept = new KeptPort<{ close(): void }>(
    0,
    'box',
    {
      open: (news) => {
        this.news = news
        this.said.push('open')
        this.atOnce(news)
        return { close: () => this.said.push('close') }
      },
      opened: (_, again) => this.said.push(again ? 'opened again' : 'opened'),
      lost: (wasOpen) => this.said.push(wasOpen ? 'lost' : 'given up'),
      failed: (reason, again) => this.said.push(`failed${again ? ' again' : ''}: ${reason}`),
    },
    () => this.time,
  )

  /** A look at what is there, so many seconds later; what happened. */
  look(info: PortInfo | undefined, seconds = 0): readonly string[] {
    this.time += seconds * 1e6
    this.kept.follow(info)
    return this.said.splice(0)
  }

  open(info = there): void {
    this.look(info)
    this.news?.opened()
    this.said.splice(0)
  }
}

describe('a port that is kept open', () => {
  it('is opened when it comes, let go of when it went, and opened again when it returns', () => {
    const port = new Watched()
    expect(port.look(undefined)).toEqual([])
    expect(port.look(there)).toEqual(['open'])
    port.news?.opened()
    expect(port.look(there)).toEqual(['opened'])
    expect(port.look(undefined)).toEqual(['lost', 'close'])
    expect(port.look(there)).toEqual(['open'])
    port.news?.opened()
    expect(port.look(there)).toEqual(['opened again'])
  })

  it('that went between two looks, and is back under another name, is replaced at once', () => {
    const port = new Watched()
    port.open()
    expect(port.look(replugged)).toEqual(['lost', 'close', 'open'])
  })

  it('that does not open is tried again after five seconds, or when it is to hurry', () => {
    const port = new Watched()
    port.look(there)
    port.news?.failed('busy')
    expect(port.kept.state).toBe('failed')
    expect(port.look(there, 4.9)).toEqual(['given up', 'close', 'failed: busy'])
    expect(port.look(there, 0.1)).toEqual(['open'])
    port.news?.failed('busy')
    port.kept.hurry()
    expect(port.look(there)).toContain('open')
  })

  it('may open or fail while it is asked to open', () => {
    const port = new Watched()
    port.atOnce = (news) => { news.failed('busy') } // prettier-ignore
    expect(port.look(there)).toEqual(['open', 'failed: busy'])
    expect(port.kept.port).toBeNull()
    port.atOnce = (news) => { news.opened() } // prettier-ignore
    expect(port.look(there, 5)).toEqual(['open', 'opened'])
    expect(port.kept.port).not.toBeNull()
  })

  it('that talked, and is silent after it was opened again, is opened once more and then left alone', () => {
    const port = new Watched()
    port.open()
    port.kept.heard()
    port.look(undefined)
    port.open()
    expect(port.look(there, 3)).toEqual([])
    expect(port.look(there, 0.1)).toEqual(['lost', 'close', 'open'])
    port.news?.opened()
    expect(port.look(there, 60)).toEqual(['opened again'])
  })

  it('that never talked may be silent', () => {
    const port = new Watched()
    port.open()
    port.look(undefined)
    port.open()
    expect(port.look(there, 60)).toEqual([])
  })

  it('hears nothing of news and messages that come after it was let go of', () => {
    const port = new Watched()
    port.look(there)
    port.kept.letGo()
    port.said.splice(0)
    port.news?.opened()
    port.news?.failed('too late')
    expect(port.kept.heard()).toBe(false)
    expect(port.kept.state).toBe('gone')
    expect(port.said).toEqual([])
  })
})

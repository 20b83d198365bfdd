import { describe, expect, it, vi } from 'vitest'
import { connect, emit, RpcError, serve } from './rpc'
import { wirePair } from './wire'

type Sums = {
  readonly requests: {
    readonly add: { in: readonly number[]; out: number }
    readonly fail: { in: null; out: null }
    readonly refuse: { in: null; out: null }
  }
  readonly events: { readonly news: string }
}

function pair(): { client: ReturnType<typeof connect<Sums>>; server: ReturnType<typeof wirePair>[0] } {
  const [server, page] = wirePair()
  serve<Sums>(
    server,
    {
      add: (numbers) => numbers.reduce((sum, each) => sum + each, 0),
      fail: () => {
        throw new Error('It broke.')
      },
      refuse: () => Promise.reject(new RpcError('full', 'The disk is full.')),
    },
    (method, input) => {
      if (method === 'add' && !Array.isArray(input)) throw new RpcError('invalid', 'add takes numbers')
      return input
    },
  )
  return { client: connect<Sums>(page), server }
}

describe('requests over a wire', () => {
  it('are answered', async () => {
    await expect(pair().client.call('add', [1, 2, 3])).resolves.toBe(6)
  })

  it('carry errors as code and message', async () => {
    const { client } = pair()
    await expect(client.call('fail', null)).rejects.toMatchObject({ code: 'failed', message: 'It broke.' })
    await expect(client.call('refuse', null)).rejects.toMatchObject({ code: 'full', message: 'The disk is full.' })
  })

  it('are checked at the door', async () => {
    await expect(pair().client.call('add', 'x' as never)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('reach own names of the table only', async () => {
    const call = pair().client.call as (method: string, input: unknown) => Promise<unknown>
    for (const name of ['toString', 'constructor', '__proto__', 'none']) {
      await expect(call(name, null)).rejects.toMatchObject({ code: 'unknown' })
    }
  })

  it('end when the wire is closed', async () => {
    const [, page] = wirePair()
    const client = connect<Sums>(page)
    const answer = client.call('add', [1])
    client.close()
    await expect(answer).rejects.toMatchObject({ code: 'closed' })
    await expect(client.call('add', [1])).rejects.toMatchObject({ code: 'closed' })
  })

  it('leave what is no frame alone', () => {
    const { server, client } = pair()
    const heard = vi.fn()
    client.on('news', heard)
    for (const junk of [null, 1, 'x', {}, { type: 'event' }, { type: 'answer', id: 99 }, { type: 'request', id: 'x' }])
      server.send(junk)
    emit<Sums, 'news'>(server, 'news', 'hello')
    expect(heard.mock.calls).toEqual([['hello']])
  })
})

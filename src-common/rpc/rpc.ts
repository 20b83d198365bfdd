// Requests, answers and events over a wire. The contract is a type: a map from each request's name to what goes in and
// comes out, and one from each event's name to what it carries.
import type { Dispose, Wire } from './wire'

export type Contract = {
  readonly requests: Readonly<Record<string, { readonly in: unknown; readonly out: unknown }>>
  readonly events: Readonly<Record<string, unknown>>
}

type Requests<C extends Contract> = C['requests']
type Events<C extends Contract> = C['events']

export type Handlers<C extends Contract> = {
  readonly [M in keyof Requests<C>]: (
    input: Requests<C>[M]['in'],
  ) => Requests<C>[M]['out'] | Promise<Requests<C>[M]['out']>
}

/** An error that crosses the wire; its message is for people. */
export class RpcError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export type Client<C extends Contract> = {
  /** Rejects with an `RpcError`; with code `closed` when the wire was closed before the answer. */
  call<M extends keyof Requests<C> & string>(method: M, input: Requests<C>[M]['in']): Promise<Requests<C>[M]['out']>
  on<E extends keyof Events<C> & string>(event: E, listener: (payload: Events<C>[E]) => void): Dispose
  /** Ends all calls that are under way. */
  close(): void
}

type Frame =
  | { readonly type: 'request'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly output: unknown }
  | { readonly type: 'error'; readonly id: number; readonly code: string; readonly message: string }
  | { readonly type: 'event'; readonly event: string; readonly payload: unknown }

function isFrame(message: unknown): message is Frame {
  if (typeof message !== 'object' || message === null) return false
  const { type, id, event, method } = message as Readonly<Record<string, unknown>>
  if (type === 'event') return typeof event === 'string'
  return (
    typeof id === 'number' &&
    (type === 'answer' || type === 'error' || (type === 'request' && typeof method === 'string'))
  )
}

/**
 * Answers requests from the other end. `check` sees every input first and returns it, cleaned, or throws. Only own names
 * of the table are answered: no request can reach a prototype.
 */
export function serve<C extends Contract>(
  wire: Wire,
  handlers: Handlers<C>,
  check: (method: string, input: unknown) => unknown = (_, input) => input,
): Dispose {
  const table = new Map<string, (input: never) => unknown>(Object.entries(handlers))
  return wire.onMessage((message) => {
    if (!isFrame(message) || message.type !== 'request') return
    const { id, method, input } = message
    const answer = async (): Promise<Frame> => {
      const handler = table.get(method)
      if (handler === undefined) throw new RpcError('unknown', `There is no request ${method}`)
      return { type: 'answer', id, output: (await handler(check(method, input) as never)) ?? null }
    }
    answer().then(wire.send, (error: unknown) => {
      wire.send(errorFrame(id, error))
    })
  })
}

function errorFrame(id: number, error: unknown): Frame {
  const code = error instanceof RpcError ? error.code : 'failed'
  return { type: 'error', id, code, message: error instanceof Error ? error.message : String(error) }
}

/** Sends an event to the other end. */
export function emit<C extends Contract, E extends keyof Events<C> & string>(
  wire: Wire,
  event: E,
  payload: Events<C>[E],
): void {
  wire.send({ type: 'event', event, payload } satisfies Frame)
}

type Pending = { readonly resolve: (output: never) => void; readonly reject: (error: RpcError) => void }

/** `first`: the number of the first request; apart from those of others that share the wire. */
export function connect<C extends Contract>(wire: Wire, first = 1): Client<C> {
  const pending = new Map<number, Pending>()
  const listeners = new Map<string, Set<(payload: never) => void>>()
  let next = first
  let closed = false
  const dispose = wire.onMessage((message) => {
    if (!isFrame(message) || message.type === 'request') return
    if (message.type === 'event') {
      for (const listener of listeners.get(message.event) ?? []) listener(message.payload as never)
      return
    }
    const call = pending.get(message.id)
    pending.delete(message.id)
    if (message.type === 'answer') call?.resolve(message.output as never)
    else call?.reject(new RpcError(message.code, message.message))
  })
  return {
    call: (method, input) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new RpcError('closed', 'The connection was closed.'))
          return
        }
        const id = next++
        pending.set(id, { resolve, reject })
        wire.send({ type: 'request', id, method, input } satisfies Frame)
      }),
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set.add(listener))
      return () => set.delete(listener)
    },
    close: () => {
      closed = true
      dispose()
      for (const call of pending.values()) call.reject(new RpcError('closed', 'The connection was closed.'))
      pending.clear()
    },
  }
}

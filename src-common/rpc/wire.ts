// A two-way pipe for messages, whatever carries it: a worker's port, a WebSocket, Electron's IPC.

export type Dispose = () => void

export type Wire = {
  readonly send: (message: unknown) => void
  readonly onMessage: (listener: (message: unknown) => void) => Dispose
}

/** Two ends of one pipe within a thread; what is sent arrives at once, copied as JSON would copy it. */
export function wirePair(): readonly [Wire, Wire] {
  const listeners = [new Set<(message: unknown) => void>(), new Set<(message: unknown) => void>()] as const
  const end = (own: 0 | 1, other: 0 | 1): Wire => ({
    send: (message) => {
      const copy: unknown = JSON.parse(JSON.stringify(message))
      for (const listener of listeners[other]) listener(copy)
    },
    onMessage: (listener) => {
      listeners[own].add(listener)
      return () => listeners[own].delete(listener)
    },
  })
  return [end(0, 1), end(1, 0)]
}

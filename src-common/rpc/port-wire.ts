// A worker's message port as a wire.
import type { Wire } from './wire'

/** What of a port is needed here; Node's `MessagePort` and `Worker` both have it. */
type Port = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  off(event: 'message', listener: (message: unknown) => void): unknown
}

export function portWire(port: Port): Wire {
  return {
    send: (message) => {
      port.postMessage(message)
    },
    onMessage: (listener) => {
      port.on('message', listener)
      return () => port.off('message', listener)
    },
  }
}

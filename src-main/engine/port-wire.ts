// A worker's message port as a wire.
import type { MessagePort, Worker } from 'node:worker_threads'
import type { Wire } from '../../src-common/rpc/wire'

export function portWire(port: MessagePort | Worker): Wire {
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

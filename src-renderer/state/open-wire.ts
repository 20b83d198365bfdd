// The way to the host: Electron's bridge where the preload put one, else a WebSocket to the server that served the page.
import type { Wire } from '../../src-common/rpc/wire'

declare global {
  interface Window {
    readonly muteline?: Wire
  }
}

/** A wire that also says whether the host is there. */
export type HostWire = Wire & { onConnected(listener: (connected: boolean) => void): void }

const RETRY_MS = 1000

export function openWire(): HostWire {
  return window.muteline === undefined ? webSocketWire() : bridgeWire(window.muteline)
}

function bridgeWire(bridge: Wire): HostWire {
  return {
    send: bridge.send,
    onMessage: bridge.onMessage,
    onConnected: (listener) => {
      listener(true)
    },
  }
}

/** Connects again by itself when the host comes back; what is sent meanwhile is dropped. */
function webSocketWire(): HostWire {
  const listeners = new Set<(message: unknown) => void>()
  const watchers = new Set<(connected: boolean) => void>()
  const tell = (connected: boolean): void => {
    for (const watcher of watchers) watcher(connected)
  }
  let socket: WebSocket | null = null
  const open = (): void => {
    const token = encodeURIComponent(location.hash.slice(1))
    socket = new WebSocket(`ws://${location.host}/wire?token=${token}`)
    socket.onopen = () => {
      tell(true)
    }
    socket.onmessage = ({ data }) => {
      const message: unknown = JSON.parse(String(data))
      for (const listener of listeners) listener(message)
    }
    socket.onclose = () => {
      tell(false)
      setTimeout(open, RETRY_MS)
    }
  }
  open()
  return {
    send: (message) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
    },
    onMessage: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onConnected: (listener) => {
      watchers.add(listener)
    },
  }
}

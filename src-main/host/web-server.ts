// The web host's door: pages over HTTP, the wire over a WebSocket; on loopback only, for those who have the token.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { readFileSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import sirv from 'sirv'
import * as v from 'valibot'
import writeFileAtomic from 'write-file-atomic'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Dispose, Wire } from '../../src-common/rpc/wire'
import { contentSecurityPolicy, PAGE_HEADERS } from './page-policy'

export type WebServerOptions = {
  /** The folder of the built page. */
  readonly pages: string
  /** 0 for that of last time, or any that is free. */
  readonly port: number
  /** A file that keeps port and token, so that a page that is open finds its host again after a restart. */
  readonly memory: string
  readonly attach: (page: Wire) => Dispose
}

export type WebServer = { readonly url: string; close(): Promise<void> }

const HOSTS = ['127.0.0.1', 'localhost', '[::1]']
/** The dump of a whole project of Digitakt II has 16 MB, in base64 22; nothing else that pages send is nearly as large. */
const LARGEST_MESSAGE = 1 << 26
const MOST_BUFFERED = 1 << 22

/** Rejects if the port is taken. */
export async function openWebServer({ pages, port, memory, attach }: WebServerOptions): Promise<WebServer> {
  const last = recall(memory)
  const token = last.token ?? randomBytes(24).toString('base64url')
  const files = sirv(pages, { etag: true })
  const http = createServer((request, response) => {
    if (!allowedHosts(http).includes(request.headers.host ?? '')) {
      response.writeHead(421).end()
      return
    }
    for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value)
    response.setHeader('Content-Security-Policy', contentSecurityPolicy("'self'"))
    files(request, response, () => {
      response.writeHead(404).end()
    })
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE })
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => {
      socket.destroy()
    })
    if (!mayConnect(http, request, token)) {
      refuse(socket)
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      connectPage(webSocket, attach)
    })
  })
  await listen(http, port === 0 ? last.port : port).catch(async (error: unknown) => {
    if (port !== 0 || last.port === 0) throw error
    await listen(http, 0)
  })
  await writeFileAtomic(memory, JSON.stringify({ token, port: portOf(http) }), { mode: 0o600 })
  return {
    url: `http://127.0.0.1:${String(portOf(http))}/#${token}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

const listen = (http: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, '127.0.0.1', () => {
      http.off('error', reject)
      resolve()
    })
  })

const memorySchema = v.object({ token: v.pipe(v.string(), v.minLength(20)), port: v.pipe(v.number(), v.integer()) })

function recall(memory: string): { readonly token: string | null; readonly port: number } {
  try {
    return v.parse(memorySchema, JSON.parse(readFileSync(memory, 'utf8')))
  } catch {
    return { token: null, port: 0 }
  }
}

function portOf(http: Server): number {
  const address = http.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const allowedHosts = (http: Server): readonly string[] => HOSTS.map((host) => `${host}:${String(portOf(http))}`)

/** Exact lists: a page of another site, or one that had its name pointed here, is refused; so is one without the token. */
function mayConnect(http: Server, request: IncomingMessage, token: string): boolean {
  const host = request.headers.host ?? ''
  const url = URL.canParse(request.url ?? '', 'http://localhost')
    ? new URL(request.url ?? '', 'http://localhost')
    : null
  const given = Buffer.from(url?.searchParams.get('token') ?? '')
  const wanted = Buffer.from(token)
  return (
    allowedHosts(http).includes(host) &&
    request.headers.origin === `http://${host}` &&
    url?.pathname === '/wire' &&
    given.length === wanted.length &&
    timingSafeEqual(given, wanted)
  )
}

function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
}

function connectPage(socket: WebSocket, attach: (page: Wire) => Dispose): void {
  const listeners = new Set<(message: unknown) => void>()
  const dispose = attach({
    send: (message) => {
      if (socket.readyState !== socket.OPEN) return
      // A page that cannot keep up misses what is only shown for a moment, rather than fill the host's memory.
      if (socket.bufferedAmount > MOST_BUFFERED && isLive(message)) return
      socket.send(JSON.stringify(message))
    },
    onMessage: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  socket.on('message', (data) => {
    const message = parseJson(Buffer.isBuffer(data) ? data.toString('utf8') : '')
    if (message === undefined) socket.close(1003, 'not JSON')
    else for (const listener of listeners) listener(message)
  })
  socket.on('error', () => {
    socket.terminate()
  })
  socket.on('close', dispose)
}

const isLive = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'event' in message && message.event === 'live'

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

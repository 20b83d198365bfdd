// The web host as a process of its own, with a data folder of its own; and a line to it, as a page has.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import type { HostContract } from '../src-common/rpc/host-contract'
import { connect, type Client } from '../src-common/rpc/rpc'
import type { Wire } from '../src-common/rpc/wire'

export type HostProcess = {
  readonly url: string
  readonly home: string
  readonly process: ChildProcess
  /** Ends it in order. */
  close(): Promise<void>
  /** Ends it as a crash does. */
  kill(): Promise<void>
}

export const freshHome = (): string => mkdtempSync(join(tmpdir(), 'muteline-e2e-'))

/** Real ports are left alone unless asked for: what is plugged in is not for tests to play on. */
export async function startHost(home: string = freshHome(), realPorts = false): Promise<HostProcess> {
  const child = spawn(process.execPath, ['out/main/server.js'], {
    env: { ...process.env, MUTELINE_HOME: home, MUTELINE_NO_REAL_PORTS: realPorts ? '0' : '1', PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const found = /http:\S+/.exec(line)
      if (found !== null) resolve(found[0])
    })
    child.once('exit', (code) => {
      reject(new Error(`The host ended with ${String(code)}`))
    })
  })
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  return { url, home, process: child, close: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

/** What a page is to its host: the same wire, the same contract. */
export async function connectTo(url: string): Promise<{ readonly client: Client<HostContract>; close(): void }> {
  const { host, origin, hash } = new URL(url)
  const socket = new WebSocket(`ws://${host}/wire?token=${hash.slice(1)}`, { origin })
  await once(socket, 'open')
  const wire: Wire = {
    send: (message) => {
      socket.send(JSON.stringify(message))
    },
    onMessage: (listener) => {
      const relay = (data: unknown): void => {
        listener(JSON.parse(String(data)))
      }
      socket.on('message', relay)
      return () => socket.off('message', relay)
    },
  }
  const client = connect<HostContract>(wire)
  return {
    client,
    close: () => {
      client.close()
      socket.close()
    },
  }
}
